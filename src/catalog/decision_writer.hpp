#pragma once

#include "stance/model/decision.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace stance::catalog {

// The text of a decision file with one more entry at the end of its list; all else stays byte for
// byte. Nothing when the list is no block of "- " entries, so that none can be put behind it.
[[nodiscard]] std::optional<std::string> with_decision(std::string_view text,
                                                       const model::Decision& decision);

}  // namespace stance::catalog
