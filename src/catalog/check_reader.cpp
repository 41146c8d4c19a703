#include "check_reader.hpp"

#include "population_reader.hpp"
#include "setting_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace stance::catalog {

namespace {

using cel::Scope;
using cel::TypeKind;
using rules::Check;

constexpr std::array<std::string_view, 7> forms = {"assert", "each",    "any",   "parts",
                                                   "steps",  "setting", "manual"};

class CheckReader {
 public:
  explicit CheckReader(Expressions& expressions)
      : expressions_(expressions), reader_(expressions.reader()) {}

  [[nodiscard]] std::optional<Check> read(const Node& node, const Scope& scope);

 private:
  [[nodiscard]] std::optional<Check> read_assert(const Node& node, const Scope& scope);
  [[nodiscard]] std::optional<Check> read_each(const Node& body, const Scope& scope);
  [[nodiscard]] std::optional<Check> read_any(const Node& body, const Scope& scope);
  [[nodiscard]] std::optional<Check> read_parts(const Node& list, const Scope& scope);
  [[nodiscard]] std::optional<rules::Part> read_part(const Node& body, const Scope& scope);
  [[nodiscard]] std::optional<Check> read_steps(const Node& body, const Scope& scope);
  void check_lets(const Node& body, const Scope& scope, std::size_t errors);
  void read_bands(const Node& list, rules::Steps& steps);
  [[nodiscard]] std::optional<rules::RowCheck> read_row(const Node& body, const Scope& scope);
  [[nodiscard]] std::optional<rules::RowCheck> read_need(const Node& list, const Scope& scope);
  [[nodiscard]] std::optional<rules::Term> read_term(const Node& body, const Scope& scope);
  [[nodiscard]] rules::Thousandths read_weight(const Node& body);
  [[nodiscard]] std::string read_otherwise(const Node& body);
  [[nodiscard]] std::optional<std::string_view> only_one(const Node& body, std::string_view what,
                                                         std::span<const std::string_view> keys);
  [[nodiscard]] cel::Type boolean() const { return cel::simple(TypeKind::boolean); }

