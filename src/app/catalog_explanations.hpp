#pragma once

#include "stance/app/explanations.hpp"

#include <span>

namespace stance::app {

// Of the codes about catalogs and profiles, sorted.
[[nodiscard]] std::span<const Explanation> catalog_explanations();

}  // namespace stance::app
