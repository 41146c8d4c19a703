#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace stance::catalog {

// The whole text as a decimal number; nothing for anything else, such as 0x10, inf or 1_000.
[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view text);
// Integers too. Finite numbers only.
[[nodiscard]] std::optional<double> parse_real(std::string_view text);

// A number as thousandths; nothing when it has more than 3 decimals or is over 10^12.
[[nodiscard]] std::optional<std::int64_t> to_thousandths(double number);

}  // namespace stance::catalog
