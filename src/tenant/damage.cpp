#include "damage.hpp"

#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace stance::tenant {
namespace {

struct FaultText {
  std::string_view text;  // "{}" is what was wanted
  bool repaired;
};

// By Fault.
constexpr std::array<FaultText, 17> fault_texts{{
    {"a boolean in place of {}", false},
    {"a number in place of {}", false},
    {"text in place of {}", false},
    {"a list in place of {}", false},
    {"an object in place of {}", false},
    {"text that is not {}", false},
    {"a number that stands for no declared word", false},
    {"PowerShell's @{{...}} in place of {}, cut off by the depth limit of ConvertTo-Json", false},
    {"a .NET type name in place of {}, cut off by the depth limit of ConvertTo-Json", false},
    {"the property twice, with different values", false},
    {"rows of one key with different values", false},
    {"nesting too deep for {}", false},
    {"one object in place of a list", true},
    {"one value in place of a list", true},
    {"blank-joined text in place of a list", true},
    {"empty text in place of a list", true},
    {"PowerShell's @{{...}} in place of {}", true},
}};

// By Wanted.
constexpr std::array<std::string_view, 9> wanted_texts{"a value",    "a boolean", "an integer",
                                                       "a number",   "text",      "a timestamp",
                                                       "a duration", "a list",    "an object"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The parts of a name such as "Microsoft.Graph.PowerShell.Models.X", 0 when the text is none. Array
// brackets and generic arguments end the name.
std::size_t name_parts(std::string_view text) {
  text = text.substr(0, text.find_first_of("[`"));
  std::size_t parts = 0;
  bool at_start = true;
  for (const char c : text) {
    if (at_start) {
      if (c < 'A' || c > 'Z') return 0;
      ++parts;
      at_start = false;
    } else if (c == '.') {
      at_start = true;
    } else if (!is_letter(c) && !is_digit(c) && c != '_' && c != '+') {
      return 0;
    }
  }
  return at_start ? 0 : parts;
}

bool is_property_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '_' || c == '@' || c == '.' || c == '-';
  });
}

}  // namespace

std::uint32_t DamageLog::add_field(std::string path) {
  fields_.push_back(std::move(path));
  return static_cast<std::uint32_t>(fields_.size() - 1);
}

void DamageLog::note(std::uint32_t field, Fault fault, Wanted wanted) {
  Count& count = counts_[{field, fault, wanted}];
  if (count.rows > 0 && count.last_row == row_) return;
  ++count.rows;
  count.last_row = row_;
}

std::vector<Damage> DamageLog::list() const {
  std::vector<Damage> found;
  for (const auto& [key, count] : counts_) {
    const auto& [field, fault, wanted] = key;
    const FaultText& text = fault_texts[static_cast<std::size_t>(fault)];
    const std::string_view thing = wanted_texts[static_cast<std::size_t>(wanted)];
    found.push_back({.field = fields_[field],
                     .what = fmt::format(fmt::runtime(text.text), thing),
                     .repaired = text.repaired,
                     .rows = count.rows});
  }
  std::sort(found.begin(), found.end(), [](const Damage& a, const Damage& b) {
    return std::tie(a.field, a.what, a.repaired) < std::tie(b.field, b.what, b.repaired);
  });
  return found;
}

bool is_type_name(std::string_view text) {
  return is_certain_type_name(text) ||
         ((text.starts_with("Microsoft.") || text.starts_with("System.") ||
           text.starts_with("Deserialized.")) &&
          name_parts(text) >= 3);
}

bool is_certain_type_name(std::string_view text) {
  if (!text.starts_with("System.")) return false;
  return text.starts_with("System.Collections.") || text.starts_with("System.Management.") ||
         (text.ends_with("[]") && name_parts(text) >= 2);
}

bool is_member_type_name(std::string_view text) {
  return is_certain_type_name(text) || (text.starts_with("Microsoft.") && name_parts(text) >= 5);
}

bool is_cut_text(std::string_view text) {
  return is_hashtable_text(text) || is_type_name(text.substr(0, text.find(' ')));
}

bool is_hashtable_text(std::string_view text) {
  return text.starts_with("@{") && text.ends_with("}");
}

std::optional<std::vector<Property>> parse_hashtable(std::string_view text) {
  if (!is_hashtable_text(text)) return std::nullopt;
  std::string_view rest = text.substr(2, text.size() - 3);
  // An object inside: its semicolons cannot be told from ours.
  if (rest.find("@{") != std::string_view::npos) return std::nullopt;
  std::vector<Property> properties;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find("; "), rest.size());
    const std::string_view piece = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 2, rest.size()));
    const std::size_t equals = piece.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    Property property{piece.substr(0, equals), piece.substr(equals + 1)};
    if (!is_property_name(property.name)) return std::nullopt;
    // Null and the empty text look alike.
    if (property.value->empty() || is_type_name(*property.value)) property.value.reset();
    properties.push_back(property);
  }
  // A name that comes twice was part of a value.
  std::vector<std::string> names;
  names.reserve(properties.size());
  for (const Property& property : properties) names.push_back(base::fold(property.name));
  std::sort(names.begin(), names.end());
  if (std::adjacent_find(names.begin(), names.end()) != names.end()) return std::nullopt;
  return properties;
}

}  // namespace stance::tenant
