#include "build.hpp"
#include "stance/base/sha256.hpp"
#include "stance/compare/fleet.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::compare;

namespace {

const std::string hash(64, 'a');

// An assessment with what a summary is taken from.
std::string assessment(const std::string& controls, const std::string& datasets,
                       const std::string& gates = "") {
  return R"({
  "schema": "stance.assessment/1",
  "tool": {"name": "stance", "version": "0.1.0", "build": "abc"},
  "tenant": {"id": "t", "name": "Contoso"},
  "as_of": "2026-01-31",
  "catalog": {"sha256": "c"},
  "profile": {"sha256": "p"},
  "score": {"points": 140.62, "max": 266, "percent": 52.86, "verified": {"percent": 50},
            "coverage": 56.11},
  "categories": [{"category": "data", "percent": null}, {"category": "identity", "percent": 47.2},
                 {"category": "apps", "percent": 47.2}, {"category": "device", "percent": 99}],
  "controls": [)" +
         controls + R"(],
  "recommendations": [{"control": "a", "title": "A", "gain": 9.5}, {"control": "b"}],
  "datasets": [)" +
         datasets + R"(],
  "gate": {"reasons": ["too low"], "gates": [)" +
         gates + "]}\n}\n";
}

std::string control(const std::string& id, const std::string& outcome, const std::string& status,
                    const std::string& high) {
  return R"({"id": ")" + id + R"(", "title": "Title of )" + id + R"(", "outcome": ")" + outcome +
         R"(", "status": ")" + status + R"(", "credit_high": )" + high + "}";
}

std::string line(const std::string& name, const std::string& sha256) {
  return R"({"schema":"stance.tenant/1","name":")" + name +
         R"(","error":null,"tenant":{"id":null,"name":null},"as_of":null,"score":{"points":0,)"
         R"("max":0,"percent":null,"verified":{"percent":null},"coverage":null},)"
         R"("worst_category":null,"top_gap":null,"gate":{"outcome":null,"reasons":[]},)"
         R"("tool":{"version":"0.1.0","build":"abc"},"catalog":{"sha256":"c"},"profile":null,)"
         R"("failing":[{"control":"a","title":"A"}],"holding":["b"],"gaps":true,"sha256":")" +
         sha256 + R"(","key":"k"})";
}

std::string failure(const std::string& text) {
  const auto read = read_results(text, "x.json", "x");
  REQUIRE_FALSE(read);
  return base::render(read.error());
}

}  // namespace

