#include "compiler.hpp"

#include "parser.hpp"
#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stance::cel {

namespace {

// Deeper than any single expression may be nested, as bodies of functions are inlined.
constexpr std::size_t max_inlined_depth = 1000;

constexpr std::pair<std::string_view, Code> operators[] = {
    {"==", Code::equal},      {"!=", Code::not_equal}, {"<", Code::less},
    {"<=", Code::less_equal}, {">", Code::greater},    {">=", Code::greater_equal},
    {"in", Code::in},         {"+", Code::add},        {"-", Code::subtract},
    {"*", Code::multiply},    {"/", Code::divide},     {"%", Code::modulo},
};

Code code_of(std::string_view sign) {
  return std::find_if(std::begin(operators), std::end(operators),
                      [&](const auto& entry) { return entry.first == sign; })
      ->second;
}

bool is_number(const Type& type) { return type.is(TypeKind::integer) || type.is(TypeKind::real); }

// The type that holds both, dyn when there is none. Of lists and maps the one that says more: an
// empty one says nothing about its members.
Type common(const Type& a, const Type& b) {
  if (a.kind != b.kind || !compatible(a, b)) return simple(TypeKind::dyn);
  const bool contains = a.is(TypeKind::list) || a.is(TypeKind::map);
  return contains && element_of(a).dynamic() ? b : a;
}

TypeKind kind_of(Kind kind) {
  switch (kind) {
    case Kind::null: return TypeKind::null;
    case Kind::boolean: return TypeKind::boolean;
    case Kind::integer: return TypeKind::integer;
    case Kind::real: return TypeKind::real;
    case Kind::text: return TypeKind::text;
    default: return TypeKind::dyn;
  }
}

// The result of a + b or a - b for times and spans; null when there is no such operation.
Type moment_type(bool sum, const Type& a, const Type& b) {
  const bool add_span = b.is(TypeKind::span);
  if (add_span && (a.is(TypeKind::time) || a.is(TypeKind::span))) return a;
  if (sum && a.is(TypeKind::span) && b.is(TypeKind::time)) return b;
  if (!sum && a.is(TypeKind::time) && b.is(TypeKind::time)) return simple(TypeKind::span);
  return simple(TypeKind::null);
}

// The result of a + b and so on; dyn when either side is, null when there is no such operation.
Type arithmetic_type(Code code, const Type& left, const Type& b) {
  if (left.dynamic() || b.dynamic()) return simple(TypeKind::dyn);
  // A null operand has no result; it is told where the operand stands.
  Type a = left;
  a.nullable = false;
  const bool sum = code == Code::add;
  if (is_number(a) && a.kind == b.kind) {
    return code == Code::modulo && a.is(TypeKind::real) ? simple(TypeKind::null) : a;
  }
  if (sum && a.is(TypeKind::text) && b.is(TypeKind::text)) return a;
  if (sum && a.is(TypeKind::list) && b.is(TypeKind::list)) {
    return compatible(a, b) ? a : simple(TypeKind::list);
  }
  if (!sum && code != Code::subtract) return simple(TypeKind::null);
  return moment_type(sum, a, b);
}

bool ordered(const Type& a, const Type& b) {
  if (a.dynamic() || b.dynamic() || (is_number(a) && is_number(b))) return true;
  return a.kind == b.kind && (a.is(TypeKind::text) || a.is(TypeKind::boolean) ||
                              a.is(TypeKind::time) || a.is(TypeKind::span));
}

}  // namespace

Compiler::Compiler(const Snippet& snippet, Environment& environment, const Scope& scope,
                   base::Diagnostics& problems)
    : snippet_(snippet),
      environment_(environment),
      scope_(scope),
      problems_(problems),
      nodes_(4096) {
  Context root;
  root.snippet = &snippet;
  for (const Variable& variable : scope.variables()) {
    root.names.push_back({variable.name, variable.type, variable.local, nullptr});
    next_local_ = std::max(next_local_, variable.local + 1);
  }
  max_local_ = next_local_;
  contexts_.push_back(std::move(root));
}

