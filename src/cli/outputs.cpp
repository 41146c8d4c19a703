#include "outputs.hpp"

#include "stance/base/file.hpp"
#include "stance/report/fleet.hpp"
#include "stance/report/formats.hpp"
#include "stance/report/json.hpp"
#include "stance/report/terminal.hpp"
#include "terminal.hpp"
#include "values.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <sstream>
#include <utility>

namespace stance::cli {

base::Result<std::vector<Output>> outputs_of(const Arguments& arguments) {
  std::vector<Output> outputs;
  std::string on_screen(arguments.text("format"));
  const Option* option = find_option("output", arguments.command().id);
  for (const std::string& text : arguments.list("output")) {
    const Target target = read_target(text, option->choices).value_or(Target{});
    if (target.path != "-") {
      outputs.push_back({std::string(target.format), std::string(target.path)});
      continue;
    }
    if (!on_screen.empty()) {
      return tl::unexpected(usage_error("standard output is asked for two reports",
                                        "write one of them to a file: -o FORMAT=PATH"));
    }
    on_screen = target.format;
  }
  outputs.push_back({on_screen.empty() ? "terminal" : on_screen, "-"});
  return outputs;
}

namespace {

using report::Style;

template <class Report>
struct Format {
  std::string_view name;
  void (*render)(const Report& report, const Style& style, std::ostream& out);
  bool lines = false;  // it says where in an input something stands
};

// A format that no style changes.
template <class Report, void (*Write)(const Report&, std::ostream&)>
void plain(const Report& report, const Style& /*style*/, std::ostream& out) {
  Write(report, out);
}

using model::Assessment;
constexpr std::array<Format<Assessment>, 11> assessment_formats = {{
    {"terminal", report::render_terminal},
    {"json", plain<Assessment, report::render_json>, true},
    {"ndjson", plain<Assessment, report::render_ndjson>, true},
    {"sarif", plain<Assessment, report::render_sarif>, true},
    {"junit", plain<Assessment, report::render_junit>, true},
    {"csv", plain<Assessment, report::render_csv>},
    {"csv-evidence", plain<Assessment, report::render_evidence_csv>, true},
    {"csv-framework", plain<Assessment, report::render_baseline_csv>},
    {"csv-gates", plain<Assessment, report::render_gate_csv>},
    {"markdown", plain<Assessment, report::render_markdown>, true},
    {"github", plain<Assessment, report::render_github>, true},
}};

using model::FleetReport;
constexpr std::array<Format<FleetReport>, 4> roll_up_formats = {{
    {"terminal", report::render_fleet},
    {"json", plain<FleetReport, report::render_fleet_json>},
    {"csv", plain<FleetReport, report::render_fleet_csv>},
    {"csv-controls", plain<FleetReport, report::render_fleet_controls_csv>},
}};

template <class Formats>
const auto& format_of(const Formats& formats, const Output& output) {
  return *std::ranges::find(formats, output.format, [](const auto& format) { return format.name; });
}

template <class Report, class Formats>
base::Result<void> write_all(const Report& report, const Formats& formats,
                             const std::vector<Output>& outputs, const Arguments& arguments,
                             Io& io) {
  for (const Output& output : outputs) {
    const auto& format = format_of(formats, output);
    if (output.path == "-") {
      format.render(report, style_for(arguments, io, Sink::standard_output), io.out);
      continue;
    }
    std::ostringstream text;
    format.render(report, style_for(arguments, io, Sink::file), text);
    if (auto written = base::write_file(output.path, text.str()); !written) return written;
  }
  return {};
}

}  // namespace

bool needs_lines(const Output& output) { return format_of(assessment_formats, output).lines; }

base::Result<void> write_outputs(const model::Assessment& assessment,
                                 const std::vector<Output>& outputs, const Arguments& arguments,
                                 Io& io) {
  return write_all(assessment, assessment_formats, outputs, arguments, io);
}

base::Result<void> write_outputs(const model::FleetReport& fleet,
                                 const std::vector<Output>& outputs, const Arguments& arguments,
                                 Io& io) {
  return write_all(fleet, roll_up_formats, outputs, arguments, io);
}

}  // namespace stance::cli