  Expressions& expressions_;
  Reader& reader_;
  std::size_t depth_ = 0;
};

// The one key of `keys` that the mapping has; a problem when there is none or a second one.
std::optional<std::string_view> CheckReader::only_one(const Node& body, std::string_view what,
                                                      std::span<const std::string_view> keys) {
  std::optional<std::string_view> found;
  for (const std::string_view key : keys) {
    if (!body.find(key)) continue;
    if (found) {
      reader_.error(body, "check-form",
                    fmt::format("{} has both '{}' and '{}'", what, *found, key));
      return std::nullopt;
    }
    found = key;
  }
  if (!found) {
    reader_.error(
        body, "check-form",
        fmt::format("{} has none of {}", what, fmt::join(keys.begin(), keys.end(), ", ")));
  }
  return found;
}

rules::Thousandths CheckReader::read_weight(const Node& body) {
  const Node node = body.find("weight");
  if (!node) return rules::one;
  const auto weight = reader_.thousandths(node);
  if (!weight) return rules::one;
  if (*weight > 0 && *weight <= rules::max_weight) return *weight;
  reader_.error(node, "out-of-range", "a weight is more than 0 and at most 1000");
  return rules::one;
}

std::string CheckReader::read_otherwise(const Node& body) {
  const Node text = body.find("otherwise");
  return text ? reader_.filled_text(text).value_or("") : std::string();
}

std::optional<Check> CheckReader::read(const Node& node, const Scope& scope) {
  const auto form = only_one(node, "the check", forms);
  if (!form) return std::nullopt;
  const Node body = node.find(*form);
  if (*form != "assert" && node.find("otherwise")) {
    reader_.error(node.find("otherwise"), "check-form",
                  "'otherwise' belongs beside 'assert' or into a term");
  }
  if (*form == "assert") return read_assert(node, scope);
  if (*form == "each") return read_each(body, scope);
  if (*form == "any") return read_any(body, scope);
  if (*form == "parts") return read_parts(body, scope);
  if (*form == "steps") return read_steps(body, scope);
  if (*form == "setting") return read_setting(body, scope, expressions_);
  reader_.error(body, "check-form", "'manual' cannot be a part of a check");
  return std::nullopt;
}

std::optional<Check> CheckReader::read_assert(const Node& node, const Scope& scope) {
  auto condition = expressions_.compile(node.find("assert"), scope, boolean());
  std::string otherwise = read_otherwise(node);
  if (!condition) return std::nullopt;
  return rules::Assert{.condition = *std::move(condition), .otherwise = std::move(otherwise)};
}

std::optional<Check> CheckReader::read_each(const Node& body, const Scope& scope) {
  static constexpr std::array<std::string_view, 15> known = {
      "in",     "as",     "where", "let",  "key",    "label", "pass",     "need",
      "credit", "weight", "empty", "show", "source", "none",  "otherwise"};
  if (!reader_.keys(body, "'each'", known)) return std::nullopt;
  const std::size_t errors = reader_.problems().errors();
  RowScope inside = read_population(body, scope, expressions_);
  auto row = read_row(body, inside.scope);
  auto weight =
      expressions_.compile_optional(body, "weight", inside.scope, cel::simple(TypeKind::real));
  const auto empty = read_empty(body, reader_);
  check_lets(body, inside.scope, errors);
  if (!inside.population || !row || !empty) return std::nullopt;
  return rules::Each{.population = *std::move(inside.population),
                     .row = *std::move(row),
                     .weight = std::move(weight),
                     .empty = *empty};
}

std::optional<Check> CheckReader::read_any(const Node& body, const Scope& scope) {
  static constexpr std::array<std::string_view, 13> known = {
      "in",   "as",    "where", "let",    "key",  "label",    "pass",
      "need", "empty", "show",  "source", "none", "otherwise"};
  if (!reader_.keys(body, "'any'", known)) return std::nullopt;
  const std::size_t errors = reader_.problems().errors();
  RowScope inside = read_population(body, scope, expressions_);
  auto row = read_row(body, inside.scope);
  const auto empty = read_empty(body, reader_);
  check_lets(body, inside.scope, errors);
  if (!inside.population || !row || !empty) return std::nullopt;
  return rules::Any{
      .population = *std::move(inside.population), .row = *std::move(row), .empty = *empty};
}

// Lets of a row that nothing reads; what has an error may have meant to.
void CheckReader::check_lets(const Node& body, const Scope& scope, std::size_t errors) {
  const Node lets = body.find("let");
  if (!lets || reader_.problems().errors() > errors) return;
  expressions_.check_unused(lets, scope, "unused-let", "name");
}

std::optional<rules::RowCheck> CheckReader::read_row(const Node& body, const Scope& scope) {
  static constexpr std::array<std::string_view, 3> ways = {"pass", "need", "credit"};
  const auto way = only_one(body, "the check", ways);
  if (!way) return std::nullopt;
  const Node node = body.find(*way);
  if (*way == "need") {
    if (const Node text = body.find("otherwise")) {
      reader_.error(text, "check-form", "'otherwise' belongs beside 'assert' or into a term");
    }
    return read_need(node, scope);
  }
  std::string otherwise = read_otherwise(body);
  if (*way == "pass") {
    auto condition = expressions_.compile(node, scope, boolean());
    if (!condition) return std::nullopt;
    return rules::Pass{*std::move(condition), std::move(otherwise)};
  }
  auto share = expressions_.compile(node, scope, cel::simple(TypeKind::real));
  if (!share) return std::nullopt;
  return rules::Credit{*std::move(share), std::move(otherwise)};
}

std::optional<rules::RowCheck> CheckReader::read_need(const Node& list, const Scope& scope) {
  if (!reader_.expect_list(list)) return std::nullopt;
  rules::Need need;
  const std::vector<Node> items = list.items();
  if (items.empty()) reader_.error(list, "empty-list", "the list of terms is empty");
  if (items.size() > rules::max_terms) {
    reader_.error(list, "too-large", fmt::format("more than {} terms", rules::max_terms));
    return std::nullopt;
  }
  for (const Node& item : items) {
    if (auto term = read_term(item, scope)) need.terms.push_back(*std::move(term));
  }
  return need;
}

std::optional<rules::Term> CheckReader::read_term(const Node& body, const Scope& scope) {
  static constexpr std::array<std::string_view, 4> known = {"weight", "is", "otherwise", "must"};
  if (!reader_.keys(body, "a term", known)) return std::nullopt;
  const rules::Thousandths weight = read_weight(body);
  const Node must = body.find("must");
  const bool is_must = must && reader_.boolean(must) == true;
  std::string otherwise;
  if (const Node text = reader_.required(body, "otherwise", "the term")) {
    otherwise = reader_.filled_text(text).value_or("");
  }
  const Node is = reader_.required(body, "is", "the term");
  auto program = is ? expressions_.compile(is, scope, boolean()) : std::nullopt;
  if (!program) return std::nullopt;
  return rules::Term{.weight = weight,
                     .is = *std::move(program),
                     .otherwise = std::move(otherwise),
                     .must = is_must};
}

std::optional<Check> CheckReader::read_parts(const Node& list, const Scope& scope) {
  if (!reader_.expect_list(list)) return std::nullopt;
  if (depth_ >= rules::max_part_depth) {
    reader_.error(list, "too-large",
                  fmt::format("parts are nested deeper than {} levels", rules::max_part_depth));
    return std::nullopt;
  }
  rules::Parts parts;
  const std::vector<Node> items = list.items();
  if (items.empty()) reader_.error(list, "empty-list", "the list of parts is empty");
  ++depth_;
  for (const Node& item : items) {
    if (auto part = read_part(item, scope)) parts.parts.push_back(*std::move(part));
  }
  --depth_;
  return parts;
}

std::optional<rules::Part> CheckReader::read_part(const Node& body, const Scope& scope) {
  static constexpr std::array<std::string_view, 12> known = {
      "weight", "label", "licence", "applies", "otherwise", "assert",
      "each",   "any",   "parts",   "steps",   "setting",   "manual"};
  if (!reader_.keys(body, "a part", known)) return std::nullopt;
  rules::Part part{.weight = read_weight(body), .label = {}, .check = nullptr};
  if (const Node label = reader_.required(body, "label", "the part")) {
    part.label = reader_.filled_text(label).value_or("");
  }
  if (const Node licence = body.find("licence")) part.licence = reader_.texts(licence);
  part.applies = expressions_.compile_optional(body, "applies", scope, boolean());
  auto check = read(body, scope);
  if (!check) return std::nullopt;
  part.check = std::make_unique<Check>(*std::move(check));
  return part;
}

std::optional<Check> CheckReader::read_steps(const Node& body, const Scope& scope) {
  static constexpr std::array<std::string_view, 6> known = {"value",    "credit", "between",
                                                            "evidence", "source", "otherwise"};
  static constexpr std::array<std::string_view, 2> ways = {"step", "linear"};
  if (!reader_.keys(body, "'steps'", known)) return std::nullopt;
  const Node value = reader_.required(body, "value", "'steps'");
  auto program =
      value ? expressions_.compile(value, scope, cel::simple(TypeKind::real)) : std::nullopt;
  auto evidence = expressions_.compile_optional(body, "evidence", scope, cel::list_of({}));
  auto source = expressions_.compile_optional(body, "source", scope, {});
  std::string otherwise = read_otherwise(body);
  const Node between = body.find("between");
  const auto way = between ? reader_.choice(between, "way between bounds", ways) : std::nullopt;
  const Node credit = reader_.required(body, "credit", "'steps'");
  if (!program || !credit) return std::nullopt;
  rules::Steps steps{.value = *std::move(program), .bands = {}};
  steps.linear = way == std::size_t{1};
  steps.evidence = std::move(evidence);
  steps.source = std::move(source);
  steps.otherwise = std::move(otherwise);
  read_bands(credit, steps);
  return steps;
}

void CheckReader::read_bands(const Node& list, rules::Steps& steps) {
  if (!reader_.expect_list(list)) return;
  if (list.items().empty()) reader_.error(list, "empty-list", "the list of bounds is empty");
  for (const Node& item : list.items()) {
    const std::vector<Node> pair = item.items();
    if (pair.size() != 2) {
      reader_.error(item, "bad-bounds", "expected a bound and its credit", "such as [5, 0.6]");
      continue;
    }
    const auto bound = reader_.thousandths(pair[0]);
    const auto credit = reader_.thousandths(pair[1]);
    if (!bound || !credit) continue;
    if (*credit < 0 || *credit > rules::one) {
      reader_.error(pair[1], "out-of-range", "a credit lies between 0 and 1");
    } else if (!steps.bands.empty() && *bound <= steps.bands.back().first) {
      reader_.error(pair[0], "bad-bounds", "bounds ascend");
    } else {
      steps.bands.emplace_back(*bound, *credit);
    }
  }
}

}  // namespace