std::optional<Program> Compiler::compile(const Type& expected) {
  const std::size_t before = problems_.errors();
  Parser parser(snippet_, nodes_, environment_.constants, problems_);
  const Node* root = parser.parse();
  if (root == nullptr) return std::nullopt;
  const Typed result = expression(*root);
  if (problems_.errors() == before && !compatible(result.type, expected)) {
    (void)fail(
        *root, "type-mismatch",
        fmt::format("expression is {}, expected {}", to_text(result.type), to_text(expected)));
  }
  if (problems_.errors() != before) return std::nullopt;
  if (environment_.lint) lint(result, expected);
  Program program;
  program.variables_ = variables_read();
  program.ops_ = std::move(ops_);
  program.arguments_ = std::move(arguments_);
  program.datasets_.assign(datasets_.begin(), datasets_.end());
  program.root_ = result.op;
  program.locals_ = max_local_;
  program.type_ = result.type;
  program.text_ = snippet_.text;
  return program;
}

std::string_view Compiler::text_of(const Node& node) const {
  return context().snippet->text.substr(node.begin, node.end - node.begin);
}

std::uint32_t Compiler::new_local() {
  const std::uint32_t local = next_local_++;
  bound_.erase(local);
  max_local_ = std::max(max_local_, next_local_);
  return local;
}

Compiler::Typed Compiler::fail(const Node& node, base::DiagnosticCode code, std::string message,
                               std::string hint) {
  if (environment_.checked) {
    report(*context().snippet, {node.begin, node.end},
           {.message = std::move(message), .hint = std::move(hint), .code = code}, problems_);
  }
  Op op;
  op.value = Value::unknown(Why::wrong_type);
  return emit(node, op, simple(TypeKind::dyn));
}

void Compiler::warn(const Node& node, base::DiagnosticCode code, std::string message,
                    std::string hint) {
  report(*context().snippet, {node.begin, node.end},
         {.severity = base::Severity::warning,
          .message = std::move(message),
          .hint = std::move(hint),
          .code = code},
         problems_);
}

Compiler::Typed Compiler::emit(const Node& node, Op op, Type type) {
  op.subject.expression = text_of(node);
  ops_.push_back(op);
  if (environment_.lint) {
    notes_.push_back({context().snippet, {node.begin, node.end}, type, contexts_.size() > 1});
  }
  return {static_cast<std::uint32_t>(ops_.size() - 1), type, nullptr};
}

const Value* Compiler::constant(const Typed& typed) const {
  const Op& op = ops_[typed.op];
  return op.code == Code::constant ? &op.value : nullptr;
}

Compiler::Typed Compiler::expression(const Node& node) {
  if (too_large_) return {};
  if (ops_.size() >= max_expression_nodes || depth_ >= max_inlined_depth) {
    too_large_ = true;
    return fail(node, "too-large",
                fmt::format("expression is too large once its functions are inlined: more "
                            "than {} operations or {} levels",
                            max_expression_nodes, max_inlined_depth));
  }
  ++depth_;
  const Typed result = dispatch(node);
  --depth_;
  return result;
}

Compiler::Typed Compiler::dispatch(const Node& node) {
  switch (node.kind) {
    case NodeKind::literal: return literal(node);
    case NodeKind::name:
    case NodeKind::select: return chain(node);
    case NodeKind::call: return call(node);
    case NodeKind::index: return index(node);
    case NodeKind::list: return list(node);
    case NodeKind::map: return map(node);
    case NodeKind::logical_and:
    case NodeKind::logical_or: return logical(node);
    case NodeKind::logical_not:
    case NodeKind::negate: return negation(node);
    case NodeKind::conditional: return conditional(node);
    case NodeKind::binary: return binary(node);
  }
  return {};
}

Compiler::Typed Compiler::literal(const Node& node) {
  Op op;
  op.value = node.value;
  return emit(node, op, simple(kind_of(node.value.kind)));
}

Compiler::Typed Compiler::list(const Node& node) {
  std::vector<Typed> members;
  bool constants = true;
  for (const Node* operand : node.operands) {
    members.push_back(expression(*operand));
    constants = constants && constant(members.back()) != nullptr;
  }
  Type element = members.empty() ? simple(TypeKind::dyn) : members.front().type;
  for (const Typed& member : members) element = common(element, member.type);
  Op op;
  if (constants) {
    Value* values = environment_.constants.array<Value>(members.size());
    std::transform(members.begin(), members.end(), values,
                   [&](const Typed& member) { return *constant(member); });
    op.value = Value::list({values, members.size()});
    return emit(node, op, list_of(element));
  }
  op.code = Code::list;
  op.a = static_cast<std::uint32_t>(arguments_.size());
  op.b = static_cast<std::uint32_t>(members.size());
  for (const Typed& member : members) arguments_.push_back(member.op);
  return emit(node, op, list_of(element));
}

