#pragma once

#include "stance/base/error.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace stance::base::json {

// The first reason why a text is no JSON document, with the byte where it shows.
struct Fault {
  std::size_t offset = 0;
  std::string message;
};

// Reads the text again, slower than the parser, for the sake of a good message. Nothing when the
// text is valid JSON within `max_depth` levels.
[[nodiscard]] std::optional<Fault> find_fault(std::string_view text, std::size_t max_depth);

// What a refused text is reported as: a fault with its line and column (in characters), or, when
// there is none to be found, a general message.
[[nodiscard]] Error explain_fault(std::string_view text, std::string_view name,
                                  std::size_t max_depth);

}  // namespace stance::base::json
