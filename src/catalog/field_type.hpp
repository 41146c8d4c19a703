#pragma once

#include "stance/cel/type.hpp"

#include <optional>
#include <string_view>

namespace stance::catalog {

// A type as datasets write it: "string", "timestamp?", "list(record)".
struct FieldType {
  cel::Type type;
  bool records = false;  // list(record): the element is known later
};

[[nodiscard]] std::optional<FieldType> parse_field_type(std::string_view text);

}  // namespace stance::catalog
