#include "parser.hpp"

#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace stance::cel {

namespace {

struct Level {
  std::array<std::string_view, 6> signs;
  bool with_in = false;
};

// Loosest first; all of them associate to the left.
constexpr std::array<Level, 3> levels = {{
    {{"<", "<=", ">", ">=", "==", "!="}, true},
    {{"+", "-"}, false},
    {{"*", "/", "%"}, false},
}};

std::string_view line_of(std::string_view source, std::uint32_t line) {
  for (std::uint32_t i = 1; i < line; ++i) {
    const std::size_t feed = source.find('\n');
    if (feed == std::string_view::npos) return {};
    source.remove_prefix(feed + 1);
  }
  source = source.substr(0, source.find('\n'));
  if (source.ends_with('\r')) source.remove_suffix(1);
  return source;
}

std::uint32_t characters(std::string_view text) {
  return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

}  // namespace

base::Position position_of(const Snippet& snippet, std::size_t offset) {
  const std::string_view before = snippet.text.substr(0, std::min(offset, snippet.text.size()));
  const auto after = std::upper_bound(
      snippet.origins.begin(), snippet.origins.end(), before.size(),
      [](std::size_t at, const Snippet::Origin& origin) { return at < origin.begin; });
  if (after != snippet.origins.begin()) {
    const Snippet::Origin& origin = *(after - 1);
    return {std::string(snippet.file), origin.line,
            origin.column + characters(before.substr(origin.begin))};
  }
  const auto line = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t feed = before.rfind('\n');
  const std::string_view on_line =
      feed == std::string_view::npos ? before : before.substr(feed + 1);
  return {std::string(snippet.file), line + 1, characters(on_line) + 1};
}

void report(const Snippet& snippet, Extent extent, base::Diagnostic problem,
            base::Diagnostics& problems) {
  problem.position = position_of(snippet, extent.begin);
  if (extent.end > extent.begin) {
    const base::Position end = position_of(snippet, extent.end);
    problem.end_line = end.line;
    problem.end_column = end.column;
  }
  const std::string_view source = snippet.origins.empty() ? snippet.text : snippet.source;
  problem.source_line = std::string(line_of(source, problem.position.line));
  problems.add(std::move(problem));
}

Parser::Parser(const Snippet& snippet, base::Arena& nodes, base::Arena& constants,
               base::Diagnostics& problems)
    : snippet_(snippet), nodes_(nodes), problems_(problems), lexer_(snippet.text, constants) {}

Node* Parser::parse() {
  if (snippet_.text.size() > max_expression_bytes) {
    return fail(0,
                fmt::format("expression is {} bytes long, the limit is {}", snippet_.text.size(),
                            max_expression_bytes),
                {}, "too-large");
  }
  advance();
  if (token_.kind == TokenKind::end) return fail(0, "expression is empty");
  Node* root = expression();
  if (root != nullptr && token_.kind != TokenKind::end) {
    return unexpected("an operator or the end of the expression");
  }
  return root;
}

void Parser::advance() {
  last_end_ = token_.end;
  token_ = lexer_.next();
}

bool Parser::take(std::string_view sign) {
  if (!at_sign(sign)) return false;
  advance();
  return true;
}

Node* Parser::fail(std::uint32_t at, std::string message, std::string hint,
                   base::DiagnosticCode code) {
  if (!failed_) {
    report(snippet_, {at, at},
           {.message = std::move(message), .hint = std::move(hint), .code = code}, problems_);
  }
  failed_ = true;
  return nullptr;
}

Node* Parser::unexpected(std::string_view wanted) {
  if (token_.kind == TokenKind::error) {
    return fail(token_.begin, lexer_.message(), lexer_.hint());
  }
  if (token_.kind == TokenKind::end) {
    return fail(token_.begin, fmt::format("expression ends here, expected {}", wanted));
  }
  return fail(token_.begin,
              fmt::format("unexpected '{}', expected {}", base::printable(token_.text), wanted));
}

Node* Parser::make(NodeKind kind, std::uint32_t begin, std::span<Node* const> operands,
                   std::string_view text) {
  Node* node = new (nodes_.array<Node>(1)) Node;
  node->kind = kind;
  node->begin = begin;
  node->end = last_end_;
  node->text = text;
  Node** stored = nodes_.array<Node*>(operands.size());
  std::size_t depth = 0;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    stored[i] = operands[i];
    depth = std::max<std::size_t>(depth, operands[i]->depth);
  }
  node->operands = {stored, operands.size()};
  if (depth >= max_expression_depth) {
    return fail(begin,
                fmt::format("expression is nested deeper than {} levels", max_expression_depth), {},
                "too-large");
  }
  node->depth = static_cast<std::uint16_t>(depth + 1);
  return node;
}

