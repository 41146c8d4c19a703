#include "stance/model/filter.hpp"

#include <catch2/catch.hpp>

using namespace stance::model;

namespace {

ControlResult control(std::string id, std::string category, std::string product, Status status) {
  ControlResult result;
  result.info.id = std::move(id);
  result.info.category = std::move(category);
  result.info.product = std::move(product);
  result.status = status;
  return result;
}

Assessment assessment() {
  Assessment out;
  out.controls = {control("a.one", "identity", "Microsoft Entra ID", Status::to_address),
                  control("a.two", "data", "Microsoft Teams", Status::completed),
                  control("b.one", "identity", "Exchange Online", Status::to_address)};
  out.recommendations = {{.rank = 1, .control = "b.one"}, {.rank = 2, .control = "a.one"}};
  out.totals = {.verified = 100, .assessed_max = 300};
  BaselineResult& baseline = out.baseline.emplace();
  baseline.rows = {{.requirement = {"D.1"}, .controls = {"a.one", "a.two"}},
                   {.requirement = {"D.2"}, .controls = {"b.one"}},
                   {.requirement = {"D.3"}}};
  return out;
}

// Ids of controls, ranks of recommendations, requirements; and what is told of the filter.
std::string kept(const Filter& filter) {
  Assessment left = assessment();
  keep_only(filter, left);
  std::string text;
  for (const ControlResult& one : left.controls) text += one.info.id + " ";
  text += "|";
  for (const Recommendation& one : left.recommendations) text += " " + std::to_string(one.rank);
  text += " |";
  for (const RequirementResult& one : left.baseline->rows) text += " " + one.requirement.id;
  CHECK(left.totals.verified == 100);
  CHECK(left.totals.assessed_max == 300);
  if (!left.shown) return text;
  CHECK(left.shown->controls == left.controls.size());
  CHECK(left.shown->of == 3);
  for (const std::string& one : left.shown->filters) text += "; " + one;
  return text;
}

}  // namespace

TEST_CASE("a filter leaves out what it does not name") {
  struct Case {
    std::string name;
    Filter filter;
    std::string kept;
  };
  const Case cases[] = {
      {"none", {}, "a.one a.two b.one | 1 2 | D.1 D.2 D.3"},
      {"a category",
       {.categories = {"identity"}},
       "a.one b.one | 1 2 | D.1 D.2; category identity"},
      {"one of two categories",
       {.categories = {"data", "identity"}},
       "a.one a.two b.one | 1 2 | D.1 D.2; category data or identity"},
      {"a product", {.products = {"TEAMS"}}, "a.two | | D.1; product TEAMS"},
      {"a pattern of products", {.products = {"*online"}}, "b.one | 1 | D.2; product *online"},
      {"a control", {.controls = {"a.*"}}, "a.one a.two | 2 | D.1; control a.*"},
      {"a status", {.statuses = {"completed"}}, "a.two | | D.1; status completed"},
      {"each has to fit",
       {.categories = {"identity"}, .controls = {"a.*"}, .statuses = {"to_address"}},
       "a.one | 2 | D.1; category identity; control a.*; status to_address"},
      {"nothing is left",
       {.categories = {"data"}, .controls = {"b.*"}},
       "| |; category data; control b.*"},
      {"the best", {.top = 1}, "a.one a.two b.one | 1 | D.1 D.2 D.3"},
      {"more than there are", {.top = 9}, "a.one a.two b.one | 1 2 | D.1 D.2 D.3"},
      {"none at all", {.top = 0}, "a.one a.two b.one | | D.1 D.2 D.3"},
      {"the best of some", {.controls = {"a.*"}, .top = 1}, "a.one a.two | 2 | D.1; control a.*"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(kept(c.filter) == c.kept); }
  }
}

TEST_CASE("how many recommendations are shown is noted") {
  Assessment left = assessment();
  keep_only({.top = 1}, left);
  REQUIRE(left.shown);
  CHECK(left.shown->top == 1U);
  CHECK(left.shown->filters.empty());
}
