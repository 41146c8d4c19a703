#include "brief.hpp"
#include "control_json.hpp"
#include "json_text.hpp"
#include "score_json.hpp"
#include "stance/report/formats.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <ostream>
#include <string>
#include <string_view>

namespace stance::report {

namespace {

constexpr std::size_t most_bytes = 8'191;  // collectors cut lines, some at 10,000 bytes

// What of an event is kept: bytes of a text, items of a list.
struct Limits {
  std::size_t bytes;
  std::size_t items;
};

// From whole texts to what always fits, were every byte of it escaped.
constexpr std::array<Limits, 5> steps = {{{1'000, 50}, {300, 20}, {100, 10}, {40, 4}, {8, 1}}};

// No key of the contract has more bytes, and no object below an event more members. Objects whose
// keys are names of an input may.
constexpr std::size_t longest_key = 16;
constexpr std::size_t most_members = 12;

Json shortened(const Json& value, const Limits& limits, std::size_t members) {
  if (value.is_string()) return cut(value.get_ref<const std::string&>(), limits.bytes);
  if (value.is_array()) {
    Json list = Json::array();
    for (const Json& item : value) {
      if (list.size() == limits.items) break;
      list.push_back(shortened(item, limits, most_members));
    }
    return list;
  }
  if (!value.is_object()) return value;
  Json object = Json::object();
  for (const auto& member : value.items()) {
    if (object.size() == members) break;
    object[cut(member.key(), std::max(limits.bytes, longest_key))] =
        shortened(member.value(), limits, std::max(limits.items, most_members));
  }
  return object;
}

std::string text_of(const Json& event) {
  return without_hidden(event.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void write(const Json& event, std::ostream& out) {
  std::string line = text_of(event);
  for (auto step = steps.begin(); line.size() > most_bytes && step != steps.end(); ++step) {
    Json part = shortened(event, *step, event.size());
    part["truncated"] = true;
    line = text_of(part);
  }
  out << line << '\n';
}

// What every event begins with, so that each tells by itself what it is about.
Json event(std::string_view kind, const model::Assessment& assessment) {
  return {{"event", kind}, {"tenant", tenant(assessment)}, {"as_of", optional(assessment.as_of)}};
}

void write_score(const model::Assessment& assessment, std::ostream& out) {
  Json entry = event("score", assessment);
  entry["schema"] = "stance.events/1";
  entry["tool"] = tool(assessment);
  entry["score"] = score(assessment);
  entry["categories"] = categories(assessment);
  entry["gate"] = gate(assessment.gate);
  write(entry, out);
}

void write_control(const model::ControlResult& result, const model::Assessment& assessment,
                   std::ostream& out) {
  Json entry = event("control", assessment);
  entry.update(control(result));
  // Objects have events of their own.
  entry.erase("evidence");
  entry.erase("excepted");
  write(entry, out);
}

void write_objects(const model::ControlResult& result, const model::Assessment& assessment,
                   std::ostream& out) {
  const Json whole = control(result);
  for (const std::string_view list : {"evidence", "excepted"}) {
    if (!whole.contains(list)) continue;
    for (const Json& object : whole[std::string(list)]) {
      Json entry = event("evidence", assessment);
      entry["control"] = result.info.id;
      entry.update(object);
      write(entry, out);
    }
  }
}

}  // namespace

void render_ndjson(const model::Assessment& assessment, std::ostream& out) {
  write_score(assessment, out);
  for (const model::ControlResult& result : assessment.controls) {
    write_control(result, assessment, out);
  }
  for (const model::ControlResult& result : assessment.controls) {
    write_objects(result, assessment, out);
  }
}

}  // namespace stance::report
