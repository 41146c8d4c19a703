#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace stance::tenant {

// Scalars that exporters write as text. Nothing when the whole text is no such value.
[[nodiscard]] std::optional<std::int64_t> to_integer(std::string_view text);
// Exchange writes sizes as "18 MB (18,874,368 bytes)".
[[nodiscard]] std::optional<std::int64_t> to_bytes(std::string_view text);
[[nodiscard]] std::optional<double> to_real(std::string_view text);
// "True" and "False" come from PowerShell, the lower-case words from JSON written as text.
[[nodiscard]] std::optional<bool> to_boolean(std::string_view text);
// The same where a boolean is declared: "$true" is PowerShell source, digits come from tables.
[[nodiscard]] std::optional<bool> to_declared_boolean(std::string_view text);

}  // namespace stance::tenant
