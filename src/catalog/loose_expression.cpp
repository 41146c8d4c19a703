#include "stance/catalog/loose_expression.hpp"

#include "constant.hpp"
#include "expressions.hpp"
#include "stance/base/json.hpp"
#include "stance/catalog/catalog.hpp"
#include "state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace stance::catalog {

namespace {

using base::json::Cursor;
using base::json::Document;
using base::json::Kind;

// How messages call what stands in no file.
constexpr std::string_view expression_file = "<expression>";
constexpr std::string_view variable_file = "--var";
constexpr std::string_view parameter_prefix = "params.";

// The first key that an object anywhere in the value has twice.
std::optional<std::string_view> repeated_key(Cursor json) {
  if (json.is(Kind::array)) {
    for (const Cursor item : json.elements()) {
      if (const auto key = repeated_key(item)) return key;
    }
  }
  if (json.is(Kind::object)) {
    std::set<std::string_view> keys;
    for (const base::json::Member& member : json.members()) {
      if (!keys.insert(member.key).second) return member.key;
      if (const auto key = repeated_key(member.value)) return key;
    }
  }
  return std::nullopt;
}

// Declares the variables that a command line gives as NAME=JSON.
class VariableReader {
 public:
  VariableReader(cel::Environment& environment, const tenant::Schema& schema,
                 base::Diagnostics& problems)
      : environment_(environment), schema_(schema), problems_(problems) {}

  void read(std::string_view assignment);

  [[nodiscard]] cel::Scope& scope() { return scope_; }
  // By local; the first one is `asof`.
  [[nodiscard]] std::vector<cel::Value>& values() { return values_; }

 private:
  void error(std::string_view assignment, base::Position place, base::DiagnosticCode code,
             std::string message, std::string hint = {});
  [[nodiscard]] bool check_name(std::string_view assignment, std::string_view name);
  [[nodiscard]] std::optional<cel::Value> read_value(std::string_view assignment,
                                                     std::string_view name);

  cel::Environment& environment_;
  const tenant::Schema& schema_;
  base::Diagnostics& problems_;
  cel::Scope scope_;
  std::vector<cel::Value> values_;
};

void VariableReader::error(std::string_view assignment, base::Position place,
                           base::DiagnosticCode code, std::string message, std::string hint) {
  place.file = variable_file;
  std::string line(line_of(assignment, place.line));
  problems_.add({.message = std::move(message),
                 .position = std::move(place),
                 .source_line = std::move(line),
                 .hint = std::move(hint),
                 .code = code});
}

// Parameters can be given as a rule names them.
bool VariableReader::check_name(std::string_view assignment, std::string_view name) {
  const bool parameter = name.starts_with(parameter_prefix);
  if (parameter && is_identifier(name.substr(parameter_prefix.size()))) {
    if (scope_.find(name) == nullptr) return true;
    error(assignment, {{}, 1, 1}, "bad-name", fmt::format("'{}' is already in use", name),
          "choose another name");
    return false;
  }
  const SourceFile file{std::string(variable_file), std::string(assignment)};
  const auto place =
      Document::parse(base::Buffer::copy_of(fmt::format("[{}]", pack({1, 1}, Style::plain))), "");
  Reader reader(problems_);
  Expressions expressions(environment_, schema_, reader);
  return expressions.check_name(Node(place->root(), file), name, scope_);
}

std::optional<cel::Value> VariableReader::read_value(std::string_view assignment,
                                                     std::string_view name) {
  const auto before = static_cast<std::uint32_t>(name.size() + 1);
  const auto document =
      Document::parse(base::Buffer::copy_of(assignment.substr(before)), variable_file);
  if (!document) {
    base::Position place = document.error().position.value_or(base::Position{{}, 1, 1});
    if (place.line == 1) place.column += before;
    error(assignment, std::move(place), "syntax", document.error().message,
          "the value is JSON, such as days=90 or names='[\"a\", \"b\"]'");
    return std::nullopt;
  }
  if (const auto key = repeated_key(document->root())) {
    error(assignment, {{}, 1, before + 1}, "duplicate-key",
          fmt::format("the key '{}' is there twice", *key));
    return std::nullopt;
  }
  return constant(document->root(), environment_.constants);
}

void VariableReader::read(std::string_view assignment) {
  const std::size_t sign = assignment.find('=');
  if (sign == std::string_view::npos) {
    return error(assignment, {{}, 1, 1}, "syntax",
                 fmt::format("variable '{}' has no value", assignment),
                 "NAME=JSON, such as days=90");
  }
  const std::string_view name = assignment.substr(0, sign);
  const bool good = check_name(assignment, name);
  const auto value = read_value(assignment, name);
  if (!good || !value) return;
  scope_.declare(std::string(name), type_of(*value));
  values_.push_back(*value);
}

}  // namespace

std::optional<LooseExpression> Catalog::compile_loose(std::string_view text,
                                                      std::span<const std::string> variables,
                                                      base::Diagnostics& problems) const {
  const std::size_t errors = problems.errors();
  auto own = std::make_unique<cel::Environment>(state_->contents->scratch());
  for (auto& [name, dataset] : own->datasets) dataset.large = false;
  VariableReader reader(*own, schema(), problems);
  const std::uint32_t asof = reader.scope().declare("asof", cel::simple(cel::TypeKind::time));
  reader.values().emplace_back();
  for (const std::string& variable : variables) reader.read(variable);
  // Names that are wrong would only be reported a second time.
  if (problems.errors() > errors) return std::nullopt;
  const std::string_view kept = own->constants.copy(text);
  const cel::Snippet snippet{.text = kept, .file = expression_file, .source = kept};
  auto program = cel::compile(snippet, *own, reader.scope(), {}, problems);
  if (!program) return std::nullopt;
  LooseExpression out{.environment = std::move(own),
                      .program = *std::move(program),
                      .locals = std::move(reader.values())};
  out.locals.resize(std::max(out.locals.size(), out.program.locals()));
  out.asof = asof;
  return out;
}

}  // namespace stance::catalog
