#pragma once

#include "stance/base/error.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace stance::base {

// SHA-256 of the bytes as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);
// HMAC-SHA-256 (RFC 2104) alike.
[[nodiscard]] std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);

// So many bytes that nobody can guess, from the system; an error (`unreadable`) when it has none.
[[nodiscard]] Result<std::string> random_bytes(std::size_t count);

}  // namespace stance::base
