#include "parameter_reader.hpp"

#include "constant.hpp"
#include "stance/base/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::catalog {

namespace {

constexpr std::array<std::string_view, 4> long_keys = {"default", "min", "max", "description"};

// A mapping is the long form when it has any key of it; otherwise it is a value.
bool is_long_form(const Node& body) {
  return std::ranges::any_of(
      long_keys, [&](std::string_view key) { return static_cast<bool>(body.find(key)); });
}

// The default with the keys that the override has; a problem for other keys.
cel::Value merged(const Node& name, const cel::Value& fallback, const cel::Value& value,
                  base::Arena& arena, Reader& reader) {
  const std::span<const cel::Entry> old = fallback.pairs();
  cel::Entry* entries = arena.array<cel::Entry>(old.size());
  std::ranges::copy(old, entries);
  std::vector<std::string_view> known;
  known.reserve(old.size());
  for (const cel::Entry& entry : old) known.push_back(entry.key.text());
  for (const cel::Entry& entry : value.pairs()) {
    const auto found = std::ranges::find(known, entry.key.text());
    if (found == known.end()) {
      reader.error(name, "parameter-value",
                   fmt::format("parameter '{}' has no '{}'", name.text(), entry.key.text()),
                   fmt::format("one of {}", fmt::join(known, ", ")));
    } else {
      entries[found - known.begin()].value = entry.value;
    }
  }
  return cel::Value::map({entries, old.size()});
}

// The override as a value; a problem when it is no JSON or of another type than the default.
std::optional<cel::Value> read_override(const Node& name, const std::string& json,
                                        const cel::Value& fallback, base::Arena& arena,
                                        Reader& reader) {
  const auto document = base::json::Document::parse(base::Buffer::copy_of(json), "a parameter");
  if (!document) {
    reader.error(name, "parameter-value",
                 fmt::format("the value given for parameter '{}' is no JSON: {}", name.text(),
                             document.error().message));
    return std::nullopt;
  }
  cel::Value value = constant(document->root(), arena);
  const bool widened = fallback.kind == cel::Kind::real && value.kind == cel::Kind::integer;
  if (widened) value = cel::Value::of(static_cast<double>(value.integer));
  const bool maps = value.kind == cel::Kind::map && fallback.kind == cel::Kind::map;
  if (maps) value = merged(name, fallback, value, arena, reader);
  const cel::Type found = type_of(value);
  const cel::Type wanted = type_of(fallback);
  if (found.kind == wanted.kind && cel::compatible(found, wanted)) return value;
  reader.error(name, "parameter-value",
               fmt::format("parameter '{}' is {}, the value given for it is {}", name.text(),
                           cel::to_text(wanted), cel::to_text(found)));
  return std::nullopt;
}

double as_number(const cel::Value& value) {
  return value.kind == cel::Kind::real ? value.real : static_cast<double>(value.integer);
}

void check_bounds(const Node& name, const Node& body, const cel::Value& value, Reader& reader) {
  const Node min = body.find("min");
  const Node max = body.find("max");
  if (!min && !max) return;
  if (value.kind != cel::Kind::integer && value.kind != cel::Kind::real) {
    return reader.error(name, "parameter-bounds",
                        fmt::format("parameter '{}' has bounds but is no number", name.text()));
  }
  const auto low = min ? reader.number(min) : std::nullopt;
  const auto high = max ? reader.number(max) : std::nullopt;
  const double number = as_number(value);
  if (low && number < *low) {
    reader.error(name, "parameter-bounds",
                 fmt::format("parameter '{}' is {}, the least is {}", name.text(), number, *low));
  }
  if (high && number > *high) {
    reader.error(name, "parameter-bounds",
                 fmt::format("parameter '{}' is {}, the most is {}", name.text(), number, *high));
  }
}

std::optional<rules::Parameter> read_parameter(const Node& name, const Node& body,
                                               const Overrides& overrides, base::Arena& arena,
                                               Reader& reader) {
  const bool long_form = is_long_form(body);
  if (!is_identifier(name.text())) {
    reader.error(name, "bad-name", fmt::format("'{}' is no name of a parameter", name.text()),
                 "letters, digits and '_', not beginning with a digit");
  }
  if (long_form && !reader.keys(body, "a parameter", long_keys)) return std::nullopt;
  const Node fallback = long_form ? reader.required(body, "default", "the parameter") : body;
  if (!fallback) return std::nullopt;
  rules::Parameter out{.name = std::string(name.text()), .value = constant(fallback, arena)};
  if (fallback.is_null()) {
    reader.error(name, "parameter-value", fmt::format("parameter '{}' has no value", name.text()));
  }
  if (const Node text = long_form ? body.find("description") : Node()) {
    out.description = reader.filled_text(text).value_or("");
  }
  if (const auto found = overrides.find(out.name); found != overrides.end()) {
    const auto value = read_override(name, found->second, out.value, arena, reader);
    if (!value) return out;
    out.value = *value;
  }
  if (long_form) check_bounds(name, body, out.value, reader);
  return out;
}

void check_overrides(const Node& control, const Overrides& overrides,
                     const std::vector<rules::Parameter>& parameters, Reader& reader) {
  for (const auto& [name, json] : overrides) {
    if (std::ranges::find(parameters, name, &rules::Parameter::name) != parameters.end()) continue;
    reader.error(control, "unknown-parameter",
                 fmt::format("the control has no parameter '{}'", name));
  }
}

}  // namespace

std::vector<rules::Parameter> read_parameters(const Node& control, const Overrides& overrides,
                                              cel::Environment& environment, Reader& reader) {
  std::vector<rules::Parameter> out;
  const Node params = control.find("params");
  if (params && reader.expect_mapping(params)) {
    for (const auto& [name, body] : params.pairs()) {
      auto parameter = read_parameter(name, body, overrides, environment.constants, reader);
      if (parameter) out.push_back(*std::move(parameter));
    }
  }
  check_overrides(control, overrides, out, reader);
  return out;
}

cel::Scope declare_parameters(const std::vector<rules::Parameter>& parameters) {
  cel::Scope scope;
  for (const rules::Parameter& parameter : parameters) {
    scope.declare(fmt::format("params.{}", parameter.name), type_of(parameter.value),
                  parameter.value);
  }
  scope.declare("asof", cel::simple(cel::TypeKind::time));
  return scope;
}

}  // namespace stance::catalog
