#pragma once

#include "stance/cel/program.hpp"
#include "stance/cel/type.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::cel {

inline constexpr std::size_t max_function_arguments = 4;

// The type of a function's result, where it is not fixed.
enum class ResultType : std::uint8_t {
  dyn,
  boolean,
  integer,
  real,
  text,
  time,
  span,
  type,
  texts,         // list(string)
  text_map,      // map(string, string)
  first,         // the type of the first argument
  element,       // of the first argument, a list
  element_list,  // list of the elements of the elements of the first argument
};

// What work that grows with its operands takes of a budget, beside the step of the operation.
inline constexpr std::uint32_t bytes_a_step = 64;   // of text that is looked at once
inline constexpr std::uint32_t members_a_step = 4;  // of lists and maps that are searched
inline constexpr std::size_t steps_a_hash = 8;      // to keep a value so that it is found by hash
inline constexpr std::size_t pairs_a_step = 256;  // bytes of a text times those of what it may hold

// Takes steps; false when there are not so many left.
[[nodiscard]] inline bool spend(Frame& frame, std::size_t steps) {
  frame.budget.steps -= static_cast<std::int64_t>(steps);
  return frame.budget.steps >= 0;
}

// Whether the budget has so many bytes left. Without them it has no steps left either, so that the
// program ends.
[[nodiscard]] inline bool has_room(Frame& frame, std::size_t bytes) {
  if (frame.arena.bytes() + bytes <= frame.budget.memory) return true;
  frame.budget.steps = -1;
  return false;
}

// One overload. Arguments of the kinds named arrive; an unknown argument or an uncertain list
// never does, as the result is unknown then anyway.
struct Signature {
  std::string_view name;
  bool member = false;
  std::uint8_t count = 0;
  std::array<TypeKind, max_function_arguments> parameters = {};
  ResultType result = ResultType::dyn;
  Value (*run)(std::span<const Value> arguments, Frame& frame) = nullptr;
};

// All built-in functions; overloads of a name stand side by side.
[[nodiscard]] std::span<const Signature> signatures();

// Functions with this name; `member` when called as target.name().
[[nodiscard]] std::span<const Signature> find_functions(std::string_view name, bool member);

// Both enumerations name the same things in the same order; only unknown and dyn differ.
static_assert(static_cast<int>(TypeKind::null) == static_cast<int>(Kind::null) &&
              static_cast<int>(TypeKind::list) == static_cast<int>(Kind::list) &&
              static_cast<int>(TypeKind::type) == static_cast<int>(Kind::type));

[[nodiscard]] inline bool takes(TypeKind parameter, Kind kind) {
  return parameter == TypeKind::dyn || static_cast<int>(parameter) == static_cast<int>(kind);
}

// Runs the first overload that takes values of these kinds; unknown (wrong_type) when none does.
[[nodiscard]] inline Value invoke(std::span<const Signature> overloads,
                                  std::span<const Value> arguments, Frame& frame) {
  for (const Signature& signature : overloads) {
    bool fits = signature.count == arguments.size();
    for (std::size_t i = 0; i < arguments.size() && fits; ++i) {
      fits = takes(signature.parameters[i], arguments[i].kind);
    }
    if (fits) return signature.run(arguments, frame);
  }
  return Value::unknown(Why::wrong_type);
}

// What is wrong with a regular expression (RE2 syntax), if anything.
[[nodiscard]] std::optional<std::string> regex_error(std::string_view pattern);

// The tables that signatures() is made of, a file each.
[[nodiscard]] std::span<const Signature> text_functions();
[[nodiscard]] std::span<const Signature> list_functions();
[[nodiscard]] std::span<const Signature> number_functions();
[[nodiscard]] std::span<const Signature> time_functions();

}  // namespace stance::cel
