#include "samples.hpp"
#include "stance/report/formats.hpp"
#include "stance/report/json.hpp"

#include <iostream>
#include <string_view>
#include <utility>

using namespace stance;
using namespace stance::report;

namespace {

using Writer = void (*)(const model::Assessment&, std::ostream&);
using Sample = model::Assessment (*)();

// The hostile one with its failing control accepted by decision.
model::Assessment accepted() {
  model::Assessment assessment = hostile();
  assessment.controls.front().status = model::Status::third_party;
  return assessment;
}

constexpr std::pair<std::string_view, Writer> formats[] = {
    {"csv", render_csv},
    {"csv-evidence", render_evidence_csv},
    {"csv-framework", render_baseline_csv},
    {"csv-gates", render_gate_csv},
    {"sarif", render_sarif},
    {"junit", render_junit},
    {"markdown", render_markdown},
    {"github", render_github},
    {"ndjson", render_ndjson},
    {"json", render_json},
};

constexpr std::pair<std::string_view, Sample> samples[] = {
    {"contoso", contoso}, {"unassessed", unassessed}, {"hostile", hostile}, {"accepted", accepted}};

template <class Table>
auto named(const Table& table, std::string_view wanted) {
  for (const auto& [name, function] : table) {
    if (name == wanted) return function;
  }
  return decltype(table[0].second)();
}

}  // namespace

// For validators: prints one of the samples in one of the formats.
int main(int argc, char** argv) {
  const Writer writer = argc == 3 ? named(formats, argv[1]) : nullptr;
  const Sample sample = argc == 3 ? named(samples, argv[2]) : nullptr;
  if (writer == nullptr || sample == nullptr) {
    std::cerr << "usage: stance_report_print FORMAT SAMPLE\n";
    return 2;
  }
  writer(sample(), std::cout);
  return 0;
}
