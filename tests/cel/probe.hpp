#pragma once

#include "fixture.hpp"
#include "reference.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace stance::cel::test {

// Runs one expression over variables a, b, c and d of any type; nothing the compiler knows about
// them can take a case out of the tables.
class Probe {
 public:
  explicit Probe(std::string text) : text_(std::move(text)) {
    for (const char* name : {"a", "b", "c", "d"}) {
      locals_.push_back(fixture_.scope.declare(name, simple(TypeKind::dyn)));
    }
    const std::string problems = fixture_.errors(text_);
    program_ = fixture_.compile(text_);
    if (!program_) FAIL(problems);
  }

  // What the expression gives for values of the variables.
  std::string operator()(std::span<const Value> operands) {
    std::vector<Value> locals(program_->locals() + locals_.size());
    for (std::size_t i = 0; i < operands.size(); ++i) locals[locals_[i]] = operands[i];
    base::Arena arena;
    Budget budget;
    Frame frame{locals, {}, arena, budget};
    return told(program_->run(frame));
  }

  void expect(const std::vector<Ref>& operands, const Ref& wanted) {
    Maker make;
    std::vector<Value> values;
    values.reserve(operands.size());
    for (const Ref& operand : operands) values.push_back(make(operand));
    const std::string found = (*this)(values);
    if (found == told(wanted)) {
      SUCCEED();
      return;
    }
    std::string given;
    for (const Ref& operand : operands) given += "\n  " + told(operand);
    FAIL_CHECK(text_ << " with" << given << "\nis " << found << "\nnot " << told(wanted));
  }

 private:
  std::string text_;
  Fixture fixture_;
  std::vector<std::uint32_t> locals_;
  std::optional<Program> program_;
};

// Every operand has unknowns of its own: `u` is one, `m` is in a list or map, `l` says why a list
// may be longer. No two operands share a reason.
struct Unknowns {
  Ref whole;
  Ref member;
  std::string longer;
};

inline Unknowns unknowns(std::size_t place) {
  static const std::array<Unknowns, 4> all = {{
      {unknown("field_absent of u0"), unknown("damaged of m0"), "open_list of l0"},
      {unknown("dataset_failed of u1"), unknown("no_key of m1"), "dataset_absent of l1"},
      {unknown("dataset_damaged of u2"), unknown("range of m2"), "damaged of l2"},
      {unknown("open_list of u3"), unknown("field_absent of m3"), "no_key of l3"},
  }};
  return all[place];
}

// What an operation on two values should give.
using Two = Ref (*)(const Ref& a, const Ref& b, const Own& own);

}  // namespace stance::cel::test
