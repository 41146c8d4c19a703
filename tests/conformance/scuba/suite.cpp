// Judges cases of the SCuBA baselines: lines of JSON, each with a policy, a part of a ScubaGear
// export, and whether the export meets the policy. Prints each difference that the table does not
// list, and a summary. --help tells the options.
#include "../../base/scratch.hpp"
#include "amendments.hpp"
#include "stance/app/assess.hpp"
#include "table.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;

using namespace stance;
using nlohmann::json;

struct Arguments {
  std::string cases = {};    // file; empty: standard input
  std::string catalog = {};  // folder; empty: the built-in one
  std::string policy = {};   // the beginning of the policies that are judged
  std::string title = "SCuBA cases";
  std::size_t least = 95;        // percent of the cases with a control that have to agree
  std::string amendments = {};   // what is done to inputs before they are judged
  std::string removed = {};      // table of policies that are no longer in the baselines
  std::string differences = {};  // table of cases that we judge otherwise
};

// The case as a whole export: what every one has, and nothing that a rule would read.
std::string export_of(const json& input) {
  if (!input.is_object()) return input.dump();
  json whole = {{"baseline_version", "1"},
                {"module_version", "1.8.0"},
                {"timestamp_zulu", "2026-08-20T00:00:00.000Z"}};
  whole.update(input);
  return whole.dump();
}

// The first thing that a control lacks, in a line.
std::string reason_of(const model::Finding& finding) {
  if (!finding.missing.empty()) {
    const model::Missing& missing = finding.missing.front();
    return fmt::format("{}{}{}: {} {}", missing.dataset, missing.field.empty() ? "" : ".",
                       missing.field, missing.reason, missing.detail);
  }
  if (finding.evidence.empty()) return {};
  const model::Evidence& first = finding.evidence.front();
  return fmt::format("{}: {} {}", first.label.empty() ? first.key : first.label, first.actual,
                     fmt::join(first.unmet, "; "));
}

void print(const base::Diagnostics& problems) {
  for (const base::Diagnostic& problem : problems.all()) std::cout << base::render(problem);
}

// What the controls of a policy say about a case.
struct Verdict {
  // Upstream has no word for what does not apply, and calls it met.
  [[nodiscard]] bool agrees(bool expected) const { return expected ? unopposed : !met; }

  bool met = false;        // by every control
  bool unopposed = false;  // every control is met or does not apply
  std::string lines = {};  // a control each
};

class Suite {
 public:
  explicit Suite(const std::string& catalog) : catalog_(load(catalog)) {
    for (const model::ControlInfo& info : catalog_.controls()) {
      for (const auto& [framework, ids] : info.refs) {
        if (framework != "scuba") continue;
        for (const std::string& id : ids) controls_[id].push_back(info.id);
      }
    }
  }

  [[nodiscard]] bool has_controls(const std::string& policy) const {
    return controls_.contains(policy);
  }

  [[nodiscard]] Verdict judge(const std::string& policy, const json& input) {
    const app::Request request{.inputs = {scratch_.write("export.json", export_of(input)).string()},
                               .profile = profile_of(policy),
                               .evidence = 1,
                               .source_lines = false};
    base::Diagnostics problems;
    const auto assessment = app::assess(request, catalog_, problems);
    if (!assessment) {
      if (assessment.error().kind == base::ErrorKind::unrecognised) {
        return {.lines = fmt::format("  {}\n", assessment.error().message)};
      }
      print(problems);
      throw std::runtime_error(assessment.error().message);
    }
    Verdict verdict{.met = true, .unopposed = true};
    for (const model::ControlResult& control : assessment->controls) {
      const model::Finding& finding = control.finding;
      const model::Outcome outcome = model::outcome_for(finding, policy);
      const bool met = outcome == model::Outcome::met;
      verdict.met = verdict.met && met;
      verdict.unopposed = verdict.unopposed && (met || outcome == model::Outcome::not_applicable);
      verdict.lines += fmt::format("  {}: {} {}/{} {}\n", control.info.id, model::name(outcome),
                                   finding.low.num, finding.low.den, reason_of(finding));
    }
    return verdict;
  }

 private:
  static catalog::Catalog load(const std::string& folder) {
    base::Diagnostics problems;
    catalog::Origin origin;
    if (!folder.empty()) origin = {.built_in = false, .folders = {folder}};
    auto catalog = app::load_catalog(origin, problems);
    print(problems);
    if (!catalog) throw std::runtime_error("the catalog has errors");
    return *std::move(catalog);
  }

  // Only the controls of the policy are compiled and judged.
  std::string profile_of(const std::string& policy) {
    const auto [known, fresh] = profiles_.try_emplace(policy);
    if (fresh) {
      const std::string profile =
          fmt::format("include: [{}]\n", fmt::join(controls_[policy], ", "));
      known->second = scratch_.write(policy + ".yaml", profile).string();
    }
    return known->second;
  }

  catalog::Catalog catalog_;
  std::map<std::string, std::vector<std::string>> controls_ = {};  // by policy
  std::map<std::string, std::string> profiles_ = {};               // path, by policy
  base::testing::Scratch scratch_;
};

