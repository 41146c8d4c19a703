#include "compiler.hpp"
#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace stance::cel {

namespace {

std::string did_you_mean(std::string_view name, std::span<const std::string_view> candidates) {
  const auto near = base::nearest(name, candidates);
  return near ? fmt::format("did you mean '{}'?", *near) : std::string{};
}

}  // namespace

Compiler::Chain Compiler::unroll(const Node& node) const {
  Chain chain;
  const Node* at = &node;
  while (at->kind == NodeKind::select) {
    chain.steps.push_back({at->text, at});
    at = at->operands[0];
  }
  if (at->kind == NodeKind::name) {
    chain.steps.push_back({at->text, at});
  } else {
    chain.base = at;
  }
  std::reverse(chain.steps.begin(), chain.steps.end());
  return chain;
}

Compiler::Typed Compiler::chain(const Node& node) {
  const Chain chain = unroll(node);
  std::span<const Step> steps = chain.steps;
  const Typed first = chain.base != nullptr ? expression(*chain.base) : begin(steps);
  return follow(first, steps);
}

const Compiler::Bound* Compiler::find_name(std::string_view name) const {
  const auto& names = context().names;
  const auto found = std::find_if(names.rbegin(), names.rend(),
                                  [&](const Bound& bound) { return bound.name == name; });
  if (found != names.rend()) return &*found;
  // Bodies of functions see the parameters of the control and the collection time, nothing else.
  if (contexts_.size() > 1 && (name.starts_with("params.") || name == "asof")) {
    const auto& outer = contexts_.front().names;
    const auto shared = std::find_if(outer.begin(), outer.end(),
                                     [&](const Bound& bound) { return bound.name == name; });
    if (shared != outer.end()) return &*shared;
  }
  return nullptr;
}

// The longest beginning of the chain that names a variable or a dataset; innermost names first.
Compiler::Typed Compiler::begin(std::span<const Step>& steps) {
  std::string name;
  const Bound* bound = nullptr;
  const DatasetRef* reference = nullptr;
  std::size_t taken = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (i > 0) name += '.';
    name += steps[i].name;
    if (const Bound* variable = find_name(name)) {
      bound = variable;
      taken = i + 1;
    } else if (bound == nullptr) {
      const auto found = environment_.datasets.find(name);
      if (found == environment_.datasets.end()) continue;
      reference = &found->second;
      taken = i + 1;
    }
  }
  if (taken == 0) {
    if (const auto type = type_name(steps)) return *type;
    const Typed result = unknown_name(steps.front());
    steps = {};
    return result;
  }
  const Node& node = *steps[taken - 1].node;
  steps = steps.subspan(taken);
  if (bound == nullptr) return this->dataset(*reference, node);
  Op op;
  op.code = Code::local;
  op.a = bound->local;
  Typed result = emit(node, op, bound->type);
  result.field = bound->field;
  return result;
}

// The name of a type stands for the type where nothing else has that name.
std::optional<Compiler::Typed> Compiler::type_name(std::span<const Step>& steps) {
  static constexpr std::array<std::string_view, 10> types = {"bool",
                                                             "double",
                                                             "google.protobuf.Duration",
                                                             "google.protobuf.Timestamp",
                                                             "int",
                                                             "list",
                                                             "null_type",
                                                             "map",
                                                             "string",
                                                             "type"};
  const std::size_t count = steps[0].name == "google" ? 3 : 1;
  if (steps.size() < count) return std::nullopt;
  std::string name(steps[0].name);
  for (const Step& step : steps.subspan(1, count - 1)) name += fmt::format(".{}", step.name);
  const auto* found = std::find(types.begin(), types.end(), name);
  if (found == types.end()) return std::nullopt;
  const Node& node = *steps[count - 1].node;
  steps = steps.subspan(count);
  Op op;
  op.value = Value::type_named(*found);
  return emit(node, op, simple(TypeKind::type));
}

Compiler::Typed Compiler::dataset(const DatasetRef& reference, const Node& node) {
  if (reference.large) {
    return fail(node, "large-dataset",
                fmt::format("'{}' is a large dataset, it can only be what a check goes over",
                            text_of(node)),
                "name it in 'in:' of each or any, or look rows up: exists(x, x.field == value)");
  }
  datasets_.insert(reference.index);
  Op op;
  op.code = Code::dataset;
  op.a = reference.index;
  const Type row = reference.row->type();
  return emit(node, op, reference.singleton ? row : list_of(row));
}

