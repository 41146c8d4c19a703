#pragma once

#include "fixture.hpp"
#include "stance/cel/compile.hpp"
#include "stance/cel/program.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stance::fuzz {

using cel::TypeKind;
using cel::Value;
using cel::Why;

inline constexpr cel::Budget small_budget = {.steps = 200'000, .memory = std::size_t{4} << 20};
inline constexpr cel::Budget large_budget = {.steps = 2'000'000, .memory = std::size_t{64} << 20};

inline Value value_of(const cel::FieldDecl& field, std::size_t row) {
  static constexpr std::array<std::string_view, 3> texts = {"enabled", "",
                                                            "a\xC3\xA4\xF0\x9F\x98\x80"};
  static const std::array<Value, 3> words = {Value::of(texts[0]), Value::of(texts[2]),
                                             Value::unknown(Why::damaged)};
  static const std::array<cel::Entry, 1> pairs = {{{Value::of(texts[0]), Value::of(true)}}};
  if (row == 2) return Value::unknown(Why::field_absent, &field.subject());
  if (field.type.nullable && row == 1) return Value::null();
  const auto number = static_cast<std::int64_t>(row);
  switch (field.type.kind) {
    case TypeKind::boolean: return Value::of(row == 0);
    case TypeKind::integer: return Value::of(number == 1 ? INT64_MIN : std::int64_t{7});
    case TypeKind::real: return Value::of(number == 1 ? -0.0 : 1e308);
    case TypeKind::text: return Value::of(texts[row % texts.size()]);
    case TypeKind::time: return Value::time(1'767'225'600 - number, 999'999'999);
    case TypeKind::span: return Value::span(-number, 5);
    case TypeKind::map: return Value::map(pairs);
    case TypeKind::list:
      if (field.type.element != nullptr && field.type.element->is(TypeKind::text)) {
        return Value::list(std::span(words).first(3 - row));
      }
      return Value::list({});
    default: return row == 0 ? Value::map(pairs) : Value::of(texts[1]);
  }
}

// What an expression sees: the catalog's datasets with three rows each, a long list and a long
// text.
class World {
 public:
  World() : catalog_(load_catalog()), long_(10'000, 'a') {
    scope_.declare("params.limit", cel::simple(TypeKind::integer));
    scope_.declare("asof", cel::simple(TypeKind::time));
    scope_.declare("u", catalog_.schema().find("demo.users")->row->type.type());
    scope_.declare("big", cel::simple(TypeKind::dyn));
    scope_.declare("long", cel::simple(TypeKind::dyn));
    for (std::int64_t i = 0; i < 1000; ++i) big_.push_back(Value::of(i));
  }

  void run(std::string_view text) {
    base::Diagnostics problems;
    auto program =
        cel::compile({.text = text, .file = "x"}, catalog_.environment(), scope_, {}, problems);
    check_printable(problems);
    require(program.has_value() != problems.has_errors(), "a program with errors, or none");
    if (!program) return;
    const std::string first = evaluate(*program, small_budget);
    require(first == evaluate(*program, small_budget), "two runs of a program differ");
    if (first != "true" && first != "false") return;
    require(first == evaluate(*program, large_budget), "more budget turns a verdict");
  }

 private:
  Value record(const cel::RecordType& type, std::size_t row, base::Arena& arena) {
    const cel::Projection& projection = catalog_.environment().projections.of(type);
    Value* slots = arena.array<Value>(projection.fields().size());
    for (std::size_t i = 0; i < projection.fields().size(); ++i) {
      slots[i] = value_of(type.fields()[projection.fields()[i]], row);
    }
    return Value::record(slots);
  }

  std::vector<Value> datasets(base::Arena& arena) {
    std::vector<Value> values;
    for (const tenant::Dataset& dataset : catalog_.schema().datasets()) {
      if (dataset.singleton) {
        values.push_back(record(dataset.row->type, 0, arena));
        continue;
      }
      Value* rows = arena.array<Value>(3);
      for (std::size_t row = 0; row < 3; ++row) rows[row] = record(dataset.row->type, row, arena);
      values.push_back(Value::list({rows, 3}));
    }
    return values;
  }

  std::string evaluate(const cel::Program& program, cel::Budget budget) {
    const std::size_t memory = budget.memory;
    base::Arena data;
    base::Arena arena;
    std::vector<Value> locals(program.locals() + 5);
    locals[0] = Value::of(std::int64_t{10});
    locals[1] = Value::time(1'767'225'600, 0);
    locals[2] = record(catalog_.schema().find("demo.users")->row->type, 0, data);
    locals[3] = Value::list(big_);
    locals[4] = Value::of(std::string_view(long_));
    const std::vector<Value> rows = datasets(data);
    cel::Frame frame{locals, rows, arena, budget};
    const Value value = program.run(frame);
    require(arena.bytes() <= 4 * memory, "the memory budget did not hold");
    if (value.is(false)) {
      const cel::Trace trace = program.explain(frame);
      check_printable(trace.actual + trace.expected);
    }
    return cel::to_text(value);
  }

  catalog::Catalog catalog_;
  cel::Scope scope_;
  std::vector<Value> big_;
  std::string long_;
};

// The world of all runs. Projections grow with every expression; now and then it begins anew.
inline World& world() {
  static std::optional<World> current;
  static std::size_t runs = 0;
  if (runs++ % 10'000 == 0) current.emplace();
  return *current;
}

}  // namespace stance::fuzz
