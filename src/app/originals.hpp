#pragma once

#include "stance/evaluate/evaluate.hpp"

#include <string>
#include <vector>

namespace stance::app {

// Texts of the rows that were read, sorted, without the words that datasets declare: what may tell
// of a tenant and its people. Rows of large datasets that are only scanned are not looked at.
[[nodiscard]] std::vector<std::string> originals_in(const evaluate::Datasets& datasets);

}  // namespace stance::app
