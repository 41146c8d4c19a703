#include "words.hpp"

#include "stance/report/terminal.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::report;

TEST_CASE("percentages for people have one decimal place, rounded down") {
  CHECK(percent_text(6120) == "61.2");
  CHECK(percent_text(6129) == "61.2");
  CHECK(percent_text(9999) == "99.9");
  CHECK(percent_text(10000) == "100.0");
  CHECK(percent_text(7) == "0.0");
}

TEST_CASE("points are whole or have two decimal places") {
  CHECK(points(5600) == "56");
  CHECK(points(3420) == "34.20");
  CHECK(points(5) == "0.05");
  CHECK(points(0) == "0");
  CHECK(exact_points(5600) == "56.00");
}

TEST_CASE("words for people") {
  CHECK(count(1, "control") == "1 control");
  CHECK(count(0, "control") == "0 controls");
  CHECK(capital("identity") == "Identity");
  CHECK(capital("").empty());
  CHECK(capital("\xc3\xa9") == "\xc3\xa9");
  CHECK(spaced("not_assessed") == "not assessed");
  CHECK(words_of("phishingOrWhaling") == "phishing or whaling");
  CHECK(words_of("Spoofing") == "spoofing");
  CHECK(place({"a.json", "/x", 12}) == "a.json:12");
  CHECK(place({"a.json", "/x", 0}) == "a.json");
  CHECK(place({"a.json", "/x", 1}) == "a.json:1 /x");
  CHECK(place({"a.json", "", 1}) == "a.json:1");
}

TEST_CASE("every cause has words") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"dataset_absent", "dataset missing"},  {"dataset_failed", "dataset failed"},
      {"dataset_damaged", "dataset damaged"}, {"field_absent", "field absent"},
      {"damaged", "value damaged"},           {"open_list", "list incomplete"},
      {"wrong_type", "unexpected type"},      {"no_key", "key absent"},
      {"range", "value out of range"},        {"budget", "too much work"},
      {"something_else", "something else"},   {"", "cause not recorded"},
  };
  for (const auto& [reason, words] : cases) {
    DYNAMIC_SECTION(reason) { CHECK(cause(reason) == words); }
  }
}
