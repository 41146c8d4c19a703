#pragma once

#include <optional>
#include <string_view>

namespace stance::cel {

// A number as CEL writes it, also "NaN" and "Infinity". One too near to zero for a double is zero;
// nothing for one that is too large, and for any other text.
[[nodiscard]] std::optional<double> parse_real(std::string_view text);

}  // namespace stance::cel
