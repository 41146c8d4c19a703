#include "compiler.hpp"
#include "constant_conditions.hpp"
#include "nullability.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace stance::cel {

namespace {

// Conditions that the scope demands already.
void check_repeated(const Annotated& whole, const Scope& scope, base::Diagnostics& problems) {
  const Speller speller(whole.ops, whole.arguments);
  for (const std::uint32_t op : chain_of(whole.root, Code::logical_and, whole.ops)) {
    const std::string spelled = speller.spell(op);
    for (const Scope::Given& given : scope.given()) {
      if (std::find(given.demands.begin(), given.demands.end(), spelled) == given.demands.end()) {
        continue;
      }
      whole.warn(op,
                 {.message = fmt::format("'{}' already demands '{}'", given.word, whole.text(op)),
                  .hint = "what it leaves out is not judged",
                  .code = "repeated-condition"},
                 problems);
    }
  }
}

}  // namespace

void Compiler::lint(const Typed& result, const Type& expected) {
  const Annotated whole{ops_, arguments_, notes_, result.op};
  const bool condition = expected.is(TypeKind::boolean);
  check_conditions(whole, condition ? Purpose::condition : Purpose::value, problems_);
  std::vector<std::string> not_null;
  for (const Scope::Given& given : scope_.given()) {
    not_null.insert(not_null.end(), given.not_null.begin(), given.not_null.end());
  }
  check_nulls(whole, std::move(not_null), problems_);
  if (condition) check_repeated(whole, scope_, problems_);
}

std::vector<std::uint32_t> Compiler::variables_read() const {
  std::set<std::uint32_t> read;
  for (const Op& op : ops_) {
    const bool local = op.code == Code::local || op.code == Code::local_slot;
    if (local && op.a < scope_.variables().size()) read.insert(op.a);
  }
  return {read.begin(), read.end()};
}

}  // namespace stance::cel
