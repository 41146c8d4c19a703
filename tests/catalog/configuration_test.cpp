#include "stance/catalog/configuration.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace stance;
using namespace stance::catalog;
using testing::Folder;

namespace {

// Every entry in a line with its places, or what is wrong.
std::string read(const std::string& text) {
  const Folder folder({{"c.yaml", text}});
  base::Diagnostics problems;
  const auto entries = read_configuration(folder.path() / "c.yaml", "own.yaml", problems);
  CHECK(entries.has_value() != problems.has_errors());
  if (!entries) return testing::rendered(problems);
  std::string out;
  for (const ConfigurationEntry& entry : *entries) {
    const auto place = [](const ConfigurationWord& word) {
      return fmt::format("{}:{}:{} {}", word.position.file, word.position.line,
                         word.position.column, word.text);
    };
    out += place(entry.key) + (entry.list ? " list\n" : "\n");
    for (const ConfigurationWord& value : entry.values) {
      out += fmt::format("  {} [{}]\n", place(value), value.source_line);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("the entries of a configuration file") {
  CHECK(read("# Ours.\nmin-score: 70\ncatalog: [+a, 'b c']\ndecisions:\n- d.yaml\nfail-on: []\n") ==
        R"(own.yaml:2:1 min-score
  own.yaml:2:12 70 [min-score: 70]
own.yaml:3:1 catalog list
  own.yaml:3:11 +a [catalog: [+a, 'b c']]
  own.yaml:3:15 b c [catalog: [+a, 'b c']]
own.yaml:4:1 decisions list
  own.yaml:5:3 d.yaml [- d.yaml]
own.yaml:6:1 fail-on list
)");
}

TEST_CASE("a configuration file may set nothing") {
  for (const std::string text : {"", "\n", "# min-score: 70\n\n \t# more", "\xef\xbb\xbf#\r\n"}) {
    CHECK(read(text).empty());
  }
}

TEST_CASE("what is no configuration is told with its place") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"- a\n", "own.yaml:1:1: error: expected a mapping, found a list [wrong-kind]\n  - a\n  ^\n"},
      {"profile:\nstrict: {a: b}\n",
       "own.yaml:1:1: error: expected a text, found nothing [wrong-kind]\n"
       "  profile:\n  ^\n"
       "own.yaml:2:9: error: expected a text, found a mapping [wrong-kind]\n"
       "  strict: {a: b}\n          ^\n"},
      {"tenant: ' '\n",
       "own.yaml:1:9: error: the text is empty [empty-text]\n  tenant: ' '\n          ^\n"},
      {"catalog: [a, [b]]\n",
       "own.yaml:1:14: error: expected a text, found a list [wrong-kind]\n"
       "  catalog: [a, [b]]\n               ^\n"},
      {"a: b\na: c\n",
       "own.yaml:2:1: error: duplicate key 'a' [duplicate-key]\n  a: c\n  ^\n"
       "hint: the first one is in line 1\n"},
  };
  for (const auto& [text, problems] : cases) {
    DYNAMIC_SECTION(text) { CHECK(read(text) == problems); }
  }
}

TEST_CASE("a configuration file that cannot be read") {
  const Folder folder({});
  std::filesystem::create_directories(folder.path() / "c.yaml");
  base::Diagnostics problems;
  CHECK_FALSE(read_configuration(folder.path() / "c.yaml", "own.yaml", problems));
  CHECK(folder.rendered(problems) ==
        "own.yaml: error: 'rules/c.yaml' is a folder, expected a file\n");
}
