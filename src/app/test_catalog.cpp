#include "judge.hpp"
#include "stance/app/assess.hpp"
#include "stance/base/text.hpp"
#include "stance/cel/time.hpp"
#include "stance/ingest/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace stance::app {

namespace {

using Expectation = rules::Test::Expectation;

std::string listed(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}

std::vector<std::string> failed_keys(const model::Finding& finding) {
  std::vector<std::string> keys;
  for (const model::Evidence& evidence : finding.evidence) {
    if (evidence.outcome != model::Outcome::not_assessed) keys.push_back(evidence.key);
  }
  return keys;
}

std::vector<std::string> missing_names(const model::Finding& finding) {
  std::set<std::string> names;
  for (const model::Missing& missing : finding.missing) {
    if (missing.dataset.empty()) continue;
    names.insert(missing.field.empty() ? missing.dataset
                                       : fmt::format("{}.{}", missing.dataset, missing.field));
  }
  return {names.begin(), names.end()};
}

double number(const model::Ratio& ratio) {
  return static_cast<double>(ratio.num) / static_cast<double>(ratio.den);
}

// Credits agree within half a thousandth, and nothing about them is unknown.
bool agrees(const model::Finding& finding, rules::Thousandths credit) {
  return model::equal(finding.low, finding.high) &&
         std::fabs(number(finding.low) * 1000 - static_cast<double>(credit)) <= 0.5;
}

// What is wrong with a finding; empty when it is as expected.
std::vector<std::string> compare(const Expectation& expect, const model::Finding& finding) {
  std::vector<std::string> wrong;
  const auto differ = [&](std::string_view what, const std::string& found,
                          const std::string& wanted) {
    wrong.push_back(fmt::format("{} is {}, expected {}", what, found, wanted));
  };
  if (model::name(finding.outcome) != expect.outcome) {
    differ("outcome", std::string(model::name(finding.outcome)), expect.outcome);
  }
  if (expect.credit && !agrees(finding, *expect.credit)) {
    const std::string found =
        model::equal(finding.low, finding.high)
            ? fmt::format("{:.3f}", number(finding.low))
            : fmt::format("{:.3f} to {:.3f}", number(finding.low), number(finding.high));
    differ("credit", found, fmt::format("{:.3f}", static_cast<double>(*expect.credit) / 1000));
  }
  if (expect.failed && listed(failed_keys(finding)) != listed(*expect.failed)) {
    differ("failed", listed(failed_keys(finding)), listed(*expect.failed));
  }
  if (expect.missing && listed(missing_names(finding)) != listed(*expect.missing)) {
    differ("missing", listed(missing_names(finding)), listed(*expect.missing));
  }
  return wrong;
}

// Runs the tests of one control and reports each failure at its test.
class TestRun {
 public:
  TestRun(catalog::Catalog& catalog, const rules::LicenceRule& licences,
          base::Diagnostics& problems)
      : catalog_(catalog), licences_(licences), problems_(problems) {}

  // Whether the test passed.
  bool run(const model::ControlInfo& info, const rules::Test& test) {
    const auto control = catalog_.compile(info, test.parameters, problems_);
    if (!control) return false;
    auto tenant = ingest::from_rows(test.rows, catalog_.schema());
    if (!tenant) {
      report(info, test, tenant.error().message);
      return false;
    }
    if (!test.as_of.empty()) {
      const auto moment = cel::parse_time(test.as_of + "T00:00:00Z");
      if (!moment) {
        report(info, test, fmt::format("'{}' is no date", base::printable(test.as_of)));
        return false;
      }
      tenant->collected = *moment;
    }
    const auto wrong = compare(test.expect, judge(*control, test, *tenant));
    if (wrong.empty()) return true;
    report(info, test, fmt::format("{}", fmt::join(wrong, "; ")));
    return false;
  }

 private:
  model::Finding judge(const rules::Control& control, const rules::Test& test,
                       const tenant::Tenant& tenant) {
    evaluate::Datasets datasets(tenant, catalog_.schema(), catalog_.environment().projections);
    datasets.load(control.datasets);
    evaluate::Plans plans;
    if (test.plans) plans = std::set<std::string>(test.plans->begin(), test.plans->end());
    return evaluate::evaluate(control, datasets, plans, licences_, {});
  }

  void report(const model::ControlInfo& info, const rules::Test& test, std::string_view wrong) {
    problems_.add({.message = fmt::format("{}: test '{}' failed: {}", info.id, test.name, wrong),
                   .position = {test.file, test.line, test.column},
                   .code = "failed-test"});
  }

  catalog::Catalog& catalog_;
  const rules::LicenceRule& licences_;
  base::Diagnostics& problems_;
};

}  // namespace

TestReport test_catalog(catalog::Catalog& catalog, base::Diagnostics& problems) {
  TestReport report;
  auto licences = catalog.licences(problems);
  if (!licences) return report;
  TestRun run(catalog, *licences, problems);
  for (const model::ControlInfo& info : catalog.controls()) {
    for (const rules::Test& test : catalog.tests(info, problems)) {
      ++(run.run(info, test) ? report.passed : report.failed);
    }
  }
  return report;
}

}  // namespace stance::app
