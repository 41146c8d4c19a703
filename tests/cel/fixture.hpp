#pragma once

#include "stance/cel/compile.hpp"
#include "stance/cel/program.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace stance::cel::test {

// A small schema (one dataset of policies, one singleton) and variables to try expressions on.
struct Fixture {
  Fixture() : policy("demo.policies", 0), settings("demo.settings", 1) {
    const Type text = simple(TypeKind::text);
    add(policy, "id", text);
    policy.add({.path = "state",
                .type = text,
                .words = {"enabled", "disabled"},
                .closed = true,
                .dataset = "demo.policies"});
    add(policy, "users.include", list_of(text));
    add(policy, "count", simple(TypeKind::integer));
    add(policy, "on", simple(TypeKind::boolean));
    policy.finish();
    settings.add({.path = "level",
                  .type = text,
                  .words = {"low", "high"},
                  .closed = false,
                  .dataset = "demo.settings"});
    settings.finish();
    environment.datasets["demo.policies"] = {0, &policy, false, false};
    environment.datasets["demo.settings"] = {1, &settings, true, false};
    environment.datasets["demo.many"] = {2, &policy, false, true};
    scope.declare("params.limit", simple(TypeKind::integer));
    scope.declare("asof", simple(TypeKind::time));
    scope.declare("p", policy.type());
  }

  static void add(RecordType& record, std::string path, Type type) {
    record.add({.path = std::move(path), .type = type, .dataset = "demo.policies"});
  }

  void define(std::string name, std::vector<std::string> parameters, std::string_view body) {
    environment.functions[std::move(name)] = {std::move(parameters), {.text = body, .file = "x"}};
  }

  std::optional<Program> compile(std::string_view text, Type expected = {}) {
    problems = {};
    return cel::compile({.text = text, .file = "x"}, environment, scope, expected, problems);
  }

  // The diagnostics of a text, rendered; the name of the file, "x", is left out.
  std::string errors(std::string_view text, Type expected = {}) {
    (void)compile(text, expected);
    problems.sort();
    std::string all;
    for (const auto& problem : problems.all()) all += base::render(problem).substr(1);
    return all;
  }

  // A row of demo.policies in the order of the projection; unnamed fields are absent.
  Value row(const std::vector<std::pair<std::string_view, Value>>& fields) {
    const Projection& projection = environment.projections.of(policy);
    Value* slots = arena.array<Value>(projection.fields().size());
    for (std::size_t i = 0; i < projection.fields().size(); ++i) {
      const FieldDecl& field = policy.fields()[projection.fields()[i]];
      slots[i] = Value::unknown(Why::field_absent, &field.subject());
      for (const auto& [path, value] : fields) {
        if (path == field.path) slots[i] = value;
      }
    }
    return Value::record(slots);
  }

  Value run(const Program& program, Value p = Value::unknown(Why::dataset_absent)) {
    std::vector<Value> locals(program.locals() + 3);
    locals[0] = Value::of(std::int64_t{10});
    locals[1] = Value::time(1'767'225'600, 0);  // 2026-01-01
    locals[2] = p;
    std::vector<Value> datasets = {policies, Value::record(&level), Value{}};
    Frame frame{locals, datasets, arena, budget};
    return program.run(frame);
  }

  // The value of an expression as text, or its diagnostics.
  std::string eval(std::string_view text, Value p = Value::unknown(Why::dataset_absent)) {
    const auto program = compile(text);
    if (!program) return errors(text);
    return to_text(run(*program, p));
  }

  RecordType policy;
  RecordType settings;
  Environment environment;
  Scope scope;
  base::Diagnostics problems;
  base::Arena arena;
  Budget budget;
  Value policies = Value::list({});
  Value level = Value::of(std::string_view("low"));
};

}  // namespace stance::cel::test
