#include "field_type.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace stance::catalog {

namespace {

using cel::Type;
using cel::TypeKind;

constexpr std::array<std::pair<std::string_view, TypeKind>, 7> simple_names = {{
    {"bool", TypeKind::boolean},
    {"int", TypeKind::integer},
    {"double", TypeKind::real},
    {"string", TypeKind::text},
    {"timestamp", TypeKind::time},
    {"duration", TypeKind::span},
    {"dyn", TypeKind::dyn},
}};

std::optional<FieldType> parse_list(std::string_view element) {
  if (element == "record") return FieldType{cel::list_of({}), true};
  if (element == "string") return FieldType{cel::list_of(cel::simple(TypeKind::text))};
  if (element == "int") return FieldType{cel::list_of(cel::simple(TypeKind::integer))};
  if (element == "dyn") return FieldType{cel::list_of({})};
  return std::nullopt;
}

std::optional<FieldType> parse_base(std::string_view text) {
  if (text.starts_with("list(") && text.ends_with(")")) {
    return parse_list(text.substr(5, text.size() - 6));
  }
  // A group is read as the map it is.
  if (text == "record") return FieldType{cel::map_of({})};
  const auto* found =
      std::ranges::find(simple_names, text, &std::pair<std::string_view, TypeKind>::first);
  if (found == simple_names.end()) return std::nullopt;
  return FieldType{cel::simple(found->second)};
}

}  // namespace

std::optional<FieldType> parse_field_type(std::string_view text) {
  const bool nullable = text.ends_with("?");
  if (nullable) text.remove_suffix(1);
  auto out = parse_base(text);
  if (out) out->type.nullable = nullable;
  return out;
}

}  // namespace stance::catalog
