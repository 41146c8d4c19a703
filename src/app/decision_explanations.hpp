#pragma once

#include "stance/app/explanations.hpp"

#include <span>

namespace stance::app {

// Of the codes about decisions, sorted.
[[nodiscard]] std::span<const Explanation> decision_explanations();

}  // namespace stance::app
