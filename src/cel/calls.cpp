#include "compiler.hpp"
#include "functions.hpp"
#include "parser.hpp"
#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace stance::cel {

namespace {

// Names before a dot that are part of a function's name.
constexpr std::array<std::string_view, 4> function_areas = {"math", "sets", "strings", "cel"};

// Longer calculations are left to run time.
constexpr std::int64_t folded_steps = 1000;
constexpr std::size_t folded_bytes = 4096;

// target.name(variable, [variable,] [condition,] body)
struct Macro {
  std::string_view name;
  Code code = Code::all;
  std::size_t least_variables = 1;
  std::size_t most_variables = 1;
  bool with_condition = false;  // one may stand before the body

  [[nodiscard]] bool takes(std::size_t arguments) const {
    return arguments > least_variables && arguments <= most_variables + (with_condition ? 2 : 1);
  }
  [[nodiscard]] std::size_t variables(std::size_t arguments) const {
    return with_condition ? least_variables : arguments - 1;
  }
  // The body is a condition itself.
  [[nodiscard]] bool tests() const {
    return code != Code::map_to && code != Code::transform_map && code != Code::sort_by;
  }
};

constexpr std::array<Macro, 9> macros = {{
    {"all", Code::all, 1, 2},
    {"exists", Code::exists, 1, 2},
    {"exists_one", Code::exists_one, 1, 2},
    {"existsOne", Code::exists_one, 1, 2},
    {"filter", Code::filter},
    {"sortBy", Code::sort_by},
    {"map", Code::map_to, 1, 1, true},
    {"transformList", Code::map_to, 2, 2, true},
    {"transformMap", Code::transform_map, 2, 2, true},
}};

// The macro that a call means, or nullptr.
const Macro* find_macro(std::string_view name, std::size_t arguments) {
  const auto* found = std::find_if(macros.begin(), macros.end(), [&](const Macro& macro) {
    return macro.name == name && macro.takes(arguments);
  });
  return found == macros.end() ? nullptr : found;
}

Type result_type(ResultType result, std::span<const Type> arguments) {
  switch (result) {
    case ResultType::dyn: return simple(TypeKind::dyn);
    case ResultType::boolean: return simple(TypeKind::boolean);
    case ResultType::integer: return simple(TypeKind::integer);
    case ResultType::real: return simple(TypeKind::real);
    case ResultType::text: return simple(TypeKind::text);
    case ResultType::time: return simple(TypeKind::time);
    case ResultType::span: return simple(TypeKind::span);
    case ResultType::type: return simple(TypeKind::type);
    case ResultType::texts: return list_of(simple(TypeKind::text));
    case ResultType::text_map: return map_of(simple(TypeKind::text));
    case ResultType::first: return arguments.front();
    case ResultType::element: return element_of(arguments.front());
    case ResultType::element_list: {
      const Type inner = element_of(arguments.front());
      return inner.is(TypeKind::list) ? list_of(element_of(inner)) : simple(TypeKind::list);
    }
  }
  return simple(TypeKind::dyn);
}

bool accepts(TypeKind parameter, const Type& argument) {
  return parameter == TypeKind::dyn || argument.dynamic() || argument.is(parameter);
}

bool fits(const Signature& signature, std::span<const Type> types) {
  if (signature.count != types.size()) return false;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (!accepts(signature.parameters[i], types[i])) return false;
  }
  return true;
}

// Leaves out overloads at both ends that do not take arguments of these types.
std::span<const Signature> narrowed(std::span<const Signature> overloads,
                                    std::span<const Type> types) {
  while (!overloads.empty() && !fits(overloads.front(), types)) overloads = overloads.subspan(1);
  while (!overloads.empty() && !fits(overloads.back(), types)) {
    overloads = overloads.first(overloads.size() - 1);
  }
  return overloads;
}

// The type that the overloads give for arguments of these types: dyn when they differ, nothing
// when none takes them.
std::optional<Type> result_of(std::span<const Signature> overloads, std::span<const Type> types) {
  const Signature* first = nullptr;
  for (const Signature& candidate : overloads) {
    if (!fits(candidate, types)) continue;
    if (first != nullptr && first->result != candidate.result) return simple(TypeKind::dyn);
    if (first == nullptr) first = &candidate;
  }
  if (first == nullptr) return std::nullopt;
  return result_type(first->result, types);
}

}  // namespace

Compiler::Typed Compiler::call(const Node& node) {
  if (!node.member) {
    if (node.text == "has") return has(node);
    const auto function = environment_.functions.find(node.text);
    if (function != environment_.functions.end()) return user_function(node, function->second);
    return built_in(node, node.text, false, node.operands);
  }
  if (find_macro(node.text, node.operands.size() - 1) != nullptr) return macro(node);
  const Node& target = *node.operands[0];
  if (target.kind == NodeKind::name && find_name(target.text) == nullptr &&
      std::find(function_areas.begin(), function_areas.end(), target.text) !=
          function_areas.end()) {
    if (target.text == "cel" && node.text == "bind") return bind_macro(node);
    const std::string name = fmt::format("{}.{}", target.text, node.text);
    return built_in(node, name, false, node.operands.subspan(1));
  }
  return built_in(node, node.text, true, node.operands);
}

