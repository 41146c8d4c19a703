#include "found.hpp"

#include "standing.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace stance::report {

namespace {

constexpr std::size_t named = 3;  // objects in a sentence

using model::Outcome;

// The first few names, each once, and how many objects there are.
std::string names_of(const model::Finding& finding) {
  std::vector<std::string> names;
  for (const model::Evidence& evidence : finding.evidence) {
    std::string name = name_of(evidence);
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  const bool cut = names.size() > named || finding.evidence_total > names.size();
  names.resize(std::min(named, names.size()));
  std::string text = fmt::format("{}", fmt::join(names, ", "));
  if (cut) text += fmt::format(" ({} in all)", finding.evidence_total);
  return text;
}

}  // namespace

std::string lack_of(const model::Evidence& evidence) {
  if (!evidence.unmet.empty()) return fmt::format("{}", fmt::join(evidence.unmet, "; "));
  std::string_view expected = evidence.expected;
  if (expected.empty()) return evidence.actual;
  if (expected.starts_with("== ")) expected.remove_prefix(3);
  return fmt::format("{}, expected {}", evidence.actual, expected);
}

std::string failing_text(const model::Finding& finding) {
  if (finding.evidence.empty()) return "not met";
  const model::Evidence& first = finding.evidence.front();
  const std::string lack = lack_of(first);
  if (first.whole || finding.evidence_total == 1) {
    if (first.whole) return lack.empty() ? name_of(first) : lack;
    return lack.empty() ? name_of(first) : fmt::format("{}: {}", name_of(first), lack);
  }
  const std::string text = names_of(finding);
  return lack.empty() ? text : fmt::format("{}: {}", text, lack);
}

std::string open_text(const model::Finding& finding) {
  switch (finding.outcome) {
    case Outcome::manual: return "to be checked by hand";
    case Outcome::not_licensed: return "not licensed";
    default: break;
  }
  if (finding.missing.empty()) return "not assessed";
  const model::Missing& first = finding.missing.front();
  return first.detail.empty() ? cause(first.reason) : first.detail;
}

std::string found_text(const model::ControlResult& control) {
  switch (standing_of(control)) {
    case Standing::pass:
    case Standing::unneeded: return {};
    case Standing::open:
    case Standing::by_hand: return open_text(control.finding);
    case Standing::fail:
    case Standing::accepted: break;
  }
  // All that fails may be taken out of the evidence by decisions.
  if (control.finding.evidence.empty() && !control.excepted.empty()) {
    return name_of(control.excepted.front().object);
  }
  return failing_text(control.finding);
}

}  // namespace stance::report
