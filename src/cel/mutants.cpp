#include "stance/cel/mutants.hpp"

#include "parser.hpp"
#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace stance::cel {

namespace {

// A comparison as it is turned round, and with its bound on the other side. Moving a number by
// `further` says what neither of them does.
struct Comparison {
  std::string_view sign, opposite, bound;
  std::int64_t further = 0;
};
constexpr std::array<Comparison, 6> comparisons = {{
    {"==", "!=", "", 0},
    {"!=", "==", "", 0},
    {"<", ">=", "<=", -1},
    {"<=", ">", "<", 1},
    {">", "<=", ">=", 1},
    {">=", "<", ">", -1},
}};

// Functions that may be left out: what they are called on has the type of their result.
constexpr std::array<std::string_view, 5> optional_calls = {"filter", "distinct", "lowerAscii",
                                                            "upperAscii", "trim"};
constexpr std::array<std::string_view, 4> predicates = {"all", "exists", "exists_one", "filter"};

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class Mutation {
 public:
  explicit Mutation(const Snippet& snippet) : snippet_(snippet), text_(snippet.text) {}

  [[nodiscard]] std::vector<Mutant> run(Role role);

 private:
  void visit(const Node& node);
  void visit_condition(const Node& node);
  void visit_predicate(const Node& call);
  void binary(const Node& node);
  void comparison(const Node& node, const Comparison& signs);
  void move_bound(const Node& number, const Node& node, std::int64_t by);
  void call(const Node& node);
  void chain(const Node& node);
  void conditional(const Node& node);
  void leave_out_each(std::span<const Span> operands, const Node& node);
  void add(Span edit, std::string replacement, std::uint32_t place, std::string change,
           std::string fragment);

  void flatten(const Node& node, const Node& root, std::vector<const Node*>& into) const;
  // The node with the parentheses around it.
  [[nodiscard]] Span outer(const Node& node) const;
  // The node with the parentheses that belong to its first and last operands.
  [[nodiscard]] Span inner(const Node& node) const;
  [[nodiscard]] bool parenthesised(const Node& node) const;
  [[nodiscard]] std::size_t token_at(std::uint32_t offset) const;
  [[nodiscard]] bool is(std::size_t token, std::string_view sign) const;
  [[nodiscard]] std::string quoted(Span span) const;
  [[nodiscard]] std::string_view at(Span span) const {
    return text_.substr(span.begin, span.end - span.begin);
  }
  [[nodiscard]] std::uint32_t place_of(std::string_view part) const {
    return static_cast<std::uint32_t>(part.data() - text_.data());
  }

  const Snippet& snippet_;
  std::string_view text_;
  std::vector<Token> tokens_;
  std::vector<Mutant> out_;
};

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_chain(const Node& node) {
  return node.kind == NodeKind::logical_and || node.kind == NodeKind::logical_or ||
         (node.kind == NodeKind::binary && node.text == "+");
}

std::vector<Mutant> Mutation::run(Role role) {
  base::Diagnostics problems;
  base::Arena nodes;
  base::Arena constants;
  Parser parser(snippet_, nodes, constants, problems);
  const Node* root = parser.parse();
  if (root == nullptr) return {};
  Lexer lexer(text_, constants);
  for (Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
    tokens_.push_back(token);
  }
  role == Role::condition ? visit_condition(*root) : visit(*root);
  std::ranges::stable_sort(out_, {}, [](const Mutant& mutant) {
    return std::pair(mutant.position.line, mutant.position.column);
  });
  return std::move(out_);
}

void Mutation::add(Span edit, std::string replacement, std::uint32_t place, std::string change,
                   std::string fragment) {
  base::Diagnostics told;
  report(snippet_, {place, place}, {}, told);
  out_.push_back({.edit = {edit.begin, edit.end, std::move(replacement)},
                  .change = std::move(change),
                  .fragment = std::move(fragment),
                  .position = told.all().front().position,
                  .source_line = told.all().front().source_line});
}

std::size_t Mutation::token_at(std::uint32_t offset) const {
  const auto found = std::ranges::lower_bound(tokens_, offset, {}, &Token::begin);
  return static_cast<std::size_t>(found - tokens_.begin());
}

bool Mutation::is(std::size_t token, std::string_view sign) const {
  return token < tokens_.size() && tokens_[token].kind == TokenKind::sign &&
         tokens_[token].text == sign;
}

// Nodes begin and end with their operands, whose own parentheses are not in their range.
Span Mutation::inner(const Node& node) const {
  Span span{node.begin, node.end};
  std::size_t open = 0;
  for (std::size_t i = token_at(node.begin); i < tokens_.size() && tokens_[i].end <= node.end;
       ++i) {
    if (is(i, "(")) ++open;
    if (!is(i, ")")) continue;
    if (open > 0) {
      --open;
    } else {
      span.begin = tokens_[token_at(span.begin) - 1].begin;
    }
  }
  for (; open > 0; --open) span.end = tokens_[token_at(span.end)].end;
  return span;
}

Span Mutation::outer(const Node& node) const {
  Span span = inner(node);
  while (true) {
    const std::size_t first = token_at(span.begin);
    const std::size_t next = token_at(span.end);
    if (first == 0 || !is(first - 1, "(") || !is(next, ")")) return span;
    span = {tokens_[first - 1].begin, tokens_[next].end};
  }
}

bool Mutation::parenthesised(const Node& node) const {
  return outer(node).begin != inner(node).begin;
}

std::string Mutation::quoted(Span span) const {
  constexpr std::size_t columns = 60;
  return fmt::format("'{}'", base::shorten(in_one_line(at(span)), columns, "..."));
}

void Mutation::visit_condition(const Node& node) {
  const bool plain = node.kind == NodeKind::name || node.kind == NodeKind::select ||
                     node.kind == NodeKind::index || node.kind == NodeKind::call;
  const bool exchanged =
      node.kind == NodeKind::call && node.member && (node.text == "all" || node.text == "exists");
  if (plain && !exchanged) {
    const Span span = inner(node);
    add(span, fmt::format("!({})", at(span)), span.begin,
        fmt::format("when {} is negated", quoted(span)), in_one_line(at(span)));
  }
  visit(node);
}

void Mutation::visit(const Node& node) {
  if (is_chain(node)) return chain(node);
  if (node.kind == NodeKind::conditional) return conditional(node);
  // A comparison is turned round itself.
  const NodeKind inside = node.operands.empty() ? node.kind : node.operands[0]->kind;
  if (node.kind == NodeKind::logical_not && inside != NodeKind::logical_not &&
      inside != NodeKind::binary) {
    add({node.begin, node.begin + 1}, "", node.begin, "without '!'", in_one_line(at(inner(node))));
  }
  if (node.kind == NodeKind::binary) binary(node);
  if (node.kind == NodeKind::call) return call(node);
  if (node.kind == NodeKind::list && node.operands.size() > 1) {
    std::vector<Span> members;
    for (const Node* member : node.operands) members.push_back(outer(*member));
    leave_out_each(members, node);
  }
  for (const Node* operand : node.operands) visit(*operand);
}

void Mutation::binary(const Node& node) {
  const std::uint32_t place = place_of(node.text);
  const Span whole = inner(node);
  if (node.text == "in") {
    return add(whole, fmt::format("!({})", at(whole)), place, "when 'in' is negated",
               in_one_line(at(whole)));
  }
  const auto* signs = std::ranges::find(comparisons, node.text, &Comparison::sign);
  if (signs != comparisons.end()) return comparison(node, *signs);
  // Of a difference, product or quotient the left operand alone has the type of the whole.
  const Span left = outer(*node.operands[0]);
  add({left.end, whole.end}, "", place, fmt::format("without {}", quoted({place, whole.end})),
      in_one_line(at(whole)));
}

void Mutation::comparison(const Node& node, const Comparison& signs) {
  const std::uint32_t place = place_of(node.text);
  const Span sign{place, place + static_cast<std::uint32_t>(node.text.size())};
  for (const std::string_view other : {signs.opposite, signs.bound}) {
    if (other.empty()) continue;
    add(sign, std::string(other), place, fmt::format("when '{}' is '{}'", node.text, other),
        in_one_line(at(inner(node))));
  }
  // A bound on the left looks the other way.
  move_bound(*node.operands[1], node, signs.further);
  move_bound(*node.operands[0], node, -signs.further);
}

void Mutation::move_bound(const Node& number, const Node& node, std::int64_t by) {
  constexpr std::int64_t limit = 1'000'000'000'000;
  const Value& value = number.value;
  if (by == 0 || number.kind != NodeKind::literal || value.kind != Kind::integer) return;
  if (value.integer > limit || value.integer < -limit) return;
  const Span span{number.begin, number.end};
  add(span, fmt::format("{}", value.integer + by), span.begin,
      fmt::format("when '{}' is '{}'", at(span), value.integer + by), in_one_line(at(inner(node))));
}

void Mutation::call(const Node& node) {
  if (node.member && (node.text == "all" || node.text == "exists")) {
    const std::string_view other = node.text == "all" ? "exists" : "all";
    const std::uint32_t place = place_of(node.text);
    add({place, place + static_cast<std::uint32_t>(node.text.size())}, std::string(other), place,
        fmt::format("when '{}' is '{}'", node.text, other), in_one_line(at(inner(node))));
  }
  if (node.member && is_one_of(node.text, optional_calls)) {
    const std::size_t dot = token_at(place_of(node.text)) - 1;
    const Span edit{tokens_[dot].begin, inner(node).end};
    add(edit, "", edit.begin, fmt::format("without {}", quoted(edit)),
        in_one_line(at(inner(node))));
  }
  visit_predicate(node);
}

// In a macro the last operand but one is a condition, or the last.
void Mutation::visit_predicate(const Node& call) {
  const bool predicate =
      call.member && call.operands.size() == 3 && is_one_of(call.text, predicates);
  for (const Node* operand : call.operands) {
    // What filter() asks is negated in no case that leaving it out does not show.
    const bool condition = predicate && operand == call.operands.back() && call.text != "filter";
    condition ? visit_condition(*operand) : visit(*operand);
  }
}

void Mutation::flatten(const Node& node, const Node& root, std::vector<const Node*>& into) const {
  const bool same = node.kind == root.kind && node.text == root.text && is_chain(node);
  if (!same || (&node != &root && parenthesised(node))) {
    into.push_back(&node);
    return;
  }
  for (const Node* operand : node.operands) flatten(*operand, root, into);
}

void Mutation::chain(const Node& node) {
  std::vector<const Node*> operands;
  flatten(node, node, operands);
  std::vector<Span> spans;
  spans.reserve(operands.size());
  for (const Node* operand : operands) spans.push_back(outer(*operand));
  leave_out_each(spans, node);
  for (const Node* operand : operands) visit(*operand);
}

void Mutation::leave_out_each(std::span<const Span> operands, const Node& node) {
  const std::string fragment = in_one_line(at(inner(node)));
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const Span edit = i + 1 < operands.size() ? Span{operands[i].begin, operands[i + 1].begin}
                                              : Span{operands[i - 1].end, operands[i].end};
    add(edit, "", operands[i].begin, fmt::format("without {}", quoted(operands[i])), fragment);
  }
}

