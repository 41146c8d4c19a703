#include "commands.hpp"
#include "find_control.hpp"
#include "session.hpp"
#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace stance::cli {

namespace {

using model::DecisionStatus;

constexpr std::string_view usage =
    "stance decide CONTROL --decisions FILE --status STATUS --reason TEXT --owner NAME";

std::optional<base::Error> lacking(const Arguments& arguments) {
  for (const std::string_view name : {"status", "reason", "owner"}) {
    if (arguments.text(name).empty()) {
      return usage_error(fmt::format("'stance decide' needs --{}", name), std::string(usage));
    }
  }
  if (arguments.list("decisions").size() != 1) {
    return usage_error("'stance decide' needs one --decisions FILE to write to",
                       std::string(usage));
  }
  return std::nullopt;
}

model::Decision decision_of(const Arguments& arguments, const Io& io, const std::string& control) {
  model::Decision decision;
  decision.controls = {control};
  decision.objects = texts_of(arguments.list("object"));
  decision.tenant = {.ids = texts_of(arguments.list("tenant")),
                     .names = texts_of(arguments.list("tenant-name")),
                     .tags = texts_of(arguments.list("tag"))};
  const auto words = model::decision_statuses();
  const auto status = std::ranges::find(words, arguments.text("status"));
  if (status != words.end()) {
    decision.status = static_cast<DecisionStatus>(status - words.begin());
  }
  decision.reason = arguments.text("reason");
  decision.owner = arguments.text("owner");
  decision.ticket = arguments.text("ticket");
  decision.expires = day_of(arguments, io, "expires");
  decision.attested_on = day_of(arguments, io, "attested-on");
  decision.valid_days = arguments.number("valid-days").value_or(0);
  if (decision.status == DecisionStatus::attested && decision.attested_on.empty()) {
    decision.attested_on = io.today;
  }
  return decision;
}

}  // namespace

base::Result<ExitCode> run_decide(const Arguments& arguments, Io& io) {
  if (auto error = lacking(arguments)) return tl::unexpected(*std::move(error));
  catalog::Catalog* catalog = open_catalog(arguments, io);
  if (!catalog) return ExitCode::catalog;
  const auto control = find_control(arguments.operands().front(), *catalog);
  if (!control) return tl::unexpected(control.error());
  const model::Decision decision = decision_of(arguments, io, (*control)->id);
  const std::string& file = arguments.list("decisions").front();
  base::Diagnostics problems;
  const auto written = catalog::Catalog::append_decision(file, decision, problems);
  print_problems(problems, arguments, io);
  if (!written) return tl::unexpected(written.error());
  const std::string last = model::last_day(decision);
  io.out << fmt::format("{}: {} is {}{}\n", base::printable(file), decision.controls.front(),
                        name(decision.status), last.empty() ? "" : fmt::format(" until {}", last));
  return ExitCode::ok;
}

}  // namespace stance::cli
