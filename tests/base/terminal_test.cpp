#include "stance/base/terminal.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace stance::base;

TEST_CASE("a file is no terminal and has no columns") {
  const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  REQUIRE(null >= 0);
  CHECK_FALSE(is_terminal(null));
  CHECK(terminal_columns(null) == 0);
  close(null);
  CHECK_FALSE(is_terminal(-1));
}

TEST_CASE("a terminal tells its columns") {
  const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0) {
    WARN("no pseudo terminal can be opened here: nothing is checked");
    return;
  }
  winsize size = {};
  size.ws_col = 132;
  REQUIRE(ioctl(terminal, TIOCSWINSZ, &size) == 0);
  CHECK(is_terminal(terminal));
  CHECK(terminal_columns(terminal) == 132);
  close(terminal);
}
