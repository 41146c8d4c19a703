#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stance::report {

// Text on one line for an element or an attribute of XML 1.0 or HTML: what would be markup is
// escaped, what may not stand there is replaced. At most that many bytes of the text, see brief().
[[nodiscard]] std::string xml_text(std::string_view text, std::size_t bytes);

}  // namespace stance::report