void Mutation::conditional(const Node& node) {
  const Node& condition = *node.operands[0];
  const Span yes = outer(*node.operands[1]);
  const Span no = outer(*node.operands[2]);
  // A comparison that is turned round exchanges them as well.
  if (condition.kind != NodeKind::binary && condition.kind != NodeKind::logical_not) {
    const std::string_view between = at({yes.end, no.begin});
    add({yes.begin, no.end}, fmt::format("({}){}({})", at(no), between, at(yes)),
        outer(condition).end, "when the results of '?:' change places",
        in_one_line(at(inner(node))));
  }
  for (const Node* operand : node.operands) visit(*operand);
}

}  // namespace

std::vector<Mutant> mutants(const Snippet& snippet, Role role) {
  return Mutation(snippet).run(role);
}

std::string in_one_line(std::string_view text) {
  constexpr std::size_t columns = 200;
  std::string out;
  bool blank = false;
  // A character has four bytes at most.
  for (const char c : text.substr(0, std::min(text.size(), 8 * columns))) {
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    out += c;
    blank = false;
  }
  return base::shorten(out, columns, "...");
}

std::string changed(std::string_view text, const Edit& edit) {
  return fmt::format("{}{}{}", text.substr(0, edit.begin), edit.text, text.substr(edit.end));
}

}  // namespace stance::cel