bool Compiler::bindable(const Node& variable, std::string_view macro) {
  if (variable.kind != NodeKind::name) {
    (void)fail(variable, "wrong-arguments",
               fmt::format("{}() needs the name of a variable here", macro));
    return false;
  }
  const std::string area = std::string(variable.text) + ".";
  const auto below = environment_.datasets.lower_bound(area);
  if (below != environment_.datasets.end() && below->first.starts_with(area)) {
    (void)fail(variable, "bad-name",
               fmt::format("variable '{}' has the name of an area of datasets", variable.text),
               "use another name");
    return false;
  }
  return true;
}

// Variables of the macro `node` over `list`: the first is the index or the key when there are two,
// the last one the member. False when they cannot be bound.
bool Compiler::bind_members(const Node& node, std::size_t count, const Typed& over, Op& op) {
  const Type& type = over.type;
  const bool map = type.is(TypeKind::map);
  if (!map && !type.is(TypeKind::list) && !type.dynamic()) {
    (void)fail(node, "type-mismatch",
               fmt::format("{}() needs a list or a map, found {}", node.text, to_text(type)));
  }
  for (std::size_t i = 1; i <= count; ++i) {
    if (!bindable(*node.operands[i], node.text)) return false;
  }
  if (count == 2 && node.operands[1]->text == node.operands[2]->text) {
    (void)fail(*node.operands[2], "bad-name",
               fmt::format("both variables of {}() have the same name", node.text));
    return false;
  }
  const Type dyn = simple(TypeKind::dyn);
  const Type index = type.is(TypeKind::list) ? simple(TypeKind::integer) : dyn;
  const Type member = type.is(TypeKind::list) || (map && count == 2) ? element_of(type) : dyn;
  const bool words = over.field != nullptr && !over.field->words.empty() && !map;
  op.c = new_local();
  if (count == 2) {
    op.e = new_local();
    context().names.push_back({node.operands[1]->text, index, op.c, nullptr});
  }
  context().names.push_back(
      {node.operands[count]->text, member, count == 2 ? op.e : op.c, words ? over.field : nullptr});
  return true;
}

Compiler::Typed Compiler::macro(const Node& node) {
  const std::size_t arguments = node.operands.size() - 1;
  const Macro& form = *find_macro(node.text, arguments);
  const std::size_t variables = form.variables(arguments);
  const DatasetRef* large = large_dataset(*node.operands[0]);
  const Typed over = large == nullptr ? expression(*node.operands[0]) : lookup(node, *large);
  Op op;
  op.code = form.code;
  op.a = over.op;
  if (!bind_members(node, variables, over, op)) return {};
  const auto condition = [&](const Node& at) {
    const Typed found = expression(at);
    (void)wants(at, found, TypeKind::boolean, fmt::format("condition of {}()", node.text));
    return found;
  };
  if (arguments - variables == 2) op.d = condition(*node.operands[variables + 1]).op;
  const Node& last = *node.operands.back();
  const Typed body = form.tests() ? condition(last) : expression(last);
  op.b = body.op;
  context().names.resize(context().names.size() - variables);
  next_local_ -= static_cast<std::uint32_t>(variables);
  switch (form.code) {
    case Code::map_to: return emit(node, op, list_of(body.type));
    case Code::transform_map: return emit(node, op, map_of(body.type));
    case Code::sort_by:
      if (over.type.is(TypeKind::map)) {
        return fail(node, "type-mismatch", "sortBy() needs a list, found a map");
      }
      return emit(node, op, over.type);
    case Code::filter: {
      Typed result =
          emit(node, op, over.type.is(TypeKind::map) ? simple(TypeKind::list) : over.type);
      result.field = over.field;
      return result;
    }
    default: return emit(node, op, simple(TypeKind::boolean));
  }
}

// cel.bind(name, value, expression)
Compiler::Typed Compiler::bind_macro(const Node& node) {
  if (node.operands.size() != 4) {
    return fail(node, "wrong-arguments", "cel.bind() takes a name, its value and an expression");
  }
  if (!bindable(*node.operands[1], "cel.bind")) return {};
  const Typed value = expression(*node.operands[2]);
  Op op;
  op.code = Code::bind;
  op.a = value.op;
  op.c = new_local();
  context().names.push_back({node.operands[1]->text, value.type, op.c, value.field});
  const Typed body = expression(*node.operands[3]);
  context().names.pop_back();
  --next_local_;
  op.b = body.op;
  return emit(node, op, body.type);
}

