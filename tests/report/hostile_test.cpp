#include "fleets.hpp"
#include "samples.hpp"
#include "stance/base/text.hpp"
#include "stance/report/fleet.hpp"
#include "stance/report/formats.hpp"
#include "stance/report/json.hpp"
#include "stance/report/terminal.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <regex>
#include <sstream>
#include <string_view>
#include <utility>

using namespace stance;
using namespace stance::report;

namespace {

using Writer = void (*)(const Style&, std::ostream&);

void write_assessment(const Style& style, std::ostream& out) {
  render_terminal(hostile(), style, out);
}

void write_brief(const Style& style, std::ostream& out) {
  Style brief = style;
  brief.brief = true;
  render_terminal(hostile(), brief, out);
}

void write_control(const Style& style, std::ostream& out) {
  const model::Assessment assessment = hostile();
  for (const model::ControlResult& control : assessment.controls) {
    render_control(control.info, hostile_texts(), &control, style, out);
  }
}

void write_inspection(const Style& style, std::ostream& out) {
  render_inspection(hostile(), style, out);
}

void write_missing(const Style& style, std::ostream& out) { render_missing(hostile(), style, out); }

void write_list(const Style& style, std::ostream& out) {
  const std::vector<model::ControlInfo> controls = {hostile().controls[0].info};
  render_list(controls, style, out);
}

void write_fleet(const Style& style, std::ostream& out) {
  render_fleet(hostile_fleet(), style, out);
}

std::vector<Style> styles() {
  std::vector<Style> all;
  for (const std::size_t width : {40U, 80U, 120U, 160U}) {
    for (const bool color : {false, true}) {
      all.push_back({.width = width, .color = color, .utf8 = true});
      all.push_back({.width = width, .color = color, .utf8 = false});
    }
  }
  return all;
}

// Takes away our own codes, and nothing else that begins with an escape.
std::string without_own_codes(std::string text) {
  for (const std::string code :
       {"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[32m", "\x1b[33m"}) {
    for (std::size_t at = text.find(code); at != std::string::npos; at = text.find(code, at)) {
      text.erase(at, code.size());
    }
  }
  return text;
}

bool is_safe(const std::string& text) {
  // printable() leaves safe text as it is, but for line feeds.
  std::string lines = text;
  std::ranges::replace(lines, '\n', ' ');
  return base::is_utf8(text) && base::printable(lines) == lines;
}

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::string_view words =
        std::string_view(line).substr(std::min(line.find_first_not_of(' '), line.size()));
    const bool command = words.starts_with(command_mark) || words.starts_with("stance inspect");
    if (!command) widest = std::max(widest, base::display_width(line));
    if (line.ends_with(' ')) return std::string::npos;
  }
  return widest;
}

// A failing control, and the same one accepted by decision.
std::vector<std::string> printed(void (*writer)(const model::Assessment&, std::ostream&)) {
  std::vector<std::string> texts;
  for (const model::Status status : {model::Status::to_address, model::Status::third_party}) {
    model::Assessment assessment = hostile();
    assessment.controls[0].status = status;
    std::ostringstream out;
    writer(assessment, out);
    texts.push_back(out.str());
  }
  return texts;
}

bool has_any(std::string_view text, const std::vector<std::string_view>& parts) {
  return std::ranges::any_of(
      parts, [text](std::string_view part) { return text.find(part) != text.npos; });
}

