#include "parser.hpp"

#include <catch2/catch.hpp>

using namespace stance::cli;

namespace {

using Words = std::vector<std::string>;

std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += "[" + word + "]";
  return text;
}

std::string sorted_out(const Words& words) {
  const Tokens tokens = tokenise(*find_command("assess"), words);
  std::string text = joined(tokens.operands);
  for (const auto& [name, values] : tokens.values) text += " " + name + joined(values);
  return tokens.unknown.empty() ? text : text + " unknown" + joined(tokens.unknown);
}

}  // namespace

TEST_CASE("words of a command line are sorted out") {
  const std::vector<std::pair<Words, std::string>> cases = {
      {{}, ""},
      {{"a", "b"}, "[a][b]"},
      {{"-"}, "[-]"},
      {{"a", "--format", "json"}, "[a] format[json]"},
      {{"--format=json", "a"}, "[a] format[json]"},
      {{"--format", "json", "--format", "terminal"}, " format[json][terminal]"},
      {{"-o", "json=a", "b", "--output=json=c", "-ojson=d"}, "[b] output[json=a][json=c][json=d]"},
      {{"--quiet", "a"}, "[a] quiet[true]"},
      {{"-q"}, " quiet[true]"},
      {{"--quiet=no", "a"}, "[a] quiet[no]"},
      {{"--format"}, " format[]"},
      {{"--format", "--quiet"}, " format[] quiet[true]"},
      {{"--tenant=", "a"}, "[a] tenant[]"},
      {{"--tenant", ""}, " tenant[]"},
      {{"--catalog", "+a", "--catalog=b"}, " catalog[+a][b]"},
      {{"a", "--", "--format", "-q", "--"}, "[a][--format][-q][--]"},
      {{"--nothing", "a"}, "[a] unknown[--nothing]"},
      {{"--nothing=x"}, " unknown[--nothing=x]"},
      {{"--nothing="}, " unknown[--nothing=]"},
      {{"-z"}, " unknown[-z]"},
      {{"-qz"}, " quiet[true] unknown[-z]"},
      {{"[a,b]", "a,b", "\"x\"", "{}"}, "[[a,b]][a,b][\"x\"][{}]"},
      {{"--tenant", "[a,b]"}, " tenant[[a,b]]"},
  };
  for (const auto& [words, text] : cases) {
    DYNAMIC_SECTION(joined(words)) { CHECK(sorted_out(words) == text); }
  }
}