TEST_CASE("a summary of an assessment") {
  const std::string text =
      assessment(control("a", "unmet", "to_address", "0") + "," +
                     control("b", "partial", "partially_completed", "0.5") + "," +
                     control("c", "met", "completed", "1") + "," +
                     control("d", "unmet", "risk_accepted", "0") + "," +
                     control("e", "unmet", "planned", "0") + "," +
                     control("f", "not_assessed", "not_assessed", "0.999999999") + "," +
                     control("g", "not_assessed", "not_assessed", "1") + "," +
                     control("h", "manual", "manual", "null") + "," +
                     control("i", "manual", "attested", "null") + "," +
                     control("j", "not_licensed", "not_licensed", "null"),
                 R"({"state": "damaged"}, {"state": "present"})",
                 R"({"outcome": "held"}, {"outcome": "undecided"}, {"outcome": "held"})");
  const auto read = read_results(text, "x.json", "contoso");
  REQUIRE(read);
  const model::TenantSummary expected = {.name = "contoso",
                                         .tenant_id = "t",
                                         .tenant_name = "Contoso",
                                         .as_of = "2026-01-31",
                                         .tool_version = "0.1.0",
                                         .tool_build = "abc",
                                         .catalog = "c",
                                         .profile = "p",
                                         .points = 14'062,
                                         .max = 26'600,
                                         .score = 5'286,
                                         .verified = 5'000,
                                         .coverage = 5'611,
                                         .worst = model::CategoryScore{"identity", 4'720},
                                         .top_gap = model::TopGap{{"a", "A"}, 950},
                                         .failing = {{"a", "Title of a"},
                                                     {"b", "Title of b"},
                                                     {"e", "Title of e"},
                                                     {"f", "Title of f"}},
                                         .holding = {"c", "d", "i"},
                                         .gate = model::GateOutcome::undecided,
                                         .gate_reasons = {"too low"},
                                         .gaps = true,
                                         .sha256 = base::sha256_hex(text)};
  CHECK(*read == std::vector{expected});
}

TEST_CASE("an assessment without data is no result") {
  const auto read = read_results(
      assessment("", R"({"state": "failed"})", R"({"outcome": "failed"})"), "x.json", "contoso");
  REQUIRE(read);
  model::TenantSummary expected = failed("contoso", "no dataset in the inputs could be read");
  expected.gate = model::GateOutcome::failed;
  expected.gate_reasons = {"too low"};
  CHECK(read->front() == expected);
}

TEST_CASE("lines of a fleet") {
  const auto read =
      read_results(line("a", hash) + "\n\r\n" +
                       R"({"schema":"stance.tenant/1","name":"b","error":"cannot open 'b'",)"
                       R"("gate":{"outcome":"failed","reasons":["x"]}})" +
                       "\n" + line("c", hash),
                   "fleet.ndjson", "fleet");
  REQUIRE(read);
  REQUIRE(read->size() == 3);
  model::TenantSummary first;
  first.name = "a";
  first.tool_version = "0.1.0";
  first.tool_build = "abc";
  first.catalog = "c";
  first.failing = {{"a", "A"}};
  first.holding = {"b"};
  first.gaps = true;
  first.sha256 = hash;
  first.key = "k";
  CHECK(read->at(0) == first);
  model::TenantSummary second = failed("b", "cannot open 'b'");
  second.gate = model::GateOutcome::failed;
  second.gate_reasons = {"x"};
  CHECK(read->at(1) == second);
  CHECK(read->at(2).name == "c");
  const auto one = read_results(line("a", hash), "fleet.ndjson", "fleet");
  REQUIRE(one);
  CHECK(*one == std::vector{first});
}

TEST_CASE("what is no result is an error with file, line and path") {
  const std::string hint =
      "\nhint: results are what 'stance assess --format json' and 'stance fleet' write\n";
  CHECK(failure("[]") == "x.json: error: the document is an array, expected an object" + hint);
  CHECK(failure("{}") == "x.json: error: /schema is missing, expected a text" + hint);
  CHECK(failure(R"({"schema": "stance.assessment/2"})") ==
        "x.json: error: /schema is 'stance.assessment/2', expected 'stance.assessment/1' or "
        "'stance.tenant/1'" +
            hint);
  CHECK(failure(R"({"schema": "stance.fleet/1"})") ==
        "x.json: error: /schema is 'stance.fleet/1', expected 'stance.assessment/1' or "
        "'stance.tenant/1'\n"
        "hint: give the fleet.ndjson beside the results: a roll-up cannot be taken apart\n");
  CHECK(failure(R"({"schema": "stance.assessment/1"})") ==
        "x.json: error: /tenant is missing, expected an object" + hint);
  CHECK(failure(assessment(control("a", "good", "completed", "1"), "")) ==
        "x.json: error: /controls/0/outcome is 'good', expected an outcome" + hint);
  CHECK(failure(assessment("", "", R"({"outcome": "well"})")) ==
        "x.json: error: /gate/gates/0/outcome is 'well', expected held, failed or undecided" +
            hint);
  CHECK(failure(line("a", hash) + "\n" + line("b", "AB") + "\n") ==
        "x.json:2: error: /sha256 is 'AB', expected a SHA-256" + hint);
  std::string dated = line("a", hash);
  dated.replace(dated.find(R"("as_of":null)"), 12, R"("as_of":"soon")");
  CHECK(failure(dated) == "x.json: error: /as_of is 'soon', expected a day or null" + hint);
  CHECK(failure(line("a", hash) + "\n{\"a\": }\n").starts_with("x.json:2:"));
  CHECK(failure("").starts_with("x.json"));
}
