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
constexpr std::array<std::string_view, 3> function_areas = {"math", "sets", "cel"};

constexpr std::array<std::string_view, 5> macros = {"all", "exists", "exists_one", "filter", "map"};

Code macro_code(std::string_view name) {
  if (name == "all") return Code::all;
  if (name == "exists") return Code::exists;
  if (name == "exists_one") return Code::exists_one;
  return name == "filter" ? Code::filter : Code::map_to;
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

// The type that the overloads give for arguments of these types: dyn when they differ, nothing
// when none takes them.
std::optional<Type> result_of(const Overloads& overloads, std::span<const Type> types) {
  const Signature* first = nullptr;
  for (const Signature& candidate : signatures().subspan(overloads.first, overloads.count)) {
    if (!fits(candidate, types)) continue;
    if (first != nullptr && first->result != candidate.result) return simple(TypeKind::dyn);
    if (first == nullptr) first = &candidate;
  }
  if (first == nullptr) return std::nullopt;
  return result_type(first->result, types);
}

}  // namespace

bool Compiler::is_macro(const Node& node) const {
  if (!node.member) return node.text == "has";
  const std::size_t arguments = node.operands.size() - 1;
  if (node.text == "bind") {
    return node.operands[0]->kind == NodeKind::name && node.operands[0]->text == "cel";
  }
  if (std::find(macros.begin(), macros.end(), node.text) == macros.end()) return false;
  return arguments == 2 || (arguments == 3 && node.text == "map");
}

Compiler::Typed Compiler::call(const Node& node) {
  if (is_macro(node)) {
    if (node.text == "has") return has(node);
    if (node.text == "bind") return bind_macro(node);
    return node.text == "map" ? map_macro(node) : macro(node);
  }
  if (!node.member) {
    const auto function = environment_.functions.find(node.text);
    if (function != environment_.functions.end()) return user_function(node, function->second);
    return built_in(node, node.text, false, node.operands);
  }
  const Node& target = *node.operands[0];
  if (target.kind == NodeKind::name && find_name(target.text) == nullptr &&
      std::find(function_areas.begin(), function_areas.end(), target.text) !=
          function_areas.end()) {
    const std::string name = fmt::format("{}.{}", target.text, node.text);
    return built_in(node, name, false, node.operands.subspan(1));
  }
  return built_in(node, node.text, true, node.operands);
}

bool Compiler::bindable(const Node& variable, std::string_view macro) {
  if (variable.kind != NodeKind::name) {
    (void)fail(variable, fmt::format("first argument of {}() is the name of a variable", macro));
    return false;
  }
  const std::string area = std::string(variable.text) + ".";
  const auto below = environment_.datasets.lower_bound(area);
  if (below != environment_.datasets.end() && below->first.starts_with(area)) {
    (void)fail(variable,
               fmt::format("variable '{}' has the name of an area of datasets", variable.text),
               "use another name");
    return false;
  }
  return true;
}

Type Compiler::member_type(const Node& macro, const Typed& list) {
  if (list.type.dynamic()) return simple(TypeKind::dyn);
  if (list.type.is(TypeKind::list)) return element_of(list.type);
  if (list.type.is(TypeKind::map)) return simple(TypeKind::dyn);
  (void)fail(macro,
             fmt::format("{}() needs a list or a map, found {}", macro.text, to_text(list.type)));
  return simple(TypeKind::dyn);
}

Compiler::Typed Compiler::macro(const Node& node) {
  const Typed list = expression(*node.operands[0]);
  if (!bindable(*node.operands[1], node.text)) return {};
  Op op;
  op.code = macro_code(node.text);
  op.a = list.op;
  op.c = new_local();
  context().names.push_back({node.operands[1]->text, member_type(node, list), op.c, list.field});
  if (list.field != nullptr && list.field->words.empty()) context().names.back().field = nullptr;
  const Typed body = expression(*node.operands[2]);
  context().names.pop_back();
  --next_local_;
  (void)wants(*node.operands[2], body, TypeKind::boolean,
              fmt::format("condition of {}()", node.text));
  op.b = body.op;
  const bool filters = op.code == Code::filter;
  const Type whole = list.type.is(TypeKind::map) ? simple(TypeKind::list) : list.type;
  Typed result = emit(node, op, filters ? whole : simple(TypeKind::boolean));
  if (filters) result.field = list.field;
  return result;
}

