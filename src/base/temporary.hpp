#pragma once

#include <string_view>

namespace stance::base {

// Names of temporary files, as mkostemp() takes them.
inline constexpr std::string_view temporary_name = ".stance-XXXXXX";

[[nodiscard]] inline bool is_temporary(std::string_view name) {
  return name.size() == temporary_name.size() &&
         name.starts_with(temporary_name.substr(0, temporary_name.find('X')));
}

}  // namespace stance::base
