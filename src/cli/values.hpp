#pragma once

#include "options.hpp"
#include "stance/base/error.hpp"
#include "stance/model/points.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace stance::cli {

// "true", "yes" and "1", or "false", "no" and "0".
[[nodiscard]] std::optional<bool> read_flag(std::string_view text);
// Digits only.
[[nodiscard]] std::optional<std::uint32_t> read_number(std::string_view text);
// 0 to 100 with at most two decimals.
[[nodiscard]] std::optional<model::Hundredths> read_percent(std::string_view text);
// A day of the calendar as "YYYY-MM-DD".
[[nodiscard]] bool is_date(std::string_view text);

struct Share {
  std::string_view name;
  model::Hundredths percent;
};
// "identity=80".
[[nodiscard]] std::optional<Share> read_share(std::string_view text);

struct Target {
  std::string_view format;
  std::string_view path;
};
// "json=result.json"; "-" is text on standard output. `formats` are parted by '|'.
[[nodiscard]] std::optional<Target> read_target(std::string_view text, std::string_view formats);

// Whether `choices`, parted by '|', hold the text.
[[nodiscard]] bool is_choice(std::string_view text, std::string_view choices);

// An error that calls the value by `origin`: "--min-score" or "STANCE_MIN_SCORE".
[[nodiscard]] base::Result<void> check_value(const Option& option, std::string_view text,
                                             std::string_view origin);

}  // namespace stance::cli
