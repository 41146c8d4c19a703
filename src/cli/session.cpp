#include "session.hpp"

#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <ostream>
#include <string>
#include <utility>

namespace stance::cli {

namespace {

constexpr std::size_t shown_warnings = 20;

score::Gates gates_of(const Arguments& arguments, const Io& io) {
  return {.min_score = arguments.percent("min-score"),
          .min_verified = arguments.percent("min-verified"),
          .min_coverage = arguments.percent("min-coverage"),
          .max_claimed = arguments.percent("max-claimed"),
          .none_expired = arguments.flag("fail-on-expired"),
          .min_category = arguments.shares("min-category"),
          .min_framework = arguments.shares("min-framework"),
          .fail_on = texts_of(arguments.list("fail-on")),
          .datasets = texts_of(arguments.list("require-datasets")),
          .max_age = arguments.number("max-age"),
          .today = io.today};
}

model::Filter filter_of(const Arguments& arguments) {
  return {.categories = texts_of(arguments.list("category")),
          .products = texts_of(arguments.list("product")),
          .controls = texts_of(arguments.list("control")),
          .statuses = texts_of(arguments.list("status")),
          .top = arguments.number("top")};
}

void print_source(std::string_view kind, std::string_view name, Io& io) {
  io.err << fmt::format("stance: {}: {}\n", kind, base::printable(name));
}

void print_catalog(const catalog::Catalog& catalog, const Arguments& arguments, Io& io) {
  if (!arguments.flag("verbose")) return;
  for (const std::string& file : arguments.configuration().passed_over()) {
    print_source("passed over, as it is inside an input", file, io);
  }
  for (const std::string& file : arguments.configuration().files()) {
    print_source("configuration", file, io);
  }
  const catalog::Origin origin = origin_of(arguments);
  std::string names = origin.built_in ? "built in" : "";
  for (const auto& folder : origin.folders) names += (names.empty() ? "" : ", ") + folder.string();
  print_source("catalog", fmt::format("{}; {} controls", names, catalog.controls().size()), io);
}

}  // namespace

std::vector<std::string> texts_of(std::span<const std::string> texts) {
  return {texts.begin(), texts.end()};
}

catalog::Origin origin_of(const Arguments& arguments) {
  catalog::Origin origin;
  for (std::string_view folder : arguments.list("catalog")) {
    if (folder.starts_with('+')) {
      folder.remove_prefix(1);
    } else {
      origin.built_in = false;
    }
    origin.folders.emplace_back(folder);
  }
  return origin;
}

catalog::Catalog* open_catalog(const Arguments& arguments, Io& io) {
  static auto& kept = *new std::optional<catalog::Catalog>();
  base::Diagnostics problems;
  kept = app::load_catalog(origin_of(arguments), problems);
  print_problems(problems, arguments, io);
  if (kept) print_catalog(*kept, arguments, io);
  return kept ? &*kept : nullptr;
}

std::string day_of(const Arguments& arguments, const Io& io, std::string_view option) {
  const std::string_view day = arguments.text(option);
  return day == "today" ? io.today : std::string(day);
}

app::Request request_of(const Arguments& arguments, const Io& io,
                        std::span<const std::string> exports) {
  app::Request request;
  request.inputs = texts_of(exports);
  request.gates = gates_of(arguments, io);
  request.filter = filter_of(arguments);
  request.framework = arguments.text("framework");
  request.profile = arguments.text("profile");
  request.decisions = texts_of(arguments.list("decisions"));
  request.soon = arguments.number("soon").value_or(30);
  request.tenant = arguments.text("tenant");
  request.as_of = day_of(arguments, io, "as-of");
  request.evidence = arguments.number("evidence").value_or(100);
  return request;
}

void print_sources(const app::Request& request, const Arguments& arguments, Io& io) {
  if (!arguments.flag("verbose")) return;
  if (!request.profile.empty()) print_source("profile", request.profile, io);
  for (const std::string& file : request.decisions) print_source("decisions", file, io);
  for (const std::string& input : request.inputs) {
    print_source("input", input == "-" ? "standard input" : input, io);
  }
}

void print_problems(base::Diagnostics& problems, const Arguments& arguments, Io& io) {
  problems.sort();
  const CommandId command = arguments.command().id;
  // Notes tell what was repaired; an assessment goes without them.
  const bool noted =
      command != CommandId::assess && command != CommandId::show && command != CommandId::eval;
  std::size_t warnings = 0;
  for (const base::Diagnostic& problem : problems.all()) {
    if (problem.severity != base::Severity::error) {
      if (arguments.flag("quiet") || (problem.severity == base::Severity::note && !noted)) continue;
      if (++warnings > shown_warnings) continue;
    }
    io.err << base::render(problem);
  }
  if (warnings > shown_warnings) {
    io.err << fmt::format("stance: {} more warnings\n", warnings - shown_warnings);
  }
}

void print_error(const base::Error& error, Io& io) {
  io.err << (error.position ? "" : "stance: ") << base::render(error);
}

}  // namespace stance::cli