Compiler::Typed Compiler::map(const Node& node) {
  std::vector<Typed> parts;
  Type element = simple(TypeKind::dyn);
  for (std::size_t i = 0; i < node.operands.size(); ++i) {
    parts.push_back(expression(*node.operands[i]));
    const Type& type = parts.back().type;
    if (i % 2 == 1) element = i == 1 ? type : common(element, type);
    const bool usable = type.dynamic() || type.is(TypeKind::text) || type.is(TypeKind::integer) ||
                        type.is(TypeKind::boolean);
    if (i % 2 == 0 && !usable) {
      (void)fail(*node.operands[i], "type-mismatch",
                 fmt::format("key of a map is {}, expected string, int or bool", to_text(type)));
    }
  }
  Op op;
  op.code = Code::map;
  op.a = static_cast<std::uint32_t>(arguments_.size());
  op.b = static_cast<std::uint32_t>(parts.size());
  for (const Typed& part : parts) arguments_.push_back(part.op);
  return emit(node, op, map_of(element));
}

bool Compiler::wants(const Node& node, const Typed& found, TypeKind kind, std::string_view what) {
  if (found.type.dynamic() || found.type.is(kind)) return true;
  (void)fail(
      node, "type-mismatch",
      fmt::format("{} is {}, expected {}", what, to_text(found.type), to_text(simple(kind))));
  return false;
}

Compiler::Typed Compiler::logical(const Node& node) {
  const bool both = node.kind == NodeKind::logical_and;
  const Typed left = expression(*node.operands[0]);
  const Typed right = expression(*node.operands[1]);
  const std::string_view what = both ? "operand of '&&'" : "operand of '||'";
  (void)wants(*node.operands[0], left, TypeKind::boolean, what);
  (void)wants(*node.operands[1], right, TypeKind::boolean, what);
  Op op;
  op.code = both ? Code::logical_and : Code::logical_or;
  op.a = left.op;
  op.b = right.op;
  return emit(node, op, simple(TypeKind::boolean));
}

Compiler::Typed Compiler::negation(const Node& node) {
  const Typed operand = expression(*node.operands[0]);
  Op op;
  op.a = operand.op;
  if (node.kind == NodeKind::logical_not) {
    op.code = Code::logical_not;
    (void)wants(*node.operands[0], operand, TypeKind::boolean, "operand of '!'");
    return emit(node, op, simple(TypeKind::boolean));
  }
  op.code = Code::negate;
  if (!operand.type.dynamic() && !is_number(operand.type)) {
    return fail(node, "type-mismatch",
                fmt::format("operand of '-' is {}, expected a number", to_text(operand.type)));
  }
  return emit(node, op, operand.type);
}

Compiler::Typed Compiler::conditional(const Node& node) {
  const Typed condition = expression(*node.operands[0]);
  const Typed yes = expression(*node.operands[1]);
  const Typed no = expression(*node.operands[2]);
  (void)wants(*node.operands[0], condition, TypeKind::boolean, "condition of '?:'");
  Op op;
  op.code = Code::conditional;
  op.a = condition.op;
  op.b = yes.op;
  op.c = no.op;
  return emit(node, op, common(yes.type, no.type));
}

Compiler::Typed Compiler::index(const Node& node) {
  const Typed target = expression(*node.operands[0]);
  const Typed position = expression(*node.operands[1]);
  const Type& type = target.type;
  if (!type.dynamic() && !type.is(TypeKind::list) && !type.is(TypeKind::map)) {
    return fail(node, "type-mismatch",
                fmt::format("'[]' needs a list or a map, found {}", to_text(type)));
  }
  if (type.is(TypeKind::list) && !position.type.dynamic() && !is_number(position.type)) {
    return fail(*node.operands[1], "type-mismatch",
                fmt::format("index of a list is {}, expected int", to_text(position.type)));
  }
  Op op;
  op.code = Code::index;
  op.a = target.op;
  op.b = position.op;
  return emit(node, op, element_of(type));
}

