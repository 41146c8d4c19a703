#pragma once

#include "stance/base/error.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace stance::base {

// SHA-256 of the bytes as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

// The same of bytes that come one after the other.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void add(std::string_view bytes);
  // Of all that was added; begins anew.
  [[nodiscard]] std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// HMAC-SHA-256 (RFC 2104) alike.
[[nodiscard]] std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);

// So many bytes that nobody can guess, from the system; an error (`unreadable`) when it has none.
[[nodiscard]] Result<std::string> random_bytes(std::size_t count);

}  // namespace stance::base
