#include "brief.hpp"
#include "decisions.hpp"
#include "found.hpp"
#include "stance/report/formats.hpp"
#include "stance/report/terminal.hpp"
#include "standing.hpp"
#include "words.hpp"
#include "xml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace stance::report {

namespace {

constexpr std::size_t longest_line = 1'000;
constexpr std::size_t longest_name = 250;

using Controls = std::vector<const model::ControlResult*>;

std::string escaped(std::string_view text) { return xml_text(text, longest_line); }

std::string earned_text(const model::ControlResult& control) {
  std::string text = fmt::format("{} of {}", exact_points(control.verified),
                                 count(static_cast<std::uint64_t>(control.info.points), "point"));
  if (control.claimed > 0) {
    text += fmt::format(", {} more claimed by decision", exact_points(control.claimed));
  }
  return text;
}

std::string decided_text(const model::Decision& decision) {
  return decision_text(decision,
                       [](std::string_view part) { return brief(part, longest_line / 2); });
}

// A line for each object, with the place where it stands.
std::string objects_text(const model::Finding& finding) {
  std::string text;
  for (const model::Evidence& object : finding.evidence) {
    const std::string lack = lack_of(object);
    text += escaped(lack.empty() ? name_of(object) : fmt::format("{}: {}", name_of(object), lack));
    if (object.source) text += fmt::format(" ({})", escaped(place(*object.source)));
    text += '\n';
  }
  const std::uint64_t shown = finding.evidence.size();
  if (finding.evidence_total > shown) {
    text += fmt::format("and {} more\n", finding.evidence_total - shown);
  }
  return text;
}

std::string failure(const model::ControlResult& control) {
  return fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n",
                     name(control.finding.outcome), escaped(found_text(control)),
                     objects_text(control.finding));
}

std::string skipped(std::string_view why) {
  return fmt::format("      <skipped message=\"{}\"/>\n", escaped(why));
}

std::string output(std::string_view text) {
  return fmt::format("      <system-out>{}</system-out>\n", escaped(text));
}

std::string unjudged_text(const model::Finding& finding) {
  const std::string why = open_text(finding);
  const std::string what = spaced(name(finding.outcome));
  return why == what ? what : fmt::format("{}: {}", what, why);
}

std::string body(const model::ControlResult& control) {
  const model::Decision* decision = deciding(control);
  const std::string decided = decision == nullptr ? std::string() : decided_text(*decision);
  const std::string earned =
      decided.empty() ? earned_text(control) : fmt::format("{}; {}", earned_text(control), decided);
  switch (standing_of(control)) {
    case Standing::pass: return output(earned);
    case Standing::fail: return failure(control) + output(earned);
    case Standing::accepted:
      return skipped(decided.empty() ? title(control.status) : decided) +
             output(earned_text(control));
    case Standing::open: return skipped(unjudged_text(control.finding));
    case Standing::by_hand: return skipped(open_text(control.finding));
    case Standing::unneeded: break;
  }
  return skipped(spaced(name(control.finding.outcome)));
}

// What stands before the first dot of an id.
std::string_view area_of(std::string_view id) { return id.substr(0, id.find('.')); }

std::string test_case(const model::ControlResult& control) {
  const model::ControlInfo& info = control.info;
  return fmt::format("    <testcase classname=\"{}\" name=\"{}: {}\">\n{}    </testcase>\n",
                     xml_text(area_of(info.id), longest_name), xml_text(info.id, longest_name),
                     xml_text(info.title, longest_name), body(control));
}

std::string property(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return fmt::format("      <property name=\"{}\" value=\"{}\"/>\n", name, escaped(value));
}

std::string properties(const model::Assessment& assessment) {
  return "    <properties>\n" + property("tenant_id", assessment.tenant_id) +
         property("tenant", assessment.tenant_name) + property("as_of", assessment.as_of) +
         property("score", headline(assessment)) + "    </properties>\n";
}

bool fails(const model::ControlResult* control) { return standing_of(*control) == Standing::fail; }

bool is_skipped(const model::ControlResult* control) {
  return !fails(control) && standing_of(*control) != Standing::pass;
}

std::string suite(std::string_view product, const Controls& controls,
                  const model::Assessment& assessment) {
  std::string text = fmt::format(
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">\n",
      xml_text(product, longest_name), controls.size(), std::ranges::count_if(controls, fails),
      std::ranges::count_if(controls, is_skipped));
  text += properties(assessment);
  for (const model::ControlResult* control : controls) text += test_case(*control);
  return text + "  </testsuite>\n";
}

std::string gate_case(const model::Gate& gate) {
  std::string body;
  if (gate.outcome == model::GateOutcome::held) {
    body = output(fmt::format("found {}, asked {}", gate.found, gate.wanted));
  } else {
    body = fmt::format("      <failure type=\"{}\" message=\"{}\"></failure>\n", name(gate.outcome),
                       escaped(gate.reason));
  }
  return fmt::format("    <testcase classname=\"gate\" name=\"{}\">\n{}    </testcase>\n",
                     xml_text(gate.name, longest_name), body);
}

bool is_broken(const model::Gate& gate) { return gate.outcome != model::GateOutcome::held; }

// A suite of its own: a gate that could not be decided has not passed.
std::string gate_suite(const model::Assessment& assessment) {
  const model::GateResult& result = assessment.gate;
  if (!result.asked()) return {};
  std::string text = fmt::format(
      "  <testsuite name=\"gates\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\">\n",
      result.gates.size(), std::ranges::count_if(result.gates, is_broken));
  text += properties(assessment);
  for (const model::Gate& gate : result.gates) text += gate_case(gate);
  return text + "  </testsuite>\n";
}

}  // namespace

void render_junit(const model::Assessment& assessment, std::ostream& out) {
  std::map<std::string_view, Controls> products;
  for (const model::ControlResult& control : assessment.controls) {
    products[control.info.product].push_back(&control);
  }
  const std::vector<model::Gate>& gates = assessment.gate.gates;
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      << fmt::format("<testsuites name=\"stance\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n",
                     assessment.controls.size() + gates.size(),
                     static_cast<std::ptrdiff_t>(failing_of(assessment).size()) +
                         std::ranges::count_if(gates, is_broken))
      << gate_suite(assessment);
  for (const auto& [product, controls] : products) out << suite(product, controls, assessment);
  out << "</testsuites>\n";
}

}  // namespace stance::report
