#include "repair.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace stance::ingest;

namespace {

// The repaired text, then "what xTIMES line N" of each repair, then the banner.
std::string repaired(std::string_view text) {
  const auto result = repair(text, "test");
  if (!result) return "-";
  std::string shown(result->document.text());
  for (const Repair& r : result->repairs) {
    shown += "\n" + r.what + " x" + std::to_string(r.times) + " line " + std::to_string(r.line);
  }
  return shown + (result->banner.empty() ? "" : "\n" + result->banner);
}

}  // namespace

TEST_CASE("slips of shells and editors are put right") {
  struct Case {
    std::string name, text, repaired;
  };
  const Case cases[] = {
      {"control characters", "{\n\"a\":\"x\ty\nz\\\t\"}", "-"},
      {"a tab and a line feed", "{\n\"a\":\"x\ty\nz\"}",
       "{\n\"a\":\"x\\u0009y\\u000az\"}\nraw control characters in texts x2 line 2"},
      {"commas", "{\"a\":[1,2,],\n\"b\":1 , }",
       "{\"a\":[1,2 ],\n\"b\":1   }\ncommas before a closing bracket x2 line 1"},
      {"two commas", "[1,,]", "-"},
      {"no value before a comma", "[,]", "[ ]\ncommas before a closing bracket x1 line 1"},
      {"comments", "// a\n[1, /* b\n */ 2] // c", "\n[1, \n 2] \ncomments are left out x3 line 1"},
      {"a comma before a comment", "[1, // last\n]",
       "[1  \n]\ncommas before a closing bracket x1 line 1\ncomments are left out x1 line 1"},
      {"what looks like a comment in a text", "[\"a//b\",]",
       "[\"a//b\" ]\ncommas before a closing bracket x1 line 1"},
      {"an open comment", "[1] /* a", "-"},
      {"a lone slash", "[1] / 2", "-"},
      {"no numbers", "[NaN,-Infinity,Infinity,true]",
       "[\"NaN\",\"-Infinity\",\"Infinity\",true]\n"
       "NaN or Infinity in place of a number: unknown x3 line 1"},
      {"other words", "[undefined,]", "-"},
      {"a banner", "WARNING: redirected\n\n [1]",
       "\n\n[1]\ntext before the JSON is left out x1 line 1\nWARNING: redirected"},
      {"a banner with brackets", "[12:00] connected\n[INFO] ready\n{\"a\":1}",
       "\n\n{\"a\":1}\ntext before the JSON is left out x1 line 1\n[12:00] connected\n[INFO] "
       "ready"},
      {"a banner and nothing else", "WARNING: redirected", "-"},
      {"text behind", "[1]\nPS C:\\>", "-"},
      {"lines", "{\"a\":1}\n{\"a\":2}\n",
       "[{\"a\":1}\n,{\"a\":2}\n]\n"
       "several JSON values one after the other: read as a list x1 line 2"},
      {"pages", "[1][2] {}",
       "[[1],[2] ,{}]\nseveral JSON values one after the other: read as a list x2 line 1"},
      {"a cut line", "{\"a\":1}\n{\"a\":", "-"},
      {"values that are no objects", "1\n2", "-"},
      {"a missing comma", "{\"a\":1 \"b\":2}", "-"},
      {"a bracket too much", "[1]]", "-"},
      {"an open text", "[\"a", "-"},
      {"nothing wrong", "[1]", "-"},
      {"nothing", "", "-"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(repaired(c.text) == c.repaired); }
  }
}

TEST_CASE("a repair neither grows a text without bounds nor tries for ever") {
  const std::string controls(10'000, '\x01');
  CHECK(repaired("[\"" + controls + "\"]") == "-");
  CHECK(repaired("[\"" + controls.substr(0, 10) + std::string(100, 'a') + "\"]") != "-");
  std::string banner;
  for (int i = 0; i < 4; ++i) banner += "[INFO] a\n";
  CHECK(repaired(banner + "[1]") == "-");
  CHECK(repaired(banner.substr(9) + "[1]") != "-");
  CHECK(repaired(std::string((64 << 10) + 1, 'a') + "\n[1]") == "-");
  CHECK(repaired("[" + std::string(600, '[') + std::string(600, ']') + ",]") == "-");
}
