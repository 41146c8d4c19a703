#include "compiler.hpp"
#include "functions.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace stance::cel {

// A text that is known before any data is read: a literal, the value of a parameter, what a
// function was given, or some of these joined.
std::optional<std::string> Compiler::fixed_text(std::uint32_t index) const {
  const Op& op = ops_[index];
  if (op.code == Code::constant && op.value.kind == Kind::text) return std::string(op.value.text());
  if (op.code == Code::add) {
    auto left = fixed_text(op.a);
    const auto right = fixed_text(op.b);
    if (!left || !right) return std::nullopt;
    return *left + *right;
  }
  if (op.code != Code::local) return std::nullopt;
  if (const auto bound = bound_.find(op.a); bound != bound_.end()) return fixed_text(bound->second);
  const auto variables = scope_.variables();
  const auto found = std::find_if(variables.begin(), variables.end(),
                                  [&](const Variable& v) { return v.local == op.a; });
  if (found == variables.end() || !found->value || found->value->kind != Kind::text) {
    return std::nullopt;
  }
  return std::string(found->value->text());
}

void Compiler::check_pattern(const Node& node, const Typed& pattern) {
  const auto text = fixed_text(pattern.op);
  if (!text) return;
  if (const auto error = regex_error(*text)) {
    (void)fail(node, "bad-regex", fmt::format("invalid regular expression: {}", *error));
  }
}

}  // namespace stance::cel
