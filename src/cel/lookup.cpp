#include "compiler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace stance::cel {

namespace {

bool mentions(const Node& node, std::string_view name) {
  if (node.kind == NodeKind::name && node.text == name) return true;
  return std::ranges::any_of(node.operands,
                             [&](const Node* operand) { return mentions(*operand, name); });
}

// "x.a.b" for the variable x.
bool is_field_of(const Node& node, std::string_view variable) {
  const Node* at = &node;
  while (at->kind == NodeKind::select) at = at->operands[0];
  return at != &node && at->kind == NodeKind::name && at->text == variable;
}

// Operands of the && at the top, in order.
void collect_conjuncts(const Node& node, std::vector<const Node*>& into) {
  if (node.kind != NodeKind::logical_and) return into.push_back(&node);
  for (const Node* operand : node.operands) collect_conjuncts(*operand, into);
}

}  // namespace

// The first conjunct of a condition that demands that a field of the variable equals something
// that does not depend on the variable.
std::optional<Compiler::KeyTest> Compiler::key_test(const Node& condition,
                                                    std::string_view variable) {
  std::vector<const Node*> conjuncts;
  collect_conjuncts(condition, conjuncts);
  for (const Node* conjunct : conjuncts) {
    if (conjunct->kind != NodeKind::binary || conjunct->text != "==") continue;
    const Node* left = conjunct->operands[0];
    const Node* right = conjunct->operands[1];
    if (is_field_of(*left, variable) && !mentions(*right, variable)) return KeyTest{left, right};
    if (is_field_of(*right, variable) && !mentions(*left, variable)) return KeyTest{right, left};
  }
  return std::nullopt;
}

const DatasetRef* Compiler::large_dataset(const Node& node) const {
  const auto found = environment_.datasets.find(text_of(node));
  const bool large = found != environment_.datasets.end() && found->second.large;
  return large && node.kind == NodeKind::select ? &found->second : nullptr;
}

// The rows of a large dataset that a macro has to look at: those that its condition finds by a key.
Compiler::Typed Compiler::lookup(const Node& macro, const DatasetRef& dataset) {
  const Node& source = *macro.operands[0];
  const bool one_variable = macro.operands.size() == 3;
  const Node& variable = *macro.operands[1];
  const auto test = one_variable && macro.text != "all" && variable.kind == NodeKind::name
                        ? key_test(*macro.operands[2], variable.text)
                        : std::nullopt;
  if (!test) {
    return fail(
        source, "large-dataset",
        fmt::format("'{}' is a large dataset, {}() would go over all of it", text_of(source),
                    macro.text),
        "exists(), exists_one() and filter() look rows up by a key: x.field == value && ...");
  }
  const Typed key = expression(*test->key);
  const RecordType& record = *dataset.row;
  context().names.push_back({variable.text, record.type(), new_local(), nullptr});
  const Typed field = expression(*test->field);
  context().names.pop_back();
  --next_local_;
  Op op;
  op.code = Code::matching;
  op.a = dataset.index;
  op.b = key.op;
  op.c = ops_[field.op].b;
  op.field = ops_[field.op].field;
  if (ops_[field.op].code != Code::local_slot) return field;  // already failed
  environment_.projections.of(record).look_up(op.c);
  datasets_.insert(dataset.index);
  return emit(source, op, list_of(record.type()));
}

}  // namespace stance::cel