struct Count {
  std::size_t agree = 0;
  std::size_t listed = 0;   // as different
  std::size_t differ = 0;   // and are not listed
  std::size_t amended = 0;  // agree when the case says nothing by accident
  std::size_t removed = 0;
  std::map<std::string, std::size_t> without = {};  // a control; by policy
};

conformance::Table table_of(const std::string& path) {
  return path.empty() ? conformance::Table{} : conformance::Table::read(path);
}

class Run {
 public:
  explicit Run(const Arguments& arguments)
      : arguments_(arguments),
        suite_(arguments.catalog),
        removed_(table_of(arguments.removed)),
        differences_(table_of(arguments.differences)) {
    if (!arguments.amendments.empty()) {
      amendments_ = conformance::Amendments::read(arguments.amendments);
    }
  }

  void take(const json& test) {
    const auto policy = test.at("policy").get<std::string>();
    if (!policy.starts_with(arguments_.policy)) return;
    if (removed_.take(policy)) {
      ++count_.removed;
    } else if (!suite_.has_controls(policy)) {
      ++count_.without[policy];
    } else {
      judge(policy, test);
    }
  }

  // Whether all is as it should be.
  [[nodiscard]] bool report() const {
    std::size_t without = 0;
    for (const auto& [policy, cases] : count_.without) {
      fmt::print("without a control: {}, {} cases\n", policy, cases);
      without += cases;
    }
    const bool exact = removed_.is_exact() && differences_.is_exact();
    const std::size_t judged = count_.agree + count_.differ + count_.listed;
    const bool enough = judged > 0 && count_.amended * 100 >= judged * arguments_.least;
    fmt::print("{} of {} cases with a control agree as amended, {}\n", count_.amended, judged,
               enough ? "which is enough" : fmt::format("less than {} %", arguments_.least));
    fmt::print(
        "{}: {} agree, {} differ as listed, {} without a control, {} of removed policies{}\n",
        arguments_.title, count_.agree, count_.listed, without, count_.removed,
        count_.differ == 0 ? "" : fmt::format(", {} differ", count_.differ));
    return exact && enough && wrong_ == 0;
  }

 private:
  void judge(const std::string& policy, const json& test) {
    const bool expected = test.at("expected").get<bool>();
    const json& input = test.at("input");
    const conformance::Subject subject{policy, test.at("id").get<std::string>()};
    const auto id = fmt::format("{} {}", subject.policy, subject.id);
    const Verdict verdict = suite_.judge(policy, amendments_.completed(subject, input));
    const bool agrees = verdict.agrees(expected);
    const bool listed = !agrees && differences_.take(id);
    ++(agrees ? count_.agree : listed ? count_.listed : count_.differ);
    if (!agrees && !listed) complain(id, expected, verdict);
    if (!amendments_.amends(subject)) {
      if (agrees) ++count_.amended;
      return;
    }
    const Verdict amended = suite_.judge(policy, amendments_.amended(subject, input));
    const auto amended_id = fmt::format("amended {}", id);
    if (amended.agrees(expected)) {
      ++count_.amended;
    } else if (!differences_.take(amended_id)) {
      complain(amended_id, expected, amended);
    }
  }

  void complain(const std::string& id, bool expected, const Verdict& verdict) {
    ++wrong_;
    fmt::print("{}: expected {}\n{}", id, expected ? "met" : "anything but met", verdict.lines);
  }

  Arguments arguments_;
  Suite suite_;
  conformance::Table removed_;
  conformance::Table differences_;
  conformance::Amendments amendments_ = {};
  Count count_ = {};
  std::size_t wrong_ = 0;
};

bool run_all(const Arguments& arguments) {
  std::ifstream file;
  if (!arguments.cases.empty()) file.open(arguments.cases);
  std::istream& cases = arguments.cases.empty() ? std::cin : file;
  if (!cases) throw std::runtime_error(fmt::format("cannot read '{}'", arguments.cases));
  Run run(arguments);
  for (std::string line; std::getline(cases, line);) run.take(json::parse(line));
  return run.report();
}

int run(int argc, char** argv) {
  Arguments arguments;
  CLI::App options("Judges cases of the SCuBA baselines.");
  options.add_option("--cases", arguments.cases, "file of the cases, in place of standard input");
  options
      .add_option("--catalog", arguments.catalog, "folder of rules instead of the built-in ones")
      ->check(CLI::ExistingDirectory);
  options.add_option("--policy", arguments.policy, "only policies that begin like this");
  options.add_option("--amendments", arguments.amendments, "what is done to inputs of cases");
  options.add_option("--least", arguments.least, "percent that have to agree as amended");
  options.add_option("--title", arguments.title, "what the cases are called in the summary");
  options.add_option("--removed", arguments.removed, "table of removed policies");
  options.add_option("DIFFERENCES", arguments.differences, "table of what we judge otherwise");
  CLI11_PARSE(options, argc, argv);
  return run_all(arguments) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "suite: " << error.what() << '\n';
  } catch (...) {
    std::cerr << "suite: failed\n";
  }
  return 2;
}