Node* Parser::expression() {
  if (++depth_ > max_expression_depth) {
    return fail(token_.begin,
                fmt::format("expression is nested deeper than {} levels", max_expression_depth), {},
                "too-large");
  }
  const std::uint32_t begin = token_.begin;
  Node* condition = chain(NodeKind::logical_or);
  if (condition != nullptr && take("?")) {
    Node* yes = chain(NodeKind::logical_or);
    if (yes == nullptr) return nullptr;
    if (!take(":")) return unexpected("':'");
    Node* no = expression();
    if (no == nullptr) return nullptr;
    condition = make(NodeKind::conditional, begin, std::array{condition, yes, no});
  }
  --depth_;
  return condition;
}

// Long chains of && and || become balanced trees, so that their depth stays small.
Node* Parser::chain(NodeKind kind) {
  const bool is_or = kind == NodeKind::logical_or;
  std::vector<Node*> operands;
  do {
    Node* operand = is_or ? chain(NodeKind::logical_and) : binary(0);
    if (operand == nullptr) return nullptr;
    operands.push_back(operand);
  } while (take(is_or ? "||" : "&&"));
  return balanced(kind, operands);
}

Node* Parser::balanced(NodeKind kind, std::span<Node*> operands) {
  if (operands.size() == 1) return operands.front();
  const std::size_t half = (operands.size() + 1) / 2;
  Node* left = balanced(kind, operands.first(half));
  Node* right = balanced(kind, operands.subspan(half));
  if (left == nullptr || right == nullptr) return nullptr;
  Node* node = make(kind, left->begin, std::array{left, right});
  if (node != nullptr) node->end = right->end;
  return node;
}

Node* Parser::binary(int precedence) {
  if (precedence == static_cast<int>(levels.size())) return unary();
  const Level& level = levels[static_cast<std::size_t>(precedence)];
  Node* left = binary(precedence + 1);
  while (left != nullptr) {
    const bool is_in = level.with_in && token_.kind == TokenKind::in_word;
    const bool is_sign =
        token_.kind == TokenKind::sign &&
        std::find(level.signs.begin(), level.signs.end(), token_.text) != level.signs.end();
    if (!is_in && !is_sign) return left;
    const std::string_view sign = token_.text;
    advance();
    Node* right = binary(precedence + 1);
    if (right == nullptr) return nullptr;
    left = make(NodeKind::binary, left->begin, std::array{left, right}, sign);
  }
  return left;
}

// -9223372036854775808 is one literal: its digits alone do not fit.
Node* Parser::negated_number() {
  Node* node = make(NodeKind::literal, token_.begin, {});
  if (token_.kind == TokenKind::integer) {
    node->value =
        Value::of(static_cast<std::int64_t>(0U - static_cast<std::uint64_t>(token_.value.integer)));
  } else {
    node->value = Value::of(-token_.value.real);
  }
  advance();
  node->end = last_end_;
  return node;
}

Node* Parser::unary() {
  const std::uint32_t begin = token_.begin;
  const bool is_not = at_sign("!");
  if (!is_not && !at_sign("-")) return member();
  std::size_t count = 0;
  while (take(is_not ? "!" : "-")) ++count;
  const bool number = token_.kind == TokenKind::integer || token_.kind == TokenKind::real;
  Node* operand = nullptr;
  if (!is_not && number) {
    operand = postfix(negated_number());
    if (operand != nullptr) operand->begin = begin;
    --count;
  } else {
    operand = member();
  }
  // Pairs cancel each other; two stay where the operand's type must still be checked.
  if (count > 2) count = 2 - count % 2;
  for (; count > 0 && operand != nullptr; --count) {
    operand = make(is_not ? NodeKind::logical_not : NodeKind::negate, begin, std::array{operand});
  }
  return operand;
}

Node* Parser::member() { return postfix(primary()); }

