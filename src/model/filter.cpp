#include "stance/model/filter.hpp"

#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace stance::model {

namespace {

bool holds(const std::vector<std::string>& words, std::string_view word) {
  return words.empty() || std::ranges::find(words, word) != words.end();
}

void describe(std::string_view what, const std::vector<std::string>& words, Shown& shown) {
  if (words.empty()) return;
  shown.filters.push_back(fmt::format("{} {}", what, fmt::join(words, " or ")));
}

void keep_chosen(const Filter& filter, Assessment& assessment) {
  const auto is_gone = [&](const std::string& id) { return assessment.find(id) == nullptr; };
  std::erase_if(assessment.controls,
                [&](const ControlResult& control) { return !filter.keeps(control); });
  std::erase_if(assessment.recommendations,
                [&](const Recommendation& item) { return is_gone(item.control); });
  if (!assessment.baseline) return;
  std::erase_if(assessment.baseline->rows, [&](const RequirementResult& row) {
    return std::ranges::all_of(row.controls, is_gone);
  });
}

}  // namespace

bool names_product(std::string_view pattern, std::string_view product) {
  const std::string wanted = base::fold(pattern);
  const std::string name = base::fold(product);
  return base::matches(wanted, name) || name.find(wanted) != std::string::npos;
}

bool Filter::chooses() const {
  return !categories.empty() || !products.empty() || !controls.empty() || !statuses.empty();
}

bool Filter::keeps(const ControlResult& control) const {
  const auto named = [&](const std::string& pattern) {
    return names_product(pattern, control.info.product);
  };
  const auto meant = [&](const std::string& pattern) {
    return base::matches(pattern, control.info.id);
  };
  return holds(categories, control.info.category) && holds(statuses, name(control.status)) &&
         (products.empty() || std::ranges::any_of(products, named)) &&
         (controls.empty() || std::ranges::any_of(controls, meant));
}

void keep_only(const Filter& filter, Assessment& assessment) {
  if (filter.empty()) return;
  Shown& shown = assessment.shown.emplace();
  shown.of = assessment.controls.size();
  if (filter.chooses()) keep_chosen(filter, assessment);
  if (filter.top && *filter.top < assessment.recommendations.size()) {
    assessment.recommendations.resize(*filter.top);
  }
  shown.controls = assessment.controls.size();
  shown.top = filter.top;
  describe("category", filter.categories, shown);
  describe("product", filter.products, shown);
  describe("control", filter.controls, shown);
  describe("status", filter.statuses, shown);
}

}  // namespace stance::model
