#include "annotated.hpp"
#include "nullability.hpp"
#include "stance/cel/compile.hpp"

#include <algorithm>
#include <utility>

namespace stance::cel {

std::uint32_t Scope::declare(std::string name, Type type, std::optional<Value> value) {
  const auto local = static_cast<std::uint32_t>(variables_.size());
  variables_.push_back({std::move(name), type, local, value});
  return local;
}

void Scope::assume(std::string_view word, const Program& condition) {
  Given given{.word = word};
  const Speller speller(condition.ops_, condition.arguments_);
  for (const std::uint32_t op : chain_of(condition.root_, Code::logical_and, condition.ops_)) {
    std::string spelled = speller.spell(op);
    if (!spelled.empty()) given.demands.push_back(std::move(spelled));
  }
  given.not_null = not_null_when_true(condition.ops_, condition.arguments_, condition.root_);
  given_.push_back(std::move(given));
}

const Variable* Scope::find(std::string_view name) const {
  const auto found = std::find_if(variables_.rbegin(), variables_.rend(),
                                  [&](const Variable& v) { return v.name == name; });
  return found == variables_.rend() ? nullptr : &*found;
}

}  // namespace stance::cel
