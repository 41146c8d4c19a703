#include "exceptions.hpp"

#include "fixture.hpp"

#include <fmt/format.h>

using namespace stance;
using namespace stance::evaluate::test;

namespace {

// "parameter: name=[texts] ...; added texts".
std::string declarable(const model::Finding& finding) {
  if (!finding.declarable) return fmt::format("{}: nothing", name(finding.outcome));
  std::string out = finding.declarable->parameter + ":";
  for (const model::Declarable::List& list : finding.declarable->lists) {
    out += fmt::format(" {}=[{}]", list.name, fmt::join(list.texts, ", "));
  }
  return fmt::format("{}; added {}", out, fmt::join(finding.declarable->added, ", "));
}

std::string rows_named(std::string_view good, std::string_view bad) {
  return fmt::format(R"([{{"id": "{}", "good": true}}, {{"id": "{}", "good": false}}])", good, bad);
}

}  // namespace

TEST_CASE("what could be declared is the least that meets the control") {
  const std::string control =
      "params: {approved: {default: [old]}}\n"
      "check:\n  each:\n    in: demo.rows\n    empty: met\n    as: r\n"
      "    pass: r.good || r.id in params.approved\n"
      "exceptions: {approved: ";
  struct Case {
    std::string proposals, rows, told;
  };
  const std::string undeclared = "'[params.approved + demo.rows.filter(r, !r.good).map(r, r.id)]'";
  const Case cases[] = {
      {undeclared, rows_named("a", "b"), "approved: =[old, b]; added b"},
      {undeclared, rows_named("a", "old"), "met: nothing"},
      {undeclared, R"([{"id": "a", "good": false}])", "approved: =[old, a]; added a"},
      {undeclared, R"([{"id": "a"}])", "not_assessed: nothing"},
      {undeclared, R"([{"id": "a"}, {"id": "b", "good": false}, {"id": "c", "good": true}])",
       "partial: nothing"},
      // The first that is enough, after those with less to declare.
      {"\"[['b', 'c'], ['z'], ['old', 'b'], ['b', 'y']]\"", rows_named("a", "b"),
       "approved: =[old, b]; added b"},
      {"\"[['b', 'b', 'c']]\"", rows_named("a", "b"), "approved: =[b, c]; added b, c"},
      {"\"[['z'], [], ['old']]\"", rows_named("a", "b"), "partial: nothing"},
      {"\"[[1], {'a': 'b'}, {'a': ['b']}]\"", rows_named("a", "b"), "partial: nothing"},
      {"'[demo.rows.map(r, r.good)]'", rows_named("a", "b"), "partial: nothing"},
  };
  for (const Case& c : cases) {
    Bench bench(control + c.proposals + "}\n");
    CAPTURE(c.proposals, c.rows);
    CHECK(declarable(bench.judge({{"demo.rows", c.rows}})) == c.told);
  }
}

TEST_CASE("a parameter of several lists is declared as a whole") {
  Bench bench(
      "params: {approved: {default: {users: [u], groups: []}}}\n"
      "check:\n  each:\n    in: demo.rows\n    empty: met\n    as: r\n"
      "    pass: r.good || r.id in params.approved.users || r.id in params.approved.groups\n"
      "exceptions:\n  approved: |\n"
      "    [{'users': params.approved.users + ['b'], 'groups': ['b', 'g']}]\n");
  CHECK(declarable(bench.judge({{"demo.rows", rows_named("a", "b")}})) ==
        "approved: users=[u, b] groups=[b, g]; added b, b, g");
}

TEST_CASE("no more than sixteen values are tried") {
  std::string proposals;
  for (int i = 0; i < 16; ++i) proposals += fmt::format("['x{}'], ", i);
  const std::string control =
      "params: {approved: {default: []}}\n"
      "check:\n  each:\n    in: demo.rows\n    empty: met\n    as: r\n"
      "    pass: r.good || r.id in params.approved\n"
      "exceptions: {approved: \"[";
  const Bench::Rows rows = {{"demo.rows", rows_named("a", "b")}};
  Bench late(control + proposals + "['b']]\"}\n");
  CHECK(declarable(late.judge(rows)) == "partial: nothing");
  Bench early(control + "['b'], " + proposals + "]\"}\n");
  CHECK(declarable(early.judge(rows)) == "approved: =[b]; added b");
}
