#include "values.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace stance;
using namespace stance::cli;

TEST_CASE("percentages have at most two decimals") {
  const std::vector<std::pair<std::string, std::optional<model::Hundredths>>> cases = {
      {"0", 0},
      {"100", 10'000},
      {"61.2", 6120},
      {"61.25", 6125},
      {"007", 700},
      {"0.07", 7},
      {"100.00", 10'000},
      {"100.01", std::nullopt},
      {"101", std::nullopt},
      {"1.234", std::nullopt},
      {"1.", std::nullopt},
      {".5", std::nullopt},
      {"-1", std::nullopt},
      {"+1", std::nullopt},
      {"1e1", std::nullopt},
      {"", std::nullopt},
      {"70%", std::nullopt},
      {"1.x", std::nullopt},
      {"99999999999", std::nullopt}};
  for (const auto& [text, value] : cases) {
    DYNAMIC_SECTION(text) { CHECK(read_percent(text) == value); }
  }
}

TEST_CASE("numbers are digits") {
  CHECK(read_number("0") == 0);
  CHECK(read_number("4294967295") == 4'294'967'295);
  for (const std::string text : {"", "-1", "+1", " 1", "1 ", "1.0", "4294967296", "x"}) {
    CHECK_FALSE(read_number(text));
  }
}

TEST_CASE("dates are days of the calendar") {
  for (const std::string text : {"2026-01-31", "2024-02-29", "0001-01-01"}) CHECK(is_date(text));
  for (const std::string text : {"2026-02-29", "2026-13-01", "2026-1-31", "26-01-31", "2026/01/31",
                                 "2026-01-31T00:00:00Z", "", "2026-01-00", "yyyy-mm-dd"}) {
    CHECK_FALSE(is_date(text));
  }
}

TEST_CASE("flags are true or false") {
  for (const std::string text : {"true", "yes", "1"}) CHECK(read_flag(text) == true);
  for (const std::string text : {"false", "no", "0"}) CHECK(read_flag(text) == false);
  for (const std::string text : {"", "TRUE", "2"}) CHECK_FALSE(read_flag(text));
}

TEST_CASE("a target is a format and a path") {
  const auto target = read_target("json=a=b.json", report_formats);
  REQUIRE(target);
  CHECK(target->format == "json");
  CHECK(target->path == "a=b.json");
  for (const std::string text : {"json", "json=", "=a", "xml=a", "", "a.json"}) {
    CHECK_FALSE(read_target(text, report_formats));
  }
  CHECK(read_target("sarif=a", report_formats));
  CHECK_FALSE(read_target("sarif=a", fleet_formats));
}

TEST_CASE("a choice is one of its words") {
  CHECK(is_choice("auto", "auto|always|never"));
  CHECK(is_choice("never", "auto|always|never"));
  for (const std::string text : {"", "a", "auto|always", "|"}) {
    CHECK_FALSE(is_choice(text, "auto|always|never"));
  }
}

TEST_CASE("every wrong value is named with what would be right") {
  struct Case {
    std::string option;
    std::string value;
    std::string message;
    std::string hint;
  };
  const std::vector<Case> cases = {
      {"format", "xml", "'xml' is no value of --format",
       "one of: terminal, json, ndjson, sarif, junit, csv, csv-evidence, csv-framework, csv-gates, "
       "markdown, "
       "github"},
      {"color", "blue", "'blue' is no value of --color", "one of: auto, always, never"},
      {"strict", "maybe", "'maybe' is no value of --strict", "true or false"},
      {"width", "39", "'39' is no number for --width", "a whole number from 40 to 1000"},
      {"evidence", "many", "'many' is no number for --evidence",
       "a whole number from 0 to 1000000"},
      {"min-score", "101", "'101' is no percentage for --min-score",
       "a number from 0 to 100 with at most two decimals"},
      {"as-of", "yesterday", "'yesterday' is no date for --as-of",
       "a day such as 2026-01-31, or today"},
      {"output", "a.json", "'a.json' is no report for --output",
       "FORMAT=PATH, such as json=result.json; FORMAT is one of: terminal, json, ndjson, sarif, "
       "junit, csv, csv-evidence, csv-framework, csv-gates, markdown, github"},
      {"catalog", "+", "'+' is no folder for --catalog", "DIR or +DIR"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.message) {
      const Option& option = *find_option(c.option, CommandId::assess);
      const auto checked = check_value(option, c.value, option.flag_name());
      REQUIRE_FALSE(checked);
      CHECK(checked.error().kind == base::ErrorKind::usage);
      CHECK(checked.error().message == c.message);
      CHECK(checked.error().hint == c.hint);
    }
  }
  CHECK(check_value(*find_option("tenant", CommandId::assess), "anything", "--tenant"));
  CHECK(check_value(*find_option("as-of", CommandId::assess), "today", "--as-of"));
  CHECK(check_value(*find_option("min-score", CommandId::assess), "x", "STANCE_MIN_SCORE")
            .error()
            .message == "'x' is no percentage for STANCE_MIN_SCORE");
}
