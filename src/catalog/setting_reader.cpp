#include "setting_reader.hpp"

#include "check_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::catalog {

namespace {

using cel::TypeKind;

constexpr std::string_view row = "row";

std::string literal(const Node& node) {
  const std::string json = plain_json(node);
  // Numbers, booleans and null are written as in JSON; texts have quotes and escapes of their own.
  return json.starts_with('"') ? text_literal(node.text()) : json;
}

// The condition, or nothing when `expected` is wrong.
std::optional<std::string> condition(const std::string& value, const Node& expected,
                                     Reader& reader) {
  static constexpr std::array<std::string_view, 2> bounds = {"min", "max"};
  if (expected.is_sequence()) {
    std::string list;
    for (const Node& item : expected.items()) {
      list += fmt::format("{}{}", list.empty() ? "" : ", ", literal(item));
    }
    return fmt::format("{} in [{}]", value, list);
  }
  if (!expected.is_mapping()) return fmt::format("{} == {}", value, literal(expected));
  if (!reader.keys(expected, "'expected'", bounds)) return std::nullopt;
  std::string out;
  for (const auto& [key, bound] : expected.pairs()) {
    if (!reader.number(bound)) return std::nullopt;
    out += fmt::format("{}{} {} {}", out.empty() ? "" : " && ", value,
                       key.text() == "min" ? ">=" : "<=", bound.text());
  }
  if (out.empty()) reader.error(expected, "check-form", "'expected' has none of min, max");
  return out.empty() ? std::nullopt : std::optional(out);
}

const tenant::Dataset* find_dataset(const Node& node, Expressions& expressions) {
  const tenant::Dataset* found = expressions.schema().find(node.text());
  if (found != nullptr) return found;
  std::vector<std::string_view> known;
  for (const tenant::Dataset& dataset : expressions.schema().datasets()) {
    known.push_back(dataset.name);
  }
  expressions.reader().unknown_name(node, "unknown-dataset", "dataset", known);
  return nullptr;
}

bool has_field(const Node& node, const tenant::Dataset& dataset, Reader& reader) {
  if (dataset.row->type.find(node.text()) != nullptr) return true;
  std::vector<std::string_view> known;
  for (const cel::FieldDecl& field : dataset.row->type.fields()) known.push_back(field.path);
  reader.unknown_name(node, "unknown-field", "field", known);
  return false;
}

std::string key_expression(const tenant::Dataset& dataset) {
  return dataset.key.empty() ? text_literal(dataset.name) : fmt::format("{}.{}", row, dataset.key);
}

}  // namespace

std::optional<rules::Check> read_setting(const Node& body, const cel::Scope& outer,
                                         Expressions& expressions) {
  static constexpr std::array<std::string_view, 4> known = {"dataset", "field", "expected",
                                                            "empty"};
  Reader& reader = expressions.reader();
  if (!reader.keys(body, "'setting'", known)) return std::nullopt;
  const Node name = reader.required(body, "dataset", "'setting'");
  const Node field = reader.required(body, "field", "'setting'");
  const Node expected = reader.required(body, "expected", "'setting'");
  if (!name || !field || !expected) return std::nullopt;
  const tenant::Dataset* dataset = find_dataset(name, expressions);
  if (dataset == nullptr || !has_field(field, *dataset, reader)) return std::nullopt;

  cel::Scope scope = outer;
  const std::uint32_t local = scope.declare(std::string(row), dataset->row->type.type());
  expressions.use_locals(scope);
  expressions.use_dataset(dataset->index);
  const std::string value = fmt::format("{}.{}", row, field.text());
  const auto text = condition(value, expected, reader);
  // A setting that is nowhere is not known; a list of objects may say otherwise.
  auto empty = rules::Empty::not_assessed;
  if (body.find("empty")) empty = read_empty(body, reader).value_or(empty);
  auto pass = text
                  ? expressions.compile_text(*text, expected, scope, cel::simple(TypeKind::boolean))
                  : std::nullopt;
  auto key =
      expressions.compile_text(key_expression(*dataset), name, scope, cel::simple(TypeKind::text));
  auto shown = expressions.compile_text(value, field, scope, {});
  if (!pass || !key || !shown) return std::nullopt;
  rules::Each each{.population = {.in = dataset->index, .row_local = local, .key = *std::move(key)},
                   .row = rules::Pass{*std::move(pass)}};
  each.population.show.push_back({std::string(field.text()), *std::move(shown)});
  each.empty = empty;
  return each;
}

}  // namespace stance::catalog
