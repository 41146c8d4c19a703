#include "licences.hpp"

#include "fixture.hpp"

#include <fmt/format.h>

using namespace stance;
using namespace stance::app;
using namespace stance::app::test;

namespace {

constexpr std::string_view table = R"(licence_table:
  source: https://example.com
  date: 2026-01-31
  plans:
    PLAN: {id: 11111111-1111-1111-1111-111111111111, title: The plan}
    PLAN_GOV: {id: 22222222-2222-2222-2222-222222222222, title: The plan for governments}
  products:
    SMALL:
      {id: 33333333-3333-3333-3333-333333333333, title: Small, size: 1, plans: [PLAN]}
    FREE: {id: 44444444-4444-4444-4444-444444444444, title: Free, size: 1, plans: []}
    SMALL_GOV:
      id: 55555555-5555-5555-5555-555555555555
      title: Small for governments
      size: 2
      government: true
      plans: [PLAN_GOV]
)";

constexpr std::string_view catalog_file = R"(catalog: {name: test, version: 1.0.0}
categories: [identity]
frameworks: {scuba: SCuBA}
licences:
  plans: demo.plans.map(p, p.name)
  subscriptions: |
    demo.skus.map(s, [s.name, s.assigned, s.licences, has(s.plans) ? s.plans : []])
  users: demo.users
  includes: {PLAN_GOV: [PLAN]}
datasets:
  demo.rows:
    title: Rows
    product: Demo
    key: id
    sources: {scuba: {at: /rows}}
    fields: {id: string, good: bool, tags: list(string)}
  demo.users:
    title: Users
    product: Demo
    key: id
    large: true
    sources: {scuba: {at: /users}}
    fields: {id: string}
  demo.plans:
    title: Plans
    product: Demo
    sources: {scuba: {at: /plans}}
    fields: {name: string}
  demo.skus:
    title: Subscriptions
    product: Demo
    sources: {scuba: {at: /skus}}
    fields: {name: string, assigned: "int?", licences: "int?", plans: list(string)}
)";

// What is said about the control, which needs PLAN, of an export with these members.
model::Assessment assess_with(const std::string& members) {
  const Folder folder;
  folder.write("rules/catalog.yaml", catalog_file);
  folder.write("rules/reference/licences.yaml", table);
  folder.write("export.json", R"({"baseline_version": "1", "module_version": "1.8.0",)"
                              R"("rows": [{"id": "a", "good": true, "tags": []}])" +
                                  members + "}");
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  auto assessment = assess({.inputs = {folder.path("export.json")}}, catalog, problems);
  REQUIRE(assessment);
  return *std::move(assessment);
}

std::string need_of(const model::Assessment& assessment) {
  const auto& licence = assessment.find("demo.one")->licence;
  if (!licence) return "none";
  std::string plans = fmt::format("{}", fmt::join(licence->plans, " "));
  if (!licence->offer) return plans;
  return fmt::format("{}: {} ({}) in {} ({})", plans, licence->offer->plan,
                     licence->offer->plan_title, licence->offer->product,
                     licence->offer->product_title);
}

}  // namespace

TEST_CASE("what is not licensed says the smallest product that it needs") {
  struct Case {
    std::string name;
    std::string plans;
    std::string need;
    std::string totals;  // now, owned, everything
  };
  const std::vector<Case> cases = {
      {"no licence data", "", "none", "unknown: 400 400 400"},
      {"licensed", R"(,"plans": [{"name": "PLAN"}])", "none", "known: 400 400 400"},
      {"another plan", R"(,"plans": [{"name": "OTHER"}])", "PLAN: PLAN (The plan) in SMALL (Small)",
       "known: 0 0 400"},
      {"a government", R"(,"plans": [{"name": "OTHER_GOV"}])",
       "PLAN: PLAN_GOV (The plan for governments) in SMALL_GOV (Small for governments)",
       "known: 0 0 400"},
  };
  for (const Case& test : cases) {
    DYNAMIC_SECTION(test.name) {
      const model::Assessment assessment = assess_with(test.plans);
      CHECK(need_of(assessment) == test.need);
      const model::LicenceTotals& totals = assessment.licences;
      CHECK(fmt::format("{}: {} {} {}", totals.known ? "known" : "unknown", totals.now,
                        totals.owned, totals.everything) == test.totals);
    }
  }
}

TEST_CASE("a licence that only some users have is an assumption") {
  struct Case {
    std::string name;
    std::string skus;
    std::string users;
    std::string assumption;
  };
  const std::string some = R"({"name": "SMALL", "assigned": 2, "licences": 5})";
  const std::string three = R"([{"id": "a"}, {"id": "b"}, {"id": "c"}])";
  const std::vector<Case> cases = {
      {"of all users", some, three, "PLAN is assigned to 2 of 3 users: 1 control"},
      {"all of them", R"({"name": "SMALL", "assigned": 3, "licences": 3})", three, ""},
      {"users are not known", some, "", "2 of 5 licences with PLAN are assigned: 1 control"},
      {"all licences", R"({"name": "SMALL", "assigned": 5, "licences": 5})", "", ""},
      {"plans beside the subscription", R"({"name": "X", "assigned": 1, "licences": 1,
        "plans": ["A", "PLAN_GOV"]})",
       three, "PLAN is assigned to 1 of 3 users: 1 control"},
      {"a user may have both", some + R"(, {"name": "X", "assigned": 0, "licences": 1,
        "plans": ["PLAN"]})",
       three, "PLAN is assigned to at most 2 of 3 users: 1 control"},
      {"others do not count", some + R"(, {"name": "FREE", "assigned": 3, "licences": 9})", three,
       "PLAN is assigned to 2 of 3 users: 1 control"},
      {"it may be in another one", some + R"(, {"name": "Y", "assigned": 3, "licences": 9})", three,
       ""},
      {"nobody uses the other one", some + R"(, {"name": "Y", "assigned": 0, "licences": 9})",
       three, "PLAN is assigned to 2 of 3 users: 1 control"},
      {"a number is missing", some + R"(, {"name": "FREE", "assigned": null, "licences": 9})",
       three, ""},
      {"no subscription has it", R"({"name": "FREE", "assigned": 1, "licences": 9})", three, ""},
      {"subscriptions are not known", "", three, ""},
  };
  for (const Case& test : cases) {
    DYNAMIC_SECTION(test.name) {
      std::string members = R"(,"plans": [{"name": "PLAN"}])";
      if (!test.skus.empty()) members += ", \"skus\": [" + test.skus + "]";
      if (!test.users.empty()) members += ", \"users\": " + test.users;
      const model::Assessment assessment = assess_with(members);
      CHECK(fmt::format("{}", fmt::join(assessment.assumptions, "\n")) == test.assumption);
      CHECK(assessment.totals.verified == 400);
    }
  }
}
