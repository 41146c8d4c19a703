#include "test_case.hpp"

#include "stance/base/text.hpp"
#include "stance/cel/time.hpp"
#include "stance/ingest/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
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
  const std::vector<std::string> declare =
      finding.declarable ? finding.declarable->added : std::vector<std::string>();
  if (expect.declare && listed(declare) != listed(*expect.declare)) {
    differ("declare", listed(declare), listed(*expect.declare));
  }
  for (const auto& [reference, wanted] : expect.asks) {
    const std::string found(model::name(model::outcome_for(finding, reference)));
    if (found != wanted) differ(reference, found, wanted);
  }
  return wrong;
}

}  // namespace

TestCase::TestCase(rules::Test test, tenant::Tenant tenant, catalog::Catalog& catalog)
    : test_(std::move(test)),
      tenant_(std::move(tenant)),
      datasets_(tenant_, catalog.schema(), catalog.environment().projections) {
  if (test_.plans) plans_ = std::set<std::string>(test_.plans->begin(), test_.plans->end());
}

base::Result<std::unique_ptr<TestCase>> TestCase::prepare(rules::Test test,
                                                          catalog::Catalog& catalog) {
  auto tenant = ingest::from_rows(test.rows, catalog.schema());
  if (!tenant) return tl::unexpected(std::move(tenant).error());
  if (!test.as_of.empty()) {
    const auto moment = cel::parse_time(test.as_of + "T00:00:00Z");
    if (!moment) {
      return tl::unexpected(
          base::Error{.kind = base::ErrorKind::catalog,
                      .message = fmt::format("'{}' is no date", base::printable(test.as_of))});
    }
    tenant->collected = *moment;
  }
  return std::unique_ptr<TestCase>(new TestCase(std::move(test), *std::move(tenant), catalog));
}

std::vector<std::string> TestCase::differences(const rules::Control& control,
                                               const rules::LicenceRule& licences) {
  datasets_.load(control.datasets);
  return compare(test_.expect, evaluate::evaluate(control, datasets_, plans_, licences, {}));
}

}  // namespace stance::app
