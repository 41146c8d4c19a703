#include "program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <sstream>

using namespace stance::samples;
using nlohmann::json;

namespace {

// One line of scubagear-verdicts.tsv.
struct Row {
  std::string exported, control, requirement, outcome, credit, reference, reason;
};

std::vector<std::string> columns_of(const std::string& line) {
  std::vector<std::string> columns;
  std::stringstream in(line);
  for (std::string column; std::getline(in, column, '\t');) columns.push_back(column);
  return columns;
}

std::vector<Row> read_table() {
  std::vector<Row> rows;
  std::stringstream in(read(fs::path(STANCE_SOURCE_DIR) / "tests/samples/scubagear-verdicts.tsv"));
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string> c = columns_of(line);
    INFO(line);
    REQUIRE(c.size() == 7);
    rows.push_back({c[0], c[1], c[2], c[3], c[4], c[5], c[6]});
  }
  return rows;
}

std::vector<Row> rows_of(const std::string& exported) {
  std::vector<Row> rows;
  for (const Row& row : read_table()) {
    if (row.exported == exported) rows.push_back(row);
  }
  return rows;
}

// "3/26" or "1"
double fraction(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return std::stod(text);
  return std::stod(text.substr(0, slash)) / std::stod(text.substr(slash + 1));
}

bool is_credit(const json& value, const std::string& text) {
  return value.is_number() && std::abs(value.get<double>() - fraction(text)) < 2e-9;
}

// "-", one fraction, or "low..high" for what is not assessed
void check_credit(const json& control, const std::string& credit) {
  INFO("expected credit " << credit << ", found " << control["credit"] << " in "
                          << control["credit_low"] << ".." << control["credit_high"]);
  const std::size_t dots = credit.find("..");
  if (credit == "-") {
    CHECK(control["credit"].is_null());
  } else if (dots == std::string::npos) {
    CHECK(is_credit(control["credit"], credit));
  } else {
    CHECK(control["credit"].is_null());
    CHECK(is_credit(control["credit_low"], credit.substr(0, dots)));
    CHECK(is_credit(control["credit_high"], credit.substr(dots + 2)));
  }
}

// What ScubaGear would call an outcome of ours; it knows no other verdicts.
std::string class_of(const std::string& outcome) {
  if (outcome == "met") return "met";
  if (outcome == "partial" || outcome == "unmet") return "not-met";
  return outcome;
}

const std::vector<std::string> exports = {"scubagear-sample", "scubagear-stub-createreport"};

}  // namespace

TEST_CASE("every verdict that differs from ScubaGear's has a reason, and no other has") {
  for (const Row& row : read_table()) {
    INFO(row.exported << " " << row.control);
    CHECK((class_of(row.outcome) != row.reference) == (row.reason != "-"));
  }
}

TEST_CASE("published ScubaGear exports are judged as the table says") {
  if (!fs::exists(STANCE_EXPORTS_DIR)) {
    WARN("skipped: no exports in " STANCE_EXPORTS_DIR);
    return;
  }
  for (const std::string& exported : exports) {
    DYNAMIC_SECTION(exported) {
      const Ran ran = run(fs::path(STANCE_EXPORTS_DIR) / exported,
                          {"assess", "ProviderSettingsExport.json", "--format", "json"});
      REQUIRE(ran.code == 0);
      std::map<std::string, json> found;
      const json assessment = json::parse(ran.out);
      for (const json& control : assessment["controls"]) found[control["id"]] = control;

      const std::vector<Row> rows = rows_of(exported);
      const auto mapped = std::count_if(found.begin(), found.end(), [](const auto& control) {
        return control.second["refs"].contains("scuba");
      });
      CHECK(rows.size() == static_cast<std::size_t>(mapped));
      for (const Row& row : rows) {
        INFO(row.control);
        REQUIRE(found.contains(row.control));
        const json& control = found[row.control];
        CHECK(control["outcome"] == row.outcome);
        CHECK(control["refs"]["scuba"][0] == row.requirement);
        check_credit(control, row.credit);
      }
    }
  }
}
