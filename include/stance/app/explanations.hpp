#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace stance::app {

// Where an example stands in a catalog.
enum class Place : std::uint8_t {
  control,  // keys of a control, beside those that every control has
  file,     // a file of its own
  profile,
  decisions,
};

// What a code of a diagnostic means, with a mistake that has it and the same without the mistake.
struct Explanation {
  std::string_view code;
  std::string_view title;
  std::string_view meaning;
  Place place = Place::control;
  std::string_view wrong;
  std::string_view right;
  // Of a file: its name below the catalog, where that matters; also of the right one.
  std::string_view path = "example.yaml";
  std::string_view right_path = path;
};

// One for each code, sorted by it.
[[nodiscard]] std::span<const Explanation> explanations();

// Null when there is no such code.
[[nodiscard]] const Explanation* find_explanation(std::string_view code);

}  // namespace stance::app
