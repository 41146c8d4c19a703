#pragma once

#include "stance/tenant/decode.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace stance::tenant {

// What can be wrong with a value, as a closed list.
enum class Fault : std::uint8_t {
  boolean_found,
  number_found,
  text_found,
  list_found,
  object_found,
  unreadable_text,
  undeclared_number,
  hashtable_text,
  type_name,
  twins,
  contradiction,
  too_deep,
  // The following were repaired.
  lone_object,
  lone_value,
  joined_text,
  empty_text,
  restored_text,
};

// What the declaration asks for.
enum class Wanted : std::uint8_t {
  anything,
  boolean,
  integer,
  number,
  text,
  timestamp,
  duration,
  list,
  object
};

// Counts damage by field and kind: memory is bounded by the schema, whatever the input holds.
class DamageLog {
 public:
  // A number for the path of a field, to note damage by.
  std::uint32_t add_field(std::string path);

  // From here on, damage belongs to another row.
  void next_row() { ++row_; }
  void note(std::uint32_t field, Fault fault, Wanted wanted);

  // Sorted by field, then text.
  [[nodiscard]] std::vector<Damage> list() const;

 private:
  struct Count {
    std::uint64_t rows = 0;
    std::uint64_t last_row = 0;
  };
  std::vector<std::string> fields_;
  std::map<std::tuple<std::uint32_t, Fault, Wanted>, Count> counts_;
  std::uint64_t row_ = 0;
};

// A .NET type name that PowerShell wrote instead of a list or an object.
[[nodiscard]] bool is_type_name(std::string_view text);

// The same where text is expected, which may look like a type name by nature ("Microsoft.Azure"):
// only names that nothing else bears.
[[nodiscard]] bool is_certain_type_name(std::string_view text);

// The same for members of lists: type names of objects (at least five parts) as well.
[[nodiscard]] bool is_member_type_name(std::string_view text);

// "@{...}", PowerShell's text for an object below its depth limit.
[[nodiscard]] bool is_hashtable_text(std::string_view text);

struct Property {
  std::string_view name;
  // Nothing when the text does not tell the value: empty or a type name.
  std::optional<std::string_view> value;
};

// The properties of "@{a=1; b=x}"; nothing when they cannot be told apart for certain.
[[nodiscard]] std::optional<std::vector<Property>> parse_hashtable(std::string_view text);

}  // namespace stance::tenant
