#include "rule_reader.hpp"

#include "check_reader.hpp"
#include "parameter_reader.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::catalog {

namespace {

std::optional<rules::Check> read_control_check(const Node& check, const cel::Scope& scope,
                                               Expressions& expressions) {
  static constexpr std::array<std::string_view, 8> known = {
      "assert", "otherwise", "each", "any", "parts", "steps", "setting", "manual"};
  if (!expressions.reader().keys(check, "'check'", known)) return std::nullopt;
  return read_check(check, scope, expressions);
}

// A check that a person answers; nothing can stand beside it.
bool is_manual(const Node& check) { return check.find("manual") && check.pairs().size() == 1; }

std::vector<rules::Asked> read_asks(const Node& asks, const cel::Scope& scope,
                                    Expressions& expressions) {
  std::vector<rules::Asked> out;
  if (!expressions.reader().expect_mapping(asks)) return out;
  for (const auto& [reference, body] : asks.pairs()) {
    auto condition = expressions.compile(body, scope, cel::simple(cel::TypeKind::boolean));
    if (condition) out.push_back({std::string(reference.text()), *std::move(condition)});
  }
  return out;
}

std::vector<rules::Exception> read_exceptions(const Node& exceptions,
                                              const std::vector<rules::Parameter>& parameters,
                                              const cel::Scope& scope, Expressions& expressions) {
  std::vector<rules::Exception> out;
  if (!expressions.reader().expect_mapping(exceptions)) return out;
  std::vector<std::string_view> known;
  known.reserve(parameters.size());
  for (const rules::Parameter& parameter : parameters) known.push_back(parameter.name);
  for (const auto& [name, body] : exceptions.pairs()) {
    const auto index = expressions.reader().choice(name, "parameter", known);
    auto values = expressions.compile(body, scope, cel::list_of(cel::simple(cel::TypeKind::dyn)));
    if (index && values) out.push_back({static_cast<std::uint32_t>(*index), *std::move(values)});
  }
  return out;
}

void check_licence_cycles(const Node& body, const rules::LicenceRule& rule, Reader& reader) {
  for (const auto& [plan, contained] : rule.includes) {
    if (std::ranges::find(contained, plan) == contained.end()) continue;
    reader.error(body.find(plan), "bad-licence", "a plan cannot contain itself");
  }
}

}  // namespace

std::optional<rules::Control> read_rule(const Node& control, const Overrides& overrides,
                                        Expressions& expressions) {
  Reader& reader = expressions.reader();
  const std::size_t errors = reader.problems().errors();
  rules::Control out{.id = std::string(control.find("id").text())};
  if (const Node licence = control.find("licence")) out.licence = reader.texts(licence);
  out.parameters = read_parameters(control, overrides, expressions.environment(), reader);
  cel::Scope scope = declare_parameters(out.parameters);
  if (const Node lets = control.find("let")) out.lets = read_lets(lets, scope, expressions);
  expressions.use_locals(scope);
  out.applies =
      expressions.compile_optional(control, "applies", scope, cel::simple(cel::TypeKind::boolean));
  expressions.assume(scope, "applies", out.applies);
  if (const Node check = reader.required(control, "check", "the control")) {
    if (is_manual(check)) {
      static_cast<void>(reader.filled_text(check.find("manual")));
    } else {
      out.check = read_control_check(check, scope, expressions);
    }
  }
  if (const Node asks = control.find("asks")) out.asks = read_asks(asks, scope, expressions);
  if (const Node exceptions = control.find("exceptions")) {
    out.exceptions = read_exceptions(exceptions, out.parameters, scope, expressions);
  }
  if (reader.problems().errors() > errors) return std::nullopt;
  expressions.check_unused(control.find("params"), scope, "unused-parameter", "parameter",
                           "params.");
  expressions.check_unused(control.find("let"), scope, "unused-let", "name");
  out.locals = expressions.locals();
  out.datasets.assign(expressions.datasets().begin(), expressions.datasets().end());
  return out;
}

std::optional<rules::LicenceRule> read_licences(const Node& body, Expressions& expressions) {
  static constexpr std::array<std::string_view, 4> known = {"plans", "subscriptions", "users",
                                                            "includes"};
  Reader& reader = expressions.reader();
  const std::size_t errors = reader.problems().errors();
  rules::LicenceRule out;
  if (!reader.keys(body, "'licences'", known)) return std::nullopt;
  out.plans = expressions.compile_optional(body, "plans", {},
                                           cel::list_of(cel::simple(cel::TypeKind::text)));
  out.subscriptions =
      expressions.compile_optional(body, "subscriptions", {}, cel::simple(cel::TypeKind::list));
  if (const Node users = body.find("users")) {
    std::vector<std::string_view> names;
    for (const tenant::Dataset& dataset : expressions.schema().datasets()) {
      names.push_back(dataset.name);
    }
    if (reader.choice(users, "dataset", names)) out.users = users.text();
  }
  if (const Node includes = body.find("includes"); includes && reader.expect_mapping(includes)) {
    for (const auto& [plan, contained] : includes.pairs()) {
      out.includes.emplace(plan.text(), reader.texts(contained));
    }
    check_licence_cycles(includes, out, reader);
  }
  if (reader.problems().errors() > errors) return std::nullopt;
  return out;
}

}  // namespace stance::catalog
