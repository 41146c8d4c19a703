#include "scalar_text.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace stance::tenant;

TEST_CASE("texts are numbers only as a whole") {
  CHECK(to_integer("-42") == -42);
  CHECK_FALSE(to_integer("42 "));
  CHECK_FALSE(to_integer("9223372036854775808"));
  CHECK(to_bytes("18 MB (18,874,368 bytes)") == 18'874'368);
  CHECK_FALSE(to_bytes("18 MB"));
  CHECK_FALSE(to_bytes("(-1 bytes)"));
  CHECK(to_real("0.5") == 0.5);
  CHECK_FALSE(to_real("NaN"));
}

TEST_CASE("more words are booleans where one is declared") {
  struct Case {
    std::string text;
    std::string anywhere;
    std::string declared;
  };
  const Case cases[] = {
      {"True", "true", "true"},
      {"false", "false", "false"},
      {"TRUE", "true", "true"},
      {"tRUE", "", "true"},
      {"$true", "", "true"},
      {"$False", "", "false"},
      {"1", "", "true"},
      {"0", "", "false"},
      {"$1", "", ""},
      {"$$true", "", ""},
      {"Enabled", "", ""},
      {"yes", "", ""},
      {"", "", ""},
      {"$", "", ""},
      {"01", "", ""},
  };
  const auto word = [](const std::optional<bool>& value) {
    return std::string(!value ? "" : *value ? "true" : "false");
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) {
      CHECK(word(to_boolean(c.text)) == c.anywhere);
      CHECK(word(to_declared_boolean(c.text)) == c.declared);
    }
  }
}