Compiler::Typed Compiler::unknown_name(const Step& step) {
  const std::string area = std::string(step.name) + ".";
  const auto below = environment_.datasets.lower_bound(area);
  if (below != environment_.datasets.end() && below->first.starts_with(area)) {
    const std::string_view whole = text_of(*step.node);
    std::vector<std::string_view> names;
    for (const auto& [name, reference] : environment_.datasets) names.push_back(name);
    // The node of the first step ends with its name; show what was written behind it, too.
    const std::string_view text = context().snippet->text.substr(step.node->begin);
    const std::size_t end =
        text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");
    const std::string_view written = text.substr(0, end);
    std::string_view two = written.substr(0, written.find('.', whole.size() + 1));
    return fail(*step.node, "unknown-dataset",
                two.size() <= whole.size()
                    ? fmt::format("'{}' is an area, expected the name of a dataset in it", whole)
                    : fmt::format("unknown dataset '{}'", two),
                did_you_mean(two, names));
  }
  std::vector<std::string_view> names;
  for (const Bound& bound : context().names) names.push_back(bound.name);
  for (const auto& [name, reference] : environment_.datasets) names.push_back(name);
  const std::string_view text = context().snippet->text.substr(step.node->begin);
  if (step.name == "params" && text.starts_with("params.")) {
    const std::size_t end = text.find_first_not_of(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", 7);
    const std::string_view parameter = text.substr(0, end);
    return fail(*step.node, "unknown-parameter",
                fmt::format("unknown parameter '{}'", parameter.substr(7)),
                did_you_mean(parameter, names));
  }
  return fail(*step.node, "unknown-name", fmt::format("unknown name '{}'", step.name),
              did_you_mean(step.name, names));
}

Compiler::Typed Compiler::follow(Typed value, std::span<const Step> steps) {
  while (!steps.empty()) {
    const Step& step = steps.front();
    if (value.type.is(TypeKind::record) && value.type.record != nullptr) {
      value = field(value, steps);
      continue;
    }
    if (!value.type.dynamic() && !value.type.is(TypeKind::map)) {
      const bool list = value.type.is(TypeKind::list);
      return fail(*step.node, "unknown-field",
                  fmt::format("{} has no field '{}'", to_text(value.type), step.name),
                  list ? "use exists(), all(), filter() or map() on its members" : "");
    }
    Op op;
    op.code = Code::key;
    op.a = value.op;
    op.value = Value::of(environment_.constants.copy(step.name));
    value = emit(*step.node, op, element_of(value.type));
    steps = steps.subspan(1);
  }
  return value;
}

// The longest declared path that the next steps spell.
Compiler::Typed Compiler::field(const Typed& value, std::span<const Step>& steps) {
  const RecordType& record = *value.type.record;
  std::string path;
  const std::uint32_t* found = nullptr;
  std::size_t taken = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (i > 0) path += '.';
    path += steps[i].name;
    if (const std::uint32_t* index = record.find(path)) {
      found = index;
      taken = i + 1;
    } else if (!record.is_prefix(path)) {
      break;
    }
  }
  if (found == nullptr) {
    const Typed result = unknown_field(record, steps);
    steps = {};
    return result;
  }
  const FieldDecl& field = record.fields()[*found];
  const Op from = ops_[value.op];
  Op op;
  op.code = from.code == Code::local ? Code::local_slot : Code::slot;
  op.a = from.code == Code::local ? from.a : value.op;
  op.b = environment_.projections.of(record).slot(*found);
  op.field = &field;
  Typed result = emit(*steps[taken - 1].node, op, field.type);
  result.field = &field;
  steps = steps.subspan(taken);
  return result;
}

Compiler::Typed Compiler::unknown_field(const RecordType& record, std::span<const Step> steps) {
  std::string path;
  for (const Step& step : steps) {
    if (!path.empty()) path += '.';
    path += step.name;
  }
  const Node& node = *steps.back().node;
  if (record.is_prefix(path)) {
    return fail(
        node, "unknown-field",
        fmt::format("'{}' is a group of {}, expected one of its fields", path, record.name()));
  }
  std::vector<std::string_view> names;
  for (const FieldDecl& field : record.fields()) names.push_back(field.path);
  return fail(node, "unknown-field", fmt::format("unknown field '{}' of {}", path, record.name()),
              did_you_mean(path, names));
}

// has(a.b): whether the last step was exported, without asking for its value.
Compiler::Typed Compiler::has(const Node& node) {
  if (node.operands.size() != 1 || node.operands[0]->kind != NodeKind::select) {
    return fail(node, "wrong-arguments", "has() takes one field, as in has(row.field)");
  }
  const Typed selected = chain(*node.operands[0]);
  Op op = ops_[selected.op];
  switch (op.code) {
    case Code::local_slot: {
      Op local;
      local.code = Code::local;
      local.a = op.a;
      op.a = emit(*node.operands[0], local, simple(TypeKind::dyn)).op;
      op.code = Code::has_slot;
      break;
    }
    case Code::slot: op.code = Code::has_slot; break;
    case Code::key: op.code = Code::has_key; break;
    default:
      if (selected.type.dynamic() && op.code == Code::constant) return selected;  // already failed
      return fail(node, "wrong-arguments", "has() takes a field of a row or a key of a map");
  }
  return emit(node, op, simple(TypeKind::boolean));
}

}  // namespace stance::cel