Compiler::Typed Compiler::binary(const Node& node) {
  const Typed left = expression(*node.operands[0]);
  const Typed right = expression(*node.operands[1]);
  const Code code = code_of(node.text);
  switch (code) {
    case Code::equal:
    case Code::not_equal: return equality(node, code, left, right);
    case Code::in: return membership(node, left, right);
    case Code::less:
    case Code::less_equal:
    case Code::greater:
    case Code::greater_equal: return ordering(node, code, left, right);
    default: return arithmetic(node, code, left, right);
  }
}

Compiler::Typed Compiler::equality(const Node& node, Code code, const Typed& left,
                                   const Typed& right) {
  const bool null_test = left.type.is(TypeKind::null) || right.type.is(TypeKind::null);
  if (!null_test && !compatible(left.type, right.type)) {
    (void)fail(node, "type-mismatch",
               fmt::format("{} is never equal to {}", to_text(left.type), to_text(right.type)));
  }
  check_words(node, left, right);
  check_words(node, right, left);
  Op op;
  op.code = code;
  op.a = left.op;
  op.b = right.op;
  return emit(node, op, simple(TypeKind::boolean));
}

void Compiler::check_word(const Node& node, const FieldDecl& field, const Value& word) {
  if (word.kind != Kind::text ||
      std::find(field.words.begin(), field.words.end(), word.text()) != field.words.end()) {
    return;
  }
  const std::vector<std::string_view> words(field.words.begin(), field.words.end());
  const auto near = base::nearest(word.text(), words);
  std::string message = fmt::format("'{}' is no value of {}", word.text(), field.path);
  std::string hint = near ? fmt::format("did you mean '{}'?", *near)
                          : fmt::format("it has {}", fmt::join(field.words, ", "));
  if (field.closed) {
    (void)fail(node, "unknown-value", std::move(message), std::move(hint));
  } else {
    warn(node, "unknown-value", std::move(message), std::move(hint));
  }
}

void Compiler::check_words(const Node& node, const Typed& field, const Typed& other) {
  const Value* value = constant(other);
  if (field.field == nullptr || field.field->words.empty() || value == nullptr) return;
  if (value->kind != Kind::list) return check_word(node, *field.field, *value);
  for (const Value& member : value->members()) check_word(node, *field.field, member);
}

Compiler::Typed Compiler::ordering(const Node& node, Code code, const Typed& left,
                                   const Typed& right) {
  if (!ordered(left.type, right.type)) {
    return fail(node, "type-mismatch",
                fmt::format("'{}' cannot order {} and {}", node.text, to_text(left.type),
                            to_text(right.type)));
  }
  Op op;
  op.code = code;
  op.a = left.op;
  op.b = right.op;
  return emit(node, op, simple(TypeKind::boolean));
}

Compiler::Typed Compiler::membership(const Node& node, const Typed& left, const Typed& right) {
  const Type& in = right.type;
  if (!in.dynamic() && !in.is(TypeKind::list) && !in.is(TypeKind::map)) {
    return fail(node, "type-mismatch",
                fmt::format("'in' needs a list or a map on its right, found {}", to_text(in)));
  }
  if (in.is(TypeKind::list) && !compatible(left.type, element_of(in))) {
    return fail(node, "type-mismatch",
                fmt::format("{} is never in {}", to_text(left.type), to_text(in)));
  }
  check_words(node, left, right);
  check_words(node, right, left);
  Op op;
  op.code = Code::in;
  op.a = left.op;
  op.b = right.op;
  return emit(node, op, simple(TypeKind::boolean));
}

Compiler::Typed Compiler::arithmetic(const Node& node, Code code, const Typed& left,
                                     const Typed& right) {
  const Type type = arithmetic_type(code, left.type, right.type);
  if (type.is(TypeKind::null)) {
    return fail(node, "type-mismatch",
                fmt::format("'{}' has no meaning for {} and {}", node.text, to_text(left.type),
                            to_text(right.type)),
                is_number(left.type) && is_number(right.type)
                    ? "int and double do not mix in arithmetic; convert with int() or double()"
                    : "");
  }
  Op op;
  op.code = code;
  op.a = left.op;
  op.b = right.op;
  return emit(node, op, type);
}

std::optional<Program> compile(const Snippet& snippet, Environment& environment, const Scope& scope,
                               const Type& expected, base::Diagnostics& problems) {
  return Compiler(snippet, environment, scope, problems).compile(expected);
}

}  // namespace stance::cel
