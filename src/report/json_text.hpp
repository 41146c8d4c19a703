#pragma once

#include "stance/model/points.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace stance::report {

constexpr std::int64_t one_in_billionths = 1'000'000'000;

// A credit in billionths, rounded down; a whole only when the credit is full.
[[nodiscard]] std::int64_t billionths(model::Ratio credit);

// JSON text (UTF-8) in which the characters are escaped that base::printable() would replace: DEL,
// C1 controls, zero-width, bidirectional and separator characters. They can only stand in strings.
[[nodiscard]] std::string without_hidden(std::string_view json);

}  // namespace stance::report