// Null after a syntax error, which was reported.
const Node* Compiler::body_of(std::string_view name, const Function& function) {
  if (const auto found = environment_.bodies.find(name); found != environment_.bodies.end()) {
    return found->second;
  }
  Parser parser(function.body, environment_.nodes, environment_.constants, problems_);
  const Node* body = parser.parse();
  if (body != nullptr) environment_.bodies.emplace(environment_.nodes.copy(name), body);
  return body;
}

Compiler::Typed Compiler::user_function(const Node& node, const Function& function) {
  if (function.parameters.size() != node.operands.size()) {
    return fail(node, "wrong-arguments",
                fmt::format("{}() takes {} arguments, found {}", node.text,
                            function.parameters.size(), node.operands.size()));
  }
  for (const Context& outer : contexts_) {
    if (outer.function == node.text) {
      return fail(node, "recursive-function", fmt::format("function '{}' calls itself", node.text));
    }
  }
  const Node* body = body_of(node.text, function);
  if (body == nullptr) {
    return fail(node, "broken-function", fmt::format("function '{}' has an error", node.text));
  }
  // Each argument is compiled before its own local and after those of its predecessors, so that
  // nothing it computes can overwrite them.
  Context inner{&function.body, {}, node.text};
  std::vector<std::pair<std::uint32_t, std::uint32_t>> bindings;
  for (std::size_t i = 0; i < node.operands.size(); ++i) {
    const Typed argument = expression(*node.operands[i]);
    const Op& op = ops_[argument.op];
    const bool is_local = op.code == Code::local;
    const std::uint32_t local = is_local ? op.a : new_local();
    if (!is_local) {
      bindings.emplace_back(local, argument.op);
      bound_.insert_or_assign(local, argument.op);
    }
    inner.names.push_back({function.parameters[i], argument.type, local, argument.field});
  }
  contexts_.push_back(std::move(inner));
  Typed result = expression(*body);
  contexts_.pop_back();
  next_local_ -= static_cast<std::uint32_t>(bindings.size());
  for (auto binding = bindings.rbegin(); binding != bindings.rend(); ++binding) {
    Op op;
    op.code = Code::bind;
    op.a = binding->second;
    op.b = result.op;
    op.c = binding->first;
    const FieldDecl* field = result.field;
    result = emit(node, op, result.type);
    result.field = field;
  }
  return result;
}

Compiler::Typed Compiler::no_overload(const Node& node, std::string_view name,
                                      std::span<const Typed> arguments, bool exists) {
  if (!exists) {
    std::vector<std::string_view> names;
    for (const Signature& signature : signatures()) {
      if (signature.member == node.member || name.find('.') != std::string_view::npos) {
        names.push_back(signature.name);
      }
    }
    for (const Macro& macro : macros) names.push_back(macro.name);
    for (const auto& [function, body] : environment_.functions) names.push_back(function);
    const auto near = base::nearest(name, names);
    return fail(node, "unknown-function", fmt::format("unknown function '{}'", name),
                near ? fmt::format("did you mean '{}'?", *near) : std::string{});
  }
  std::vector<std::string> types;
  for (const Typed& argument : arguments) types.push_back(to_text(argument.type));
  return fail(node, "wrong-arguments",
              fmt::format("'{}' cannot be applied to ({})", name, fmt::join(types, ", ")));
}

Compiler::Typed Compiler::built_in(const Node& node, std::string_view name, bool member,
                                   std::span<Node* const> operands) {
  const auto named = find_functions(name, member);
  std::vector<Typed> arguments;
  std::vector<Type> types;
  for (const Node* operand : operands) {
    arguments.push_back(expression(*operand));
    types.push_back(arguments.back().type);
  }
  const auto overloads = narrowed(named, types);
  const auto result = result_of(overloads, types);
  if (!result) return no_overload(node, name, arguments, !named.empty());
  if (name == "matches") check_pattern(*operands[1], arguments[1]);
  Op op;
  op.code = Code::call;
  op.a = static_cast<std::uint32_t>(arguments_.size());
  op.b = static_cast<std::uint32_t>(arguments.size());
  op.d = static_cast<std::uint32_t>(overloads.size());
  op.functions = overloads.data();
  for (const Typed& argument : arguments) arguments_.push_back(argument.op);
  op = folded(op);
  if (op.code == Code::call && name == "size") {
    op = {.code = Code::size, .a = arguments.front().op};
  }
  return emit(node, op, *result);
}

// A call whose arguments are constants is its value, where it has one.
Op Compiler::folded(const Op& call) {
  std::vector<Value> values;
  for (std::uint32_t i = 0; i < call.b; ++i) {
    const Op& argument = ops_[arguments_[call.a + i]];
    if (argument.code != Code::constant) return call;
    values.push_back(argument.value);
  }
  Budget budget{.steps = folded_steps, .memory = environment_.constants.bytes() + folded_bytes};
  Frame frame{{}, {}, environment_.constants, budget};
  Op constant;
  constant.value = invoke({call.functions, call.d}, values, frame);
  return constant.value.is_unknown() ? call : constant;
}

}  // namespace stance::cel
