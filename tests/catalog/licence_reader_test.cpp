#include "licence_reader.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;
using testing::Yaml;

namespace {

constexpr const char* good =
    "source: https://example.com\n"
    "date: 2025-10-29\n"
    "plans:\n"
    "  P1: {id: 11111111-1111-1111-1111-111111111111, title: Plan 1}\n"
    "  P2: {id: 22222222-2222-2222-2222-222222222222, title: Plan 2}\n"
    "products:\n"
    "  SMALL: {id: 33333333-3333-3333-3333-333333333333, title: Small, size: 1, plans: [P1]}\n"
    "  FREE: {id: 44444444-4444-4444-4444-44444444444f, title: Free, size: 3, plans: []}\n"
    "  LARGE:\n"
    "    id: 55555555-5555-5555-5555-555555555555\n"
    "    title: Large\n"
    "    size: 3\n"
    "    government: true\n"
    "    plans: [P1, P2]\n";

std::string problems_of(const std::string& text) {
  const Yaml yaml(text);
  base::Diagnostics problems;
  Reader reader(problems);
  const bool read = read_licence_table(yaml.root(), reader).has_value();
  CHECK(read == !problems.has_errors());
  return testing::rendered(problems);
}

}  // namespace

TEST_CASE("a licence table is read, in its order") {
  const Yaml yaml(good);
  base::Diagnostics problems;
  Reader reader(problems);
  const auto table = read_licence_table(yaml.root(), reader);
  CHECK(testing::rendered(problems) == "");
  REQUIRE(table);
  CHECK(table->source == "https://example.com");
  CHECK(table->date == "2025-10-29");
  std::string text;
  for (const auto& [name, id, title] : table->plans) text += name + " " + id + " " + title + "\n";
  for (const auto& [name, id, title, size, government, plans] : table->products) {
    text += name + " " + id + " " + title + " " + std::to_string(size) + (government ? " gov" : "");
    for (const std::string& plan : plans) text += " " + plan;
    text += "\n";
  }
  CHECK(text ==
        "P1 11111111-1111-1111-1111-111111111111 Plan 1\n"
        "P2 22222222-2222-2222-2222-222222222222 Plan 2\n"
        "SMALL 33333333-3333-3333-3333-333333333333 Small 1 P1\n"
        "FREE 44444444-4444-4444-4444-44444444444f Free 3\n"
        "LARGE 55555555-5555-5555-5555-555555555555 Large 3 gov P1 P2\n");
}

TEST_CASE("mistakes in a licence table are reported") {
  struct Case {
    std::string from;
    std::string to;
    std::string problem;
  };
  const Case cases[] = {
      {"date: 2025-10-29", "date: soon",
       "x.yaml:2:7: error: 'soon' is no date [bad-date]\n"
       "  date: soon\n        ^\nhint: such as 2026-01-31\n"},
      {"source: https://example.com", "sources: x",
       "x.yaml:1:1: error: 'source' is missing in 'licence_table' [missing-key]\n"
       "  sources: x\n  ^\n"
       "x.yaml:1:1: error: unknown key 'sources' in 'licence_table' [unknown-key]\n"
       "  sources: x\n  ^\nhint: did you mean 'source'?\n"},
      {"11111111-1111-1111-1111-111111111111", "11111111-1111-1111-1111-11111111111F",
       "x.yaml:4:12: error: '11111111-1111-1111-1111-11111111111F' is no GUID in lower case "
       "[bad-licence]\n"
       "    P1: {id: 11111111-1111-1111-1111-11111111111F, title: Plan 1}\n"
       "             ^\n"},
      {"11111111-1111-1111-1111-111111111111", "1",
       "x.yaml:4:12: error: '1' is no GUID in lower case [bad-licence]\n"
       "    P1: {id: 1, title: Plan 1}\n"
       "             ^\n"},
      {"22222222-2222-2222-2222-222222222222", "11111111-1111-1111-1111-111111111111",
       "x.yaml:5:12: error: 'P1' has the same id [duplicate-name]\n"
       "    P2: {id: 11111111-1111-1111-1111-111111111111, title: Plan 2}\n"
       "             ^\n"},
      {"title: Plan 2", "titel: Plan 2",
       "x.yaml:5:7: error: 'title' is missing in a service plan [missing-key]\n"
       "    P2: {id: 22222222-2222-2222-2222-222222222222, titel: Plan 2}\n"
       "        ^\n"
       "x.yaml:5:50: error: unknown key 'titel' in a service plan [unknown-key]\n"
       "    P2: {id: 22222222-2222-2222-2222-222222222222, titel: Plan 2}\n"
       "                                                   ^\nhint: did you mean 'title'?\n"},
      {"size: 1, plans: [P1]", "size: 9, plans: [P1]",
       "x.yaml:8:3: error: the product stands behind a larger one [bad-licence]\n"
       "    FREE: {id: 44444444-4444-4444-4444-44444444444f, title: Free, size: 3, plans: []}\n"
       "    ^\n"
       "x.yaml:9:3: error: the product stands behind a larger one [bad-licence]\n"
       "    LARGE:\n    ^\n"},
      {"size: 1, plans: [P1]", "size: 0, plans: []",
       "x.yaml:7:73: error: a product is no smaller than its list of plans, or 1 [out-of-range]\n"
       "    SMALL: {id: 33333333-3333-3333-3333-333333333333, title: Small, size: 0, plans: []}\n"
       "                                                                          ^\n"},
      {"plans: [P1, P2]", "plans: [P1, P3]",
       "x.yaml:14:17: error: unknown service plan 'P3' [unknown-word]\n"
       "      plans: [P1, P3]\n                  ^\nhint: one of P1, P2\n"},
      {"government: true", "government: perhaps",
       "x.yaml:13:17: error: expected true or false, found 'perhaps' [wrong-kind]\n"
       "      government: perhaps\n                  ^\n"},
  };
  for (const Case& test : cases) {
    DYNAMIC_SECTION(test.to) {
      std::string text = good;
      text.replace(text.find(test.from), test.from.size(), test.to);
      CHECK(problems_of(text) == test.problem);
    }
  }
}
