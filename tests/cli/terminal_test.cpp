#include "terminal.hpp"

#include "parser.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance::cli;
using stance::report::Style;

namespace {

using Environment = std::map<std::string, std::string, std::less<>>;

struct Around {
  Environment environment = {};
  bool terminal = false;
  std::size_t columns = 0;
};

Style styled(const std::vector<std::string>& options, const Around& around,
             Sink sink = Sink::standard_output) {
  std::ostringstream stream;
  Io io = {stream, stream, around.environment};
  io.out_is_terminal = around.terminal;
  io.out_columns = around.columns;
  std::vector<std::string> words = options;
  words.emplace_back("export");
  const Command& assess = *find_command("assess");
  return style_for(Arguments::check(assess, tokenise(assess, words), io).value(), io, sink);
}

}  // namespace

TEST_CASE("colour only where it is wanted") {
  struct Case {
    std::string name;
    std::vector<std::string> options;
    Around around;
    bool color;
  };
  const std::vector<Case> cases = {
      {"terminal", {}, {{}, true}, true},
      {"pipe", {}, {{}, false}, false},
      {"never", {"--color", "never"}, {{{"FORCE_COLOR", "1"}}, true}, false},
      {"always in a pipe", {"--color=always"}, {{{"NO_COLOR", "1"}}, false}, true},
      {"NO_COLOR", {}, {{{"NO_COLOR", "1"}, {"FORCE_COLOR", "1"}}, true}, false},
      {"NO_COLOR empty", {}, {{{"NO_COLOR", ""}}, true}, true},
      {"FORCE_COLOR", {}, {{{"FORCE_COLOR", "1"}}, false}, true},
      {"FORCE_COLOR=0", {}, {{{"FORCE_COLOR", "0"}}, true}, false},
      {"dumb", {}, {{{"TERM", "dumb"}}, true}, false},
      {"STANCE_COLOR", {}, {{{"STANCE_COLOR", "always"}}, false}, true},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(styled(c.options, c.around).color == c.color); }
  }
}

TEST_CASE("the width is what is asked for, else the terminal's, else 80") {
  CHECK(styled({}, {}).width == 80);
  CHECK(styled({}, {{}, true, 132}).width == 132);
  CHECK(styled({}, {{}, true, 20}).width == 40);
  CHECK(styled({}, {{}, true, 5'000}).width == 1'000);
  CHECK(styled({}, {{{"COLUMNS", "100"}}, true, 132}).width == 100);
  CHECK(styled({}, {{{"COLUMNS", "many"}}, true, 132}).width == 132);
  CHECK(styled({"--width", "50"}, {{{"COLUMNS", "100"}}, true, 132}).width == 50);
}

TEST_CASE("UTF-8 only where the locale says so") {
  const std::vector<std::pair<Environment, bool>> cases = {
      {{}, false},
      {{{"LANG", "en_US.UTF-8"}}, true},
      {{{"LANG", "C.utf8"}}, true},
      {{{"LANG", "en_US.ISO-8859-1"}}, false},
      {{{"LC_ALL", "C"}, {"LANG", "C.UTF-8"}}, false},
      {{{"LC_ALL", ""}, {"LC_CTYPE", "C.UTF-8"}, {"LANG", "C"}}, true},
  };
  for (const auto& [environment, utf8] : cases) CHECK(styled({}, {environment}).utf8 == utf8);
}

TEST_CASE("a file depends on nothing but options") {
  const Style style =
      styled({}, {{{"COLUMNS", "100"}, {"FORCE_COLOR", "1"}}, true, 132}, Sink::file);
  CHECK(style.width == 80);
  CHECK_FALSE(style.color);
  CHECK(style.utf8);
  const Style asked = styled({"--color=always", "--width=99", "-q"}, {}, Sink::file);
  CHECK(asked.width == 99);
  CHECK(asked.color);
  CHECK(asked.brief);
}

TEST_CASE("the process around a test is known") {
  const Io io = process_io();
  CHECK(io.today.size() == 10);
  CHECK(io.variable("not a variable").empty());
}
