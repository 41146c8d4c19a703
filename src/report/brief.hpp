#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stance::report {

// At most that many bytes (3 or more) of UTF-8; "…" at the end of what was cut. Never splits a
// character.
[[nodiscard]] std::string cut(std::string_view text, std::size_t bytes);

// The same of text that is safe to show a person, on one line.
[[nodiscard]] std::string brief(std::string_view text, std::size_t bytes);

}  // namespace stance::report
