#include "stance/app/fleet.hpp"

#include "commands.hpp"
#include "outputs.hpp"
#include "session.hpp"
#include "troubles.hpp"

#include <fmt/format.h>

#include <ostream>
#include <utility>

namespace stance::cli {

namespace {

// A count on one line of a terminal, which goes away at the end, however that comes.
class Progress {
 public:
  explicit Progress(Io& io) : io_(io) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() {
    if (!shown_.empty()) io_.err << '\r' << std::string(shown_.size(), ' ') << '\r';
  }

  void show(std::size_t done, std::size_t of) {
    shown_ = fmt::format("{} of {} tenants", done, of);
    io_.err << '\r' << shown_;
    io_.err.flush();
  }

 private:
  Io& io_;
  std::string shown_;
};

app::FleetRequest fleet_request_of(const Arguments& arguments, Io& io) {
  app::FleetRequest request;
  request.each = request_of(arguments, io, {});
  request.tenants = arguments.operands().front();
  request.folder = arguments.text("out");
  request.jobs = arguments.number("jobs").value_or(0);
  request.fresh = arguments.flag("fresh");
  return request;
}

base::Result<app::FleetRun> assess_all(app::FleetRequest request, const Arguments& arguments,
                                       catalog::Catalog& catalog, base::Diagnostics& problems,
                                       Io& io) {
  Progress progress(io);
  if (io.err_is_terminal && !arguments.flag("quiet")) {
    request.progress = [&](std::size_t done, std::size_t of) { progress.show(done, of); };
  }
  return app::assess_fleet(request, catalog, problems);
}

}  // namespace

base::Result<ExitCode> run_fleet(const Arguments& arguments, Io& io) {
  if (arguments.text("out").empty()) {
    return tl::unexpected(usage_error("'stance fleet' needs a folder for the results",
                                      "stance fleet DIR|LIST --out FOLDER"));
  }
  const auto outputs = outputs_of(arguments);
  if (!outputs) return tl::unexpected(outputs.error());
  catalog::Catalog* catalog = open_catalog(arguments, io);
  if (!catalog) return ExitCode::catalog;
  base::Diagnostics problems;
  const app::FleetRequest request = fleet_request_of(arguments, io);
  print_sources(request.each, arguments, io);
  const auto run = assess_all(request, arguments, *catalog, problems, io);
  print_problems(problems, arguments, io);
  if (!run) return tl::unexpected(run.error());
  if (run->kept > 0 && !arguments.flag("quiet")) {
    io.err << fmt::format("stance: {} of {} results still held\n", run->kept,
                          run->report.assessed.size() + run->report.unassessed.size());
  }
  if (auto written = write_outputs(run->report, *outputs, arguments, io); !written) {
    return tl::unexpected(std::move(written).error());
  }
  const Gaps gaps = arguments.flag("strict") ? Gaps::refused : Gaps::allowed;
  print_troubles(run->report, gaps, io);
  return exit_code(run->report, gaps);
}

}  // namespace stance::cli