// Selections, calls and indexes behind a value.
Node* Parser::postfix(Node* target) {
  while (target != nullptr && (at_sign(".") || at_sign("["))) {
    target = at_sign(".") ? select(target) : index(target);
  }
  return target;
}

Node* Parser::select(Node* target) {
  advance();
  if (at_sign("?")) return fail(token_.begin, "optional fields are not supported", "use has()");
  const bool can_call = token_.kind == TokenKind::name || token_.kind == TokenKind::reserved_word;
  if (!can_call && token_.kind != TokenKind::quoted_name) return unexpected("a field name");
  const std::string_view field = token_.text;
  advance();
  if (!can_call || !at_sign("(")) {
    return make(NodeKind::select, target->begin, std::array{target}, field);
  }
  advance();
  std::vector<Node*> operands = {target};
  if (!list_of(")", operands)) return nullptr;
  Node* call = make(NodeKind::call, target->begin, operands, field);
  if (call != nullptr) call->member = true;
  return call;
}

Node* Parser::index(Node* target) {
  advance();
  if (at_sign("?")) return fail(token_.begin, "optional elements are not supported", "use has()");
  Node* position = expression();
  if (position == nullptr) return nullptr;
  if (!take("]")) return unexpected("']'");
  return make(NodeKind::index, target->begin, std::array{target, position});
}

// Elements up to the closing sign, which is taken; a trailing comma is allowed in lists.
bool Parser::list_of(std::string_view close, std::vector<Node*>& into) {
  while (!at_sign(close)) {
    Node* element = expression();
    if (element == nullptr) return false;
    into.push_back(element);
    if (at_sign(close)) break;
    if (!take(",")) return unexpected(fmt::format("',' or '{}'", close)) != nullptr;
    if (close == ")" && at_sign(close)) return unexpected("an argument") != nullptr;
  }
  return take(close);
}

Node* Parser::primary() {
  const std::uint32_t begin = token_.begin;
  switch (token_.kind) {
    case TokenKind::integer:
      if (token_.value.integer == std::numeric_limits<std::int64_t>::min()) {
        return fail(begin, "integer does not fit into 64 bits");
      }
      [[fallthrough]];
    case TokenKind::real:
    case TokenKind::text:
    case TokenKind::true_word:
    case TokenKind::false_word:
    case TokenKind::null_word: {
      const Value value = token_.value;
      advance();
      Node* node = make(NodeKind::literal, begin, {});
      node->value = value;
      return node;
    }
    case TokenKind::name: return name();
    case TokenKind::reserved_word:
      return fail(begin, fmt::format("'{}' is a reserved word", token_.text), "use another name");
    case TokenKind::sign: break;
    default: return unexpected("a value");
  }
  if (take("(")) {
    Node* inner = expression();
    if (inner == nullptr) return nullptr;
    return take(")") ? inner : unexpected("')'");
  }
  if (at_sign("[")) return list();
  if (at_sign("{")) return map();
  // A leading dot means the outermost scope, which is the only one for names of datasets.
  if (take(".") && token_.kind == TokenKind::name) return name();
  return unexpected("a value");
}

Node* Parser::name() {
  const std::uint32_t begin = token_.begin;
  const std::string_view text = token_.text;
  advance();
  if (at_sign("{")) {
    return fail(token_.begin, "messages cannot be constructed", "write a map: {'key': value}");
  }
  if (!take("(")) return make(NodeKind::name, begin, {}, text);
  std::vector<Node*> operands;
  if (!list_of(")", operands)) return nullptr;
  return make(NodeKind::call, begin, operands, text);
}

Node* Parser::list() {
  const std::uint32_t begin = token_.begin;
  advance();
  std::vector<Node*> operands;
  if (!list_of("]", operands)) return nullptr;
  return make(NodeKind::list, begin, operands);
}

Node* Parser::map() {
  const std::uint32_t begin = token_.begin;
  advance();
  std::vector<Node*> operands;
  while (!at_sign("}")) {
    Node* key = expression();
    if (key == nullptr) return nullptr;
    if (!take(":")) return unexpected("':'");
    Node* value = expression();
    if (value == nullptr) return nullptr;
    operands.push_back(key);
    operands.push_back(value);
    if (!at_sign("}") && !take(",")) return unexpected("',' or '}'");
  }
  advance();
  return make(NodeKind::map, begin, operands);
}

}  // namespace stance::cel
