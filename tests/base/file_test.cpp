#include "stance/base/file.hpp"

#include "scratch.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

using namespace stance::base;
using stance::base::testing::content_of;
using stance::base::testing::Scratch;

namespace {

constexpr std::uint64_t no_limit = std::uint64_t{1} << 40U;

std::string padding_of(const Buffer& buffer) {
  return {buffer.view().data() + buffer.size(), Buffer::padding};
}

std::string refusal_of(const std::filesystem::path& path, std::uint64_t limit = no_limit) {
  const auto result = read_file(path, limit);
  if (result) return "read " + std::to_string(result->size()) + " bytes";
  CHECK(result.error().kind == ErrorKind::unreadable);
  return result.error().message;
}

mode_t mode_of(const std::filesystem::path& path) {
  struct stat status = {};
  return ::lstat(path.c_str(), &status) == 0 ? status.st_mode : 0;
}

void make_socket(const std::filesystem::path& path) {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof(address.sun_path) - 1);
  const int number = ::socket(AF_UNIX, SOCK_STREAM, 0);
  REQUIRE(::bind(number, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
  ::close(number);
}

}  // namespace

TEST_CASE("a buffer keeps zeroed padding behind its bytes") {
  Buffer buffer = Buffer::copy_of("contoso");
  CHECK(buffer.view() == "contoso");
  CHECK(padding_of(buffer) == std::string(Buffer::padding, '\0'));
  buffer.truncate(3);
  CHECK(buffer.view() == "con");
  CHECK(padding_of(buffer) == std::string(Buffer::padding, '\0'));
  const char* address = buffer.data();
  const Buffer moved = std::move(buffer);
  CHECK(moved.view().data() == address);
  CHECK(Buffer().view().empty());
  CHECK(Buffer::copy_of("").size() == 0);
}

TEST_CASE("regular files are read whole") {
  Scratch scratch;
  for (const std::size_t size : {0U, 1U, 4096U, 65535U, 65536U, 65537U, 300'000U}) {
    std::string content(size, 'x');
    if (size > 0) content.back() = '\n';
    const auto file = scratch.write("a.json", content);
    const auto read = read_file(file, size);
    REQUIRE(read);
    CHECK(read->view() == content);
    CHECK(padding_of(*read) == std::string(Buffer::padding, '\0'));
  }
}

TEST_CASE("a link to a file is followed") {
  Scratch scratch;
  scratch.write("a.json", "{}");
  std::filesystem::create_symlink("a.json", scratch.path("link"));
  const auto read = read_file(scratch.path("link"), no_limit);
  REQUIRE(read);
  CHECK(read->view() == "{}");
}

TEST_CASE("files that claim to be empty are read all the same") {
  const auto read = read_file("/proc/self/status", no_limit);
  REQUIRE(read);
  CHECK(read->size() > 100);
  CHECK(refusal_of("/proc/self/status", 10) ==
        "'/proc/self/status' is larger than the limit of 10 bytes");
}

TEST_CASE("what is no readable regular file is refused without blocking") {
  Scratch scratch;
  const auto quoted = [&scratch](std::string_view name) {
    return "'" + scratch.path(name).string() + "'";
  };
  CHECK(refusal_of(scratch.path("missing")) ==
        "cannot open " + quoted("missing") + ": No such file or directory");
  CHECK(refusal_of("") == "cannot open '': No such file or directory");
  CHECK(refusal_of(scratch.root()) == "'" + scratch.root() + "' is a folder, expected a file");
  CHECK(refusal_of("/dev/null") == "'/dev/null' is a device, expected a regular file");

  REQUIRE(::mkfifo(scratch.path("fifo").c_str(), 0600) == 0);
  CHECK(refusal_of(scratch.path("fifo")) == quoted("fifo") + " is a FIFO, expected a regular file");

  make_socket(scratch.path("socket"));
  CHECK(refusal_of(scratch.path("socket")) ==
        quoted("socket") + " is a socket, expected a regular file");

  std::filesystem::create_symlink("loop", scratch.path("loop"));
  CHECK(refusal_of(scratch.path("loop")) ==
        "cannot open " + quoted("loop") + ": Too many levels of symbolic links");

  const auto below = scratch.write("plain", "") / "x";
  CHECK(refusal_of(below) == "cannot open " + quoted("plain/x") + ": Not a directory");
}

TEST_CASE("a file without permission is refused") {
  if (::geteuid() == 0) return;  // root may read everything
  Scratch scratch;
  const auto file = scratch.write("secret", "x");
  REQUIRE(::chmod(file.c_str(), 0) == 0);
  CHECK(refusal_of(file) == "cannot open '" + file.string() + "': Permission denied");
}

TEST_CASE("a file over the limit is refused by its size") {
  Scratch scratch;
  const auto file = scratch.write("large", "12345");
  CHECK(refusal_of(file, 5) == "read 5 bytes");
  CHECK(refusal_of(file, 4) == "'" + file.string() + "' is 5 bytes, the limit is 4 bytes");
  REQUIRE(::truncate(file.c_str(), off_t{5} << 30U) == 0);
  CHECK(refusal_of(file, std::uint64_t{2} << 30U) ==
        "'" + file.string() + "' is 5368709120 bytes, the limit is 2147483648 bytes");
}

TEST_CASE("a stream is read to its end, also when it is set to not block") {
  int ends[2] = {};
  REQUIRE(::pipe2(ends, O_NONBLOCK) == 0);
  const std::string content(200'000, 'p');
  std::thread writer([&ends, &content] {
    std::size_t sent = 0;
    while (sent < content.size()) {
      const auto count = ::write(ends[1], content.data() + sent, content.size() - sent);
      if (count > 0) sent += static_cast<std::size_t>(count);
    }
    ::close(ends[1]);
  });
  const auto read = read_stream(ends[0], "standard input", no_limit);
  writer.join();
  ::close(ends[0]);
  REQUIRE(read);
  CHECK(read->view() == content);
}

TEST_CASE("a stream over the limit is refused") {
  for (const std::uint64_t limit : {0U, 3U}) {
    int ends[2] = {};
    REQUIRE(::pipe(ends) == 0);
    REQUIRE(::write(ends[1], "1234", 4) == 4);
    ::close(ends[1]);
    const auto read = read_stream(ends[0], "standard input", limit);
    ::close(ends[0]);
    REQUIRE_FALSE(read);
    CHECK(read.error().message ==
          "'standard input' is larger than the limit of " + std::to_string(limit) + " bytes");
  }
}

TEST_CASE("a stream that cannot be read is an error") {
  const auto read = read_stream(-1, "standard input", no_limit);
  REQUIRE_FALSE(read);
  CHECK(read.error().message == "cannot read 'standard input': Bad file descriptor");
}

TEST_CASE("a file is written privately and replaces the old one") {
  Scratch scratch;
  const auto file = scratch.write("report.json", "old");
  REQUIRE(::chmod(file.c_str(), 0644) == 0);
  REQUIRE(write_file(file, "new content"));
  CHECK(content_of(file) == "new content");
  CHECK((mode_of(file) & 0777U) == 0600U);
  REQUIRE(write_file(file, ""));
  CHECK(content_of(file).empty());
  REQUIRE(write_file(scratch.path("fresh"), "x"));
  CHECK(content_of(scratch.path("fresh")) == "x");

  const auto listing = list_folder(scratch.root());
  REQUIRE(listing);
  CHECK(listing->files == std::vector{scratch.path("fresh"), file});
}

TEST_CASE("writing replaces a link and leaves its target alone") {
  Scratch scratch;
  const auto target = scratch.write("precious", "keep");
  std::filesystem::create_symlink(target, scratch.path("report"));
  std::filesystem::create_symlink("nowhere", scratch.path("dangling"));
  REQUIRE(write_file(scratch.path("report"), "new"));
  REQUIRE(write_file(scratch.path("dangling"), "new"));
  CHECK(content_of(target) == "keep");
  CHECK(S_ISREG(mode_of(scratch.path("report"))));
  CHECK(S_ISREG(mode_of(scratch.path("dangling"))));
  CHECK_FALSE(std::filesystem::exists(scratch.path("nowhere")));
}

TEST_CASE("devices, FIFOs and open descriptors are written to directly") {
  REQUIRE(write_file("/dev/null", "gone"));
  CHECK(S_ISCHR(mode_of("/dev/null")));

  Scratch scratch;
  const auto fifo = scratch.path("fifo");
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  const int reader = ::open(fifo.c_str(), O_RDONLY | O_NONBLOCK);
  REQUIRE(write_file(fifo, "through"));
  char received[16] = {};
  CHECK(::read(reader, received, sizeof(received)) == 7);
  CHECK(std::string_view(received) == "through");
  ::close(reader);
  CHECK(S_ISFIFO(mode_of(fifo)));

  const auto file = scratch.write("out", "before,");
  const int number = ::open(file.c_str(), O_WRONLY);
  const std::string name = "/dev/fd/" + std::to_string(number);
  REQUIRE(write_file(name, "after"));
  CHECK(S_ISLNK(mode_of(name)));
  ::close(number);
  CHECK(content_of(file) == "before,after");
}

TEST_CASE("a file that cannot be written is an error and leaves nothing behind") {
  Scratch scratch;
  const auto message_of = [](const std::filesystem::path& path) {
    const auto result = write_file(path, "x");
    if (result) return std::string("written");
    CHECK(result.error().kind == ErrorKind::output);
    return result.error().message;
  };
  CHECK(message_of(scratch.root()) == "'" + scratch.root() + "' is a folder, expected a file");
  CHECK(message_of(scratch.path("no/file")) ==
        "cannot write '" + scratch.path("no/file").string() + "': No such file or directory");
  CHECK(message_of("") == "cannot write '': No such file or directory");
  make_socket(scratch.path("socket"));
  CHECK(message_of(scratch.path("socket")) ==
        "cannot write '" + scratch.path("socket").string() + "': No such device or address");
  const auto long_name = scratch.path(std::string(300, 'n'));
  CHECK(message_of(long_name) == "cannot write '" + long_name.string() + "': File name too long");
  CHECK(message_of("/dev/full") == "cannot write '/dev/full': No space left on device");

  const auto listing = list_folder(scratch.root());
  REQUIRE(listing);
  CHECK(listing->files.empty());
}

TEST_CASE("a program that is ended while it writes leaves no half and no temporary file") {
  const std::string content(1 << 20, 'x');
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    for (unsigned delay = 0; delay < 10; ++delay) {
      const Scratch scratch;
      // Before it starts: a shell may have the signal ignored, and it would never end.
      const auto inherited = ::signal(signal, SIG_DFL);
      const pid_t child = ::fork();
      REQUIRE(child >= 0);
      if (child == 0) {
        while (write_file(scratch.path("report"), content)) {
        }
        ::_exit(1);
      }
      ::usleep(1'000 + delay * 500);
      ::kill(child, signal);
      int status = 0;
      ::waitpid(child, &status, 0);
      ::signal(signal, inherited);
      CHECK(WIFSIGNALED(status));
      for (const auto& entry : std::filesystem::directory_iterator(scratch.root())) {
        CHECK(entry.path().filename() == "report");
        CHECK(entry.file_size() == content.size());
      }
    }
  }
}