std::optional<rules::Empty> read_empty(const Node& body, Reader& reader) {
  static constexpr std::array<std::string_view, 4> words = {"met", "unmet", "not_applicable",
                                                            "not_assessed"};
  const Node node = body.find("empty");
  if (!node) {
    reader.error(body, "missing-empty",
                 "'empty' is missing: what holds when there is nothing to judge?",
                 "one of met, unmet, not_applicable, not_assessed");
    return std::nullopt;
  }
  const auto index = reader.choice(node, "outcome", words);
  if (!index) return std::nullopt;
  return static_cast<rules::Empty>(*index);
}

std::optional<Check> read_check(const Node& node, const Scope& scope, Expressions& expressions) {
  return CheckReader(expressions).read(node, scope);
}

std::vector<rules::Let> read_lets(const Node& node, Scope& scope, Expressions& expressions) {
  std::vector<rules::Let> out;
  if (!expressions.reader().expect_mapping(node)) return out;
  for (const auto& [name, value] : node.pairs()) {
    const bool good = expressions.check_name(name, name.text(), scope);
    auto program = expressions.compile(value, scope, {});
    if (!good) continue;
    // A wrong expression has any type, so that its uses are not reported as well.
    const auto local =
        scope.declare(std::string(name.text()), program ? program->type() : cel::Type{});
    expressions.watch(local);
    if (program) out.push_back({local, *std::move(program)});
  }
  expressions.use_locals(scope);
  return out;
}

}  // namespace stance::catalog