Compiler::Typed Compiler::map_macro(const Node& node) {
  const Typed list = expression(*node.operands[0]);
  if (!bindable(*node.operands[1], node.text)) return {};
  Op op;
  op.code = Code::map_to;
  op.a = list.op;
  op.c = new_local();
  context().names.push_back({node.operands[1]->text, member_type(node, list), op.c, nullptr});
  if (node.operands.size() == 4) {
    const Typed condition = expression(*node.operands[2]);
    (void)wants(*node.operands[2], condition, TypeKind::boolean, "condition of map()");
    op.d = condition.op;
  }
  const Typed body = expression(*node.operands.back());
  context().names.pop_back();
  --next_local_;
  op.b = body.op;
  return emit(node, op, list_of(body.type));
}

// cel.bind(name, value, expression)
Compiler::Typed Compiler::bind_macro(const Node& node) {
  if (node.operands.size() != 4) {
    return fail(node, "cel.bind() takes a name, its value and an expression");
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

Compiler::Typed Compiler::user_function(const Node& node, const Function& function) {
  if (function.parameters.size() != node.operands.size()) {
    return fail(node, fmt::format("{}() takes {} arguments, found {}", node.text,
                                  function.parameters.size(), node.operands.size()));
  }
  for (const Context& outer : contexts_) {
    if (outer.function == node.text) {
      return fail(node, fmt::format("function '{}' calls itself", node.text));
    }
  }
  Node*& body = bodies_[node.text];
  if (body == nullptr) {
    Parser parser(function.body, nodes_, environment_.constants, problems_);
    body = parser.parse();
    if (body == nullptr) return fail(node, fmt::format("function '{}' has an error", node.text));
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
    if (!is_local) bindings.emplace_back(local, argument.op);
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
    names.insert(names.end(), macros.begin(), macros.end());
    for (const auto& [function, body] : environment_.functions) names.push_back(function);
    const auto near = base::nearest(name, names);
    return fail(node, fmt::format("unknown function '{}'", name),
                near ? fmt::format("did you mean '{}'?", *near) : std::string{});
  }
  std::vector<std::string> types;
  for (const Typed& argument : arguments) types.push_back(to_text(argument.type));
  return fail(node, fmt::format("'{}' cannot be applied to ({})", name, fmt::join(types, ", ")));
}

Compiler::Typed Compiler::built_in(const Node& node, std::string_view name, bool member,
                                   std::span<Node* const> operands) {
  const Overloads overloads = find_functions(name, member);
  std::vector<Typed> arguments;
  std::vector<Type> types;
  for (const Node* operand : operands) {
    arguments.push_back(expression(*operand));
    types.push_back(arguments.back().type);
  }
  const auto result = result_of(overloads, types);
  if (!result) return no_overload(node, name, arguments, overloads.count > 0);
  if (name == "matches") check_pattern(*operands[1], arguments[1]);
  Op op;
  op.code = Code::call;
  op.a = static_cast<std::uint32_t>(arguments_.size());
  op.b = static_cast<std::uint32_t>(arguments.size());
  op.c = overloads.first;
  op.d = overloads.count;
  for (const Typed& argument : arguments) arguments_.push_back(argument.op);
  return emit(node, op, *result);
}

// A constant pattern is tried before any data is read.
void Compiler::check_pattern(const Node& node, const Typed& pattern) {
  const Value* value = constant(pattern);
  if (value == nullptr || value->kind != Kind::text) return;
  if (const auto error = regex_error(value->text())) {
    (void)fail(node, fmt::format("invalid regular expression: {}", *error));
  }
}

}  // namespace stance::cel
