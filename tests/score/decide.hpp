#pragma once

#include "build.hpp"
#include "stance/score/decisions.hpp"

#include <string>
#include <vector>

namespace stance::score::test {

// A decision that stands in a line of its own; its other members are set by whoever needs them.
inline model::Decision decision(std::uint32_t line, std::string control,
                                model::DecisionStatus status) {
  model::Decision out;
  out.controls = {std::move(control)};
  out.status = status;
  out.reason = "R";
  out.owner = "O";
  out.place = {.file = "d.yaml", .line = line, .column = 3};
  return out;
}

inline model::Decision until(model::Decision decision, std::string day) {
  decision.expires = std::move(day);
  return decision;
}

inline model::Decision of_objects(model::Decision decision, std::vector<std::string> keys) {
  decision.objects = std::move(keys);
  return decision;
}

inline model::Decision attested(std::uint32_t line, std::string control, std::string day,
                                std::int64_t days) {
  model::Decision out = decision(line, std::move(control), model::DecisionStatus::attested);
  out.attested_on = std::move(day);
  out.valid_days = days;
  return out;
}

// "line problem: message" of each, and its hint.
inline std::string told(const std::vector<model::DecisionNote>& notes) {
  std::string text;
  for (const model::DecisionNote& note : notes) {
    text += std::to_string(note.place.line) + " " + std::string(name(note.problem)) + ": " +
            note.message + "\n";
    if (!note.hint.empty()) text += "  " + note.hint + "\n";
  }
  return text;
}

}  // namespace stance::score::test
