#include "outputs.hpp"

#include "stance/base/file.hpp"
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
  for (const std::string& text : arguments.list("output")) {
    const Target target = read_target(text).value_or(Target{});
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

using Render = void (*)(const model::Assessment& assessment, std::ostream& out);

struct Format {
  std::string_view name;
  Render render;  // nullptr: text, which asks for a style
  bool lines;     // it says where in an input something stands
};

constexpr std::array<Format, 11> formats = {{
    {"terminal", nullptr, false},
    {"json", report::render_json, true},
    {"ndjson", report::render_ndjson, true},
    {"sarif", report::render_sarif, true},
    {"junit", report::render_junit, true},
    {"csv", report::render_csv, false},
    {"csv-evidence", report::render_evidence_csv, true},
    {"csv-framework", report::render_baseline_csv, false},
    {"csv-gates", report::render_gate_csv, false},
    {"markdown", report::render_markdown, true},
    {"github", report::render_github, true},
}};

const Format& format_of(const Output& output) {
  return *std::ranges::find(formats, output.format, &Format::name);
}

void render(const model::Assessment& assessment, const Output& output, const report::Style& style,
            std::ostream& out) {
  const Format& format = format_of(output);
  if (format.render == nullptr) {
    report::render_terminal(assessment, style, out);
  } else {
    format.render(assessment, out);
  }
}

}  // namespace

bool needs_lines(const Output& output) { return format_of(output).lines; }

base::Result<void> write_outputs(const model::Assessment& assessment,
                                 const std::vector<Output>& outputs, const Arguments& arguments,
                                 Io& io) {
  for (const Output& output : outputs) {
    if (output.path == "-") {
      render(assessment, output, style_for(arguments, io, Sink::standard_output), io.out);
      continue;
    }
    std::ostringstream text;
    render(assessment, output, style_for(arguments, io, Sink::file), text);
    if (auto written = base::write_file(output.path, text.str()); !written) return written;
  }
  return {};
}

}  // namespace stance::cli
