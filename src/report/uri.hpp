#pragma once

#include <string>
#include <string_view>

namespace stance::report {

// Every byte beside letters, digits and those to keep in percent.
[[nodiscard]] std::string percent_encoded(std::string_view text, std::string_view kept);

// The path of a file as a relative reference: with slashes, whatever characters are in it.
[[nodiscard]] std::string uri_of(std::string_view path);

}  // namespace stance::report
