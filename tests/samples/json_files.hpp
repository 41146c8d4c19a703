#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stance::samples {

enum class Order : std::uint8_t { members, members_and_rows };

// The same export with the members of every object backwards, and on request also the lists of
// rows. A key that is there twice stays there twice.
[[nodiscard]] std::string backwards(std::string_view exported, Order what);

// Without the byte order mark of UTF-8.
[[nodiscard]] std::string_view without_mark(std::string_view text);

// The one value of a report that neither the rules nor the program explain: tool.build.
[[nodiscard]] std::string without_build(std::string text);

// What an assessment says, without where exactly it stands in the file: the hash of the input,
// and the pointer and line of evidence.
[[nodiscard]] std::string without_places(const std::string& assessment);

}  // namespace stance::samples
