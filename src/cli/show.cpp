#include "commands.hpp"
#include "find_control.hpp"
#include "redaction.hpp"
#include "session.hpp"
#include "stance/base/text.hpp"
#include "stance/report/json.hpp"
#include "stance/report/terminal.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <optional>
#include <vector>

namespace stance::cli {

namespace {

std::span<const std::string> exports_of(const Arguments& arguments) {
  return std::span(arguments.operands()).subspan(1);
}

base::Result<ExitCode> run(const Arguments& arguments, report::Redactor* redactor, Io& io) {
  catalog::Catalog* catalog = open_catalog(arguments, io);
  if (!catalog) return ExitCode::catalog;
  const auto control = find_control(arguments.operands().front(), *catalog);
  if (!control) return tl::unexpected(control.error());
  const std::span<const std::string> exports = exports_of(arguments);
  app::Request request = request_of(arguments, io, exports);
  request.originals = redactor != nullptr;
  print_sources(request, arguments, io);
  base::Diagnostics problems;
  const auto profile = app::read_profile(request, *catalog, problems);
  model::Assessment assessment;
  if (profile && !exports.empty()) {
    auto judged = app::assess(request, *catalog, problems);
    print_problems(problems, arguments, io);
    if (!judged) return tl::unexpected(std::move(judged).error());
    assessment = std::move(*judged);
    if (redactor != nullptr) report::redact(assessment, *redactor);
  } else {
    print_problems(problems, arguments, io);
  }
  if (!profile) return tl::unexpected(profile.error());
  const model::ControlInfo info = catalog::adjusted(**control, *profile);
  model::ControlTexts texts = catalog->texts(info);
  texts.deviations = catalog::deviations_of(**control, *profile);
  if (redactor != nullptr) {
    for (std::string& deviation : texts.deviations) deviation = redactor->text(deviation);
  }
  const model::ControlResult* result = assessment.find(info.id);
  if (arguments.text("format") == "json") {
    report::render_control_json(info, texts, result, io.out);
  } else {
    report::render_control(info, texts, result, style_for(arguments, io, Sink::standard_output),
                           io.out);
  }
  return ExitCode::ok;
}

}  // namespace

base::Result<ExitCode> run_show(const Arguments& arguments, Io& io) {
  return run_redacted(arguments, exports_of(arguments), run, io);
}

}  // namespace stance::cli