// Takes away elements from the inside out, each with nothing in it that could be markup.
bool is_well_formed(std::string text) {
  const std::regex entity("&(amp|lt|gt|quot|#39);");
  const std::regex element(R"(<([a-z-]+)( [a-z_]+="[^"<>&]*")*(/>|>[^<>&]*</\1>))");
  if (!text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")) return false;
  text = std::regex_replace(text.substr(text.find('\n')), entity, "");
  for (std::string before; before != text;) {
    before = std::exchange(text, std::regex_replace(text, element, ""));
  }
  return text == "\n\n";
}

void check(Writer writer, const Style& style) {
  INFO(style.width << " columns, colour " << style.color << ", UTF-8 " << style.utf8);
  std::ostringstream out;
  writer(style, out);
  const std::string text = style.color ? without_own_codes(out.str()) : out.str();
  CHECK(is_safe(text));
  CHECK(widest_line(text) <= style.width);
  CHECK(text.size() < 250'000);
  CHECK((style.utf8 || std::ranges::all_of(text, [](char c) { return c > 0; })));
}

}  // namespace

TEST_CASE("nothing in an input reaches the terminal as anything but text") {
  const std::vector<std::pair<std::string, Writer>> writers = {
      {"assessment", write_assessment}, {"brief", write_brief},     {"control", write_control},
      {"inspection", write_inspection}, {"missing", write_missing}, {"list", write_list},
      {"fleet", write_fleet},
  };
  for (const auto& [name, writer] : writers) {
    INFO(name);
    for (const Style& style : styles()) check(writer, style);
  }
}

TEST_CASE("JSON of hostile inputs is valid, whole and harmless to a terminal") {
  const model::Assessment assessment = hostile();
  std::ostringstream whole;
  render_json(assessment, whole);
  std::ostringstream inspection;
  render_inspection_json(assessment, inspection);
  std::ostringstream missing;
  render_missing_json(assessment, missing);
  std::ostringstream control;
  render_control_json(assessment.controls[0].info, hostile_texts(), &assessment.controls[0],
                      control);
  std::ostringstream list;
  const std::vector<model::ControlInfo> controls = {assessment.controls[0].info};
  render_list_json(controls, list);
  for (const std::string& text :
       {whole.str(), inspection.str(), missing.str(), control.str(), list.str()}) {
    CHECK(is_safe(text));
    CHECK(nlohmann::json::accept(text));
  }
  // What was valid comes back as it was.
  const auto name = nlohmann::json::parse(whole.str())["tenant"]["name"].get<std::string>();
  CHECK(
      name.starts_with("\x1b]0;owned\x07\x1b[2J\r\n::error::<script>alert(1)</script>|\t"
                       "\xe2\x80\xae\xc2\x9b"
                       "31m\xe2\x80\x8b\xef\xbf\xbd"));
  CHECK(name.size() > 10'000);
}

TEST_CASE("no format for other programs holds what a terminal would obey") {
  for (const auto writer : {render_csv, render_evidence_csv, render_baseline_csv, render_sarif,
                            render_junit, render_markdown, render_github, render_ndjson}) {
    for (std::string text : printed(writer)) {
      std::erase(text, '\r');
      CHECK(is_safe(text));
      CHECK(text.size() < 400'000);
    }
  }
}

TEST_CASE("JSON for other programs is valid") {
  for (const std::string& text : printed(render_sarif)) {
    REQUIRE(nlohmann::json::accept(text));
    const auto log = nlohmann::json::parse(text);
    for (const auto& result : log["runs"][0]["results"]) {
      CHECK_FALSE(has_any(result["message"]["text"].get<std::string>(), {"](https"}));
    }
  }
  for (const std::string& text : printed(render_ndjson)) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      CHECK(nlohmann::json::accept(line));
      CHECK(line.size() < 8'192);
    }
  }
}

TEST_CASE("XML of hostile inputs is well formed") {
  for (const std::string& text : printed(render_junit)) {
    CHECK_FALSE(has_any(text, {"<script", "</script", "]]>", "\xef\xbf\xbf", "\"b\""}));
    CHECK(is_well_formed(text));
  }
}

TEST_CASE("Markdown of hostile inputs has no HTML, mentions nobody and links nothing") {
  for (const std::string& text : printed(render_markdown)) {
    CHECK_FALSE(has_any(text, {"<script", "</script", "@team", "#1", "[a](", "https://"}));
    CHECK(text.size() < 60'000);
  }
}

TEST_CASE("no text of an input begins a command of a workflow") {
  for (const std::string& text : printed(render_github)) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      const bool ours = line.starts_with("::error file=") || line.starts_with("::warning file=") ||
                        line.starts_with("::error title=Gate failed::") ||
                        line.starts_with("::notice title=Not shown::");
      CHECK(ours);
      // The second colons are where the message begins, and a percent sign is one of ours.
      const std::size_t message = line.find("::", 2);
      CHECK(line.substr(0, message).find(" =cmd|'!A0,") == line.npos);
      CHECK(line.find("%0A::error") == line.npos);
    }
  }
}
