#include "brief.hpp"
#include "found.hpp"
#include "stance/report/formats.hpp"
#include "standing.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace stance::report {

namespace {

constexpr std::size_t most_shown = 10;  // of a level, in a step of a job
constexpr std::size_t longest_message = 1'000;
constexpr std::size_t longest_title = 200;
constexpr std::size_t longest_path = 1'000;

enum class Level : std::uint8_t { error, warning, notice };
constexpr std::array<std::string_view, 3> levels = {"error", "warning", "notice"};

std::string_view name(Level level) { return levels.at(static_cast<std::size_t>(level)); }

Level level_of(const model::ControlInfo& info) {
  switch (model::severity_of(info.points)) {
    case model::Severity::high: return Level::error;
    case model::Severity::medium: return Level::warning;
    case model::Severity::low: break;
  }
  return Level::notice;
}

// What would end the command or begin another one, in percent.
std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != special.npos) {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

std::string message_text(std::string_view text) { return escaped(text, "%\r\n"); }
std::string property_text(std::string_view text) { return escaped(text, "%\r\n:,"); }

// "file=a.json,line=7,", or nothing for a control without a place.
std::string place_of(const model::Finding& finding) {
  const auto placed = std::ranges::find_if(finding.evidence, [](const model::Evidence& evidence) {
    return evidence.source.has_value();
  });
  if (placed == finding.evidence.end()) return {};
  std::string path = brief(placed->source->path, longest_path);
  std::ranges::replace(path, '\\', '/');
  std::string text = fmt::format("file={},", property_text(path));
  if (placed->source->line > 0) text += fmt::format("line={},", placed->source->line);
  return text;
}

std::string annotation(const model::ControlResult& control) {
  const std::string message =
      fmt::format("{}\n{} of {} earned. How to do it: stance show {}",
                  brief(found_text(control), longest_message), exact_points(control.verified),
                  count(static_cast<std::uint64_t>(control.info.points), "point"),
                  brief(control.info.id, longest_title));
  return fmt::format(
      "::{} {}title={}::{}\n", name(level_of(control.info)), place_of(control.finding),
      property_text(brief(control.info.title, longest_title)), message_text(message));
}

std::string gate_error(const model::GateResult& gate) {
  std::string message;
  for (const model::Gate& one : gate.gates) {
    if (one.outcome == model::GateOutcome::held) continue;
    if (!message.empty()) message += "; ";
    message += brief(one.reason, longest_message);
  }
  return fmt::format("::error title=Gate {}::{}\n", gate.passed() ? "not decided" : "failed",
                     message_text(brief(message, longest_message)));
}

// What is not shown: of each level, and controls without a verdict.
std::string rest_text(const std::array<std::size_t, 3>& more, std::uint64_t open) {
  std::vector<std::string> texts;
  for (const Level level : {Level::error, Level::warning, Level::notice}) {
    const std::size_t number = more.at(static_cast<std::size_t>(level));
    if (number > 0) texts.push_back(count(number, fmt::format("more {}", name(level))));
  }
  if (open > 0) texts.push_back(count(open, "control") + " not assessed");
  return fmt::format("{}", fmt::join(texts, ", "));
}

}  // namespace

void render_github(const model::Assessment& assessment, std::ostream& out) {
  // The last notice tells of the rest.
  std::array<std::size_t, 3> room = {most_shown, most_shown, most_shown - 1};
  std::array<std::size_t, 3> more = {};
  const model::GateResult& gate = assessment.gate;
  if (!(gate.passed() && gate.covered())) {
    out << gate_error(gate);
    --room.front();
  }
  for (const model::ControlResult* control : failing_of(assessment)) {
    const auto level = static_cast<std::size_t>(level_of(control->info));
    if (room.at(level) == 0) {
      ++more.at(level);
      continue;
    }
    --room.at(level);
    out << annotation(*control);
  }
  const auto open = std::ranges::count(assessment.controls, Standing::open, standing_of);
  const std::string rest = rest_text(more, static_cast<std::uint64_t>(open));
  if (!rest.empty()) out << fmt::format("::notice title=Not shown::{}\n", message_text(rest));
}

}  // namespace stance::report
