#include "stance/app/explanations.hpp"

#include "catalog_explanations.hpp"
#include "decision_explanations.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

namespace stance::app {

std::span<const Explanation> explanations() {
  static const std::vector<Explanation> all = [] {
    std::vector<Explanation> merged;
    std::ranges::merge(catalog_explanations(), decision_explanations(), std::back_inserter(merged),
                       {}, &Explanation::code, &Explanation::code);
    return merged;
  }();
  return all;
}

const Explanation* find_explanation(std::string_view code) {
  const auto all = explanations();
  const auto found = std::ranges::find(all, code, &Explanation::code);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace stance::app
