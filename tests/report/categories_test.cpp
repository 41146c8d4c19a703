#include "categories.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance;
using namespace stance::report;

namespace {

std::string printed(const model::Assessment& assessment, const Style& style) {
  std::ostringstream out;
  Page page(style, out);
  print_categories(assessment, page);
  return out.str();
}

}  // namespace

TEST_CASE("bars and percentages are coloured by height") {
  model::Assessment assessment;
  assessment.categories = {{"a", {8000, 0, 10000, 10000, 0, 0}},
                           {"b", {5000, 0, 10000, 10000, 0, 0}},
                           {"c", {4900, 0, 10000, 10000, 0, 0}},
                           {"d", {1, 0, 10000, 10000, 0, 0}},
                           {"e", {9999, 0, 10000, 10000, 0, 0}}};
  CHECK(printed(assessment, {.width = 60, .color = true, .utf8 = false}) ==
        "\n"
        "A  \x1b[32m###########################\x1b[0m\x1b[2m-------\x1b[0m\x1b[32m   80.0 "
        "%\x1b[0m  80.00 of 100\n"
        "B  \x1b[33m#################\x1b[0m\x1b[2m-----------------\x1b[0m\x1b[33m   50.0 "
        "%\x1b[0m  50.00 of 100\n"
        "C  \x1b[31m################\x1b[0m\x1b[2m------------------\x1b[0m\x1b[31m   49.0 "
        "%\x1b[0m  49.00 of 100\n"
        "D  \x1b[31m#\x1b[0m\x1b[2m---------------------------------\x1b[0m\x1b[31m    0.0 "
        "%\x1b[0m   0.01 of 100\n"
        "E  \x1b[32m#################################\x1b[0m\x1b[2m-\x1b[0m\x1b[32m   99.9 "
        "%\x1b[0m  99.99 of 100\n");
}

TEST_CASE("what is not assessed has no percentage and no points of its maximum") {
  model::Assessment assessment;
  assessment.categories = {{"data", {300, 0, 600, 2400, 0, 0}}, {"apps", {0, 0, 0, 600, 0, 0}}};
  CHECK(printed(assessment, {.width = 80}) == R"(
Data  ━━━━━━━━━━━━━━━━━━━────────────────────   50.0 %  3.00 of 6  25 % assessed
Apps  ───────────────────────────────────────              0 of 6  not assessed
)");
  CHECK(printed(assessment, {.width = 40}) == R"(
Data   50.0 %                  3.00 of 6
━━━━━━━━━━━━━━━━━━━━────────────────────
Apps                              0 of 6
────────────────────────────────────────
)");
  CHECK(printed({}, {}).empty());
}

TEST_CASE("long names of categories are cut") {
  model::Assessment assessment;
  assessment.categories = {{std::string(50, 'x'), {0, 0, 100, 100, 0, 0}}};
  CHECK(printed(assessment, {.width = 60, .utf8 = false}) ==
        "\nXxxxxxxxxxxxxxxxx...  ------------------    0.0 %  0.00 of 1\n");
}
