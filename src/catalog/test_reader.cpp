#include "test_reader.hpp"

#include "stance/cel/mutants.hpp"
#include "stance/model/finding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace stance::catalog {

namespace {

using rules::Test;
using tenant::Dataset;
using tenant::Schema;

constexpr std::array<std::string_view, 7> outcomes = {
    "met", "partial", "unmet", "not_assessed", "not_applicable", "not_licensed", "manual"};

std::vector<std::string_view> dataset_names(const Schema& schema) {
  std::vector<std::string_view> out;
  for (const Dataset& dataset : schema.datasets()) out.push_back(dataset.name);
  return out;
}

void read_rows(const Node& node, const Schema& schema, Test& test, Reader& reader) {
  if (!reader.expect_mapping(node)) return;
  for (const auto& [name, rows] : node.pairs()) {
    const Dataset* dataset = schema.find(name.text());
    if (dataset == nullptr) {
      reader.unknown_name(name, "unknown-dataset", "dataset", dataset_names(schema));
    } else if (dataset->singleton && rows.is_mapping()) {
      test.rows.emplace(name.text(), fmt::format("[{}]", plain_json(rows)));
    } else if (reader.expect_list(rows)) {
      test.rows.emplace(name.text(), plain_json(rows));
    }
  }
}

// Digits in the shape of YYYY-MM-DD.
bool is_date(std::string_view text) {
  constexpr std::string_view shape = "dddd-dd-dd";
  return std::ranges::equal(text, shape, [](char c, char wanted) {
    return wanted == 'd' ? c >= '0' && c <= '9' : c == wanted;
  });
}

void read_parameters(const Node& node, const Node& control, Test& test, Reader& reader) {
  if (!reader.expect_mapping(node)) return;
  std::vector<std::string_view> known;
  const auto declared = control.find("params").pairs();
  known.reserve(declared.size());
  for (const auto& [name, body] : declared) known.push_back(name.text());
  for (const auto& [name, value] : node.pairs()) {
    if (std::ranges::find(known, name.text()) == known.end()) {
      reader.unknown_name(name, "unknown-parameter", "parameter", known);
    } else {
      test.parameters.emplace(name.text(), plain_json(value));
    }
  }
}

// "dataset" or "dataset.field".
bool names_dataset(std::string_view text, const Schema& schema) {
  while (true) {
    if (schema.find(text) != nullptr) return true;
    const std::size_t dot = text.rfind('.');
    if (dot == std::string_view::npos) return false;
    text = text.substr(0, dot);
  }
}

void read_missing(const Node& node, const Schema& schema, Test& test, Reader& reader) {
  test.expect.missing = reader.texts(node);
  std::ranges::sort(*test.expect.missing);
  for (const Node& item : node.items()) {
    if (item.is_scalar() && !names_dataset(item.text(), schema)) {
      reader.unknown_name(item, "unknown-dataset", "dataset", dataset_names(schema));
    }
  }
}

void read_asks(const Node& node, const Node& control, Test& test, Reader& reader) {
  if (!reader.expect_mapping(node)) return;
  std::vector<std::string_view> known;
  for (const auto& [name, body] : control.find("asks").pairs()) known.push_back(name.text());
  for (const auto& [name, outcome] : node.pairs()) {
    const auto reference = reader.choice(name, "reference", known);
    const auto index = reader.choice(outcome, "outcome", outcomes);
    if (reference && index) test.expect.asks.emplace(name.text(), outcomes.at(*index));
  }
}

void read_expectation(const Node& node, const Node& control, const Schema& schema, Test& test,
                      Reader& reader) {
  static constexpr std::array<std::string_view, 6> known = {"outcome", "credit", "failed",
                                                            "missing", "asks",   "declare"};
  if (!reader.keys(node, "'expect'", known)) return;
  if (const Node outcome = reader.required(node, "outcome", "'expect'")) {
    const auto index = reader.choice(outcome, "outcome", outcomes);
    if (index) test.expect.outcome = outcomes.at(*index);
  }
  if (const Node credit = node.find("credit")) {
    test.expect.credit = reader.thousandths(credit);
    if (test.expect.credit && (*test.expect.credit < 0 || *test.expect.credit > rules::one)) {
      reader.error(credit, "out-of-range", "a credit lies between 0 and 1");
    }
  }
  if (const Node failed = node.find("failed")) {
    test.expect.failed = reader.texts(failed);
    std::ranges::sort(*test.expect.failed);
  }
  if (const Node missing = node.find("missing")) read_missing(missing, schema, test, reader);
  if (const Node asks = node.find("asks")) read_asks(asks, control, test, reader);
  if (const Node declare = node.find("declare")) test.expect.declare = reader.texts(declare);
}

std::optional<Test> read_test(const Node& node, const Node& control, const Schema& schema,
                              Reader& reader) {
  static constexpr std::array<std::string_view, 6> known = {"name",  "params", "plans",
                                                            "as_of", "rows",   "expect"};
  const std::size_t errors = reader.problems().errors();
  if (!reader.keys(node, "a test", known)) return std::nullopt;
  Test test;
  if (const Node name = reader.required(node, "name", "the test")) {
    test.name = reader.filled_text(name).value_or("");
  }
  if (const Node params = node.find("params")) read_parameters(params, control, test, reader);
  if (const Node plans = node.find("plans")) test.plans = reader.texts(plans);
  if (const Node as_of = node.find("as_of")) {
    test.as_of = reader.text(as_of).value_or("");
    if (!is_date(test.as_of)) {
      reader.error(as_of, "bad-date", fmt::format("'{}' is no date", test.as_of),
                   "such as 2026-01-31");
    }
  }
  if (const Node rows = node.find("rows")) read_rows(rows, schema, test, reader);
  if (const Node expect = reader.required(node, "expect", "the test")) {
    read_expectation(expect, control, schema, test, reader);
  }
  test.file = node.file().name;
  test.line = node.line();
  test.column = node.column();
  if (reader.problems().errors() > errors) return std::nullopt;
  return test;
}

std::optional<Survivor> read_survivor(const Node& node, Reader& reader) {
  static constexpr std::array<std::string_view, 3> known = {"change", "in", "because"};
  const std::size_t errors = reader.problems().errors();
  if (!reader.keys(node, "a survivor", known)) return std::nullopt;
  std::array<std::string, known.size()> texts;
  for (std::size_t i = 0; i < known.size(); ++i) {
    const Node text = reader.required(node, known.at(i), "the survivor");
    if (text) texts.at(i) = reader.filled_text(text).value_or("");
  }
  if (reader.problems().errors() > errors) return std::nullopt;
  return Survivor{.change = texts[0],
                  .fragment = cel::in_one_line(texts[1]),
                  .position = {node.file().name, node.line(), node.column()},
                  .source_line = std::string(line_of(node.file().text, node.line()))};
}

}  // namespace

std::vector<Survivor> read_survivors(const Node& control, Reader& reader) {
  std::vector<Survivor> out;
  const Node list = control.find("survivors");
  if (!list || !reader.expect_list(list)) return out;
  for (const Node& item : list.items()) {
    if (auto survivor = read_survivor(item, reader)) out.push_back(*std::move(survivor));
  }
  return out;
}

std::vector<Test> read_tests(const Node& control, const Schema& schema, Reader& reader) {
  std::vector<Test> out;
  const Node list = control.find("tests");
  if (!list || !reader.expect_list(list)) return out;
  for (const Node& item : list.items()) {
    auto test = read_test(item, control, schema, reader);
    if (!test) continue;
    if (std::ranges::find(out, test->name, &Test::name) != out.end()) {
      reader.error(item, "duplicate-name", fmt::format("a second test is named '{}'", test->name));
    }
    out.push_back(*std::move(test));
  }
  return out;
}

}  // namespace stance::catalog
