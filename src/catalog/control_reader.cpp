#include "control_reader.hpp"

#include "check_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace stance::catalog {

namespace {

using model::ControlInfo;
using model::ControlTexts;

constexpr std::array<std::string_view, 3> levels = {"low", "moderate", "high"};

std::string read_text(const Node& control, std::string_view key, Reader& reader) {
  const Node node = reader.required(control, key, "the control");
  return node ? reader.filled_text(node).value_or("") : std::string();
}

std::int64_t read_bounded(const Node& node, std::int64_t max, Reader& reader) {
  const auto value = reader.integer(node);
  if (!value) return 1;
  if (*value >= 1 && *value <= max) return *value;
  reader.error(node, "out-of-range",
               fmt::format("expected a whole number from 1 to {}, found {}", max, *value));
  return 1;
}

std::size_t read_level(const Node& control, std::string_view key, std::string_view what,
                       Reader& reader) {
  const Node node = reader.required(control, key, "the control");
  return node ? reader.choice(node, what, levels).value_or(0) : 0;
}

// "<area>.<name>" of lower-case letters, digits and '-'.
bool is_id(std::string_view id) {
  const std::size_t dot = id.find('.');
  const auto fits = [](std::string_view part) {
    return !part.empty() && !part.starts_with('-') && !part.ends_with('-') &&
           part.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
               std::string_view::npos;
  };
  return dot != std::string_view::npos && fits(id.substr(0, dot)) && fits(id.substr(dot + 1));
}

std::string read_id(const Node& control, Reader& reader) {
  std::string id = read_text(control, "id", reader);
  if (!id.empty() && !is_id(id)) {
    reader.error(control.find("id"), "bad-name", fmt::format("'{}' is no id of a control", id),
                 "an area and a name in lower case, such as entra.block-legacy-authentication");
  }
  return id;
}

std::vector<std::string_view> views(const std::vector<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

std::string read_category(const Node& control, const Vocabulary& vocabulary, Reader& reader) {
  const Node node = reader.required(control, "category", "the control");
  if (!node) return {};
  const auto index = reader.choice(node, "category", views(vocabulary.categories));
  return index ? vocabulary.categories[*index] : std::string();
}

std::string read_criticality(const Node& control, Reader& reader) {
  static constexpr std::array<std::string_view, 2> words = {"shall", "should"};
  const Node node = control.find("criticality");
  if (!node) return {};
  const auto index = reader.choice(node, "criticality", words);
  return index ? std::string(words.at(*index)) : std::string();
}

void read_refs(const Node& node, const Vocabulary& vocabulary, ControlInfo& info, Reader& reader) {
  if (!reader.expect_mapping(node)) return;
  const std::vector<std::string_view> known = views(vocabulary.frameworks);
  std::vector<std::vector<std::string>> by_framework(known.size());
  for (const auto& [key, ids] : node.pairs()) {
    if (const auto index = reader.choice(key, "framework", known)) {
      by_framework[*index] = reader.texts(ids);
    }
  }
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (by_framework[i].empty()) continue;
    info.refs.emplace_back(known[i], std::move(by_framework[i]));
  }
}

// Only what the control refers to can ask for less than the control.
void check_asks(const Node& asks, const ControlInfo& info, Reader& reader) {
  if (!asks.is_mapping()) return;
  std::vector<std::string_view> known;
  for (const auto& [framework, ids] : info.refs) known.insert(known.end(), ids.begin(), ids.end());
  for (const auto& [reference, condition] : asks.pairs()) {
    static_cast<void>(reader.choice(reference, "reference", known));
  }
}

std::string optional_text(const Node& control, std::string_view key, Reader& reader) {
  const Node node = control.find(key);
  return node ? reader.filled_text(node).value_or("") : std::string();
}

std::vector<std::string> optional_texts(const Node& control, std::string_view key, Reader& reader) {
  const Node node = control.find(key);
  return node ? reader.texts(node) : std::vector<std::string>();
}

void read_links(const Node& control, ControlTexts& texts, Reader& reader) {
  const Node node = control.find("links");
  if (!node) return;
  texts.links = reader.texts(node);
  for (const Node& item : node.items()) {
    if (!item.is_scalar() || item.text().empty() || item.text().starts_with("https://")) continue;
    reader.error(item, "bad-link", fmt::format("'{}' is no https address", item.text()));
  }
}

}  // namespace

ControlInfo read_info(const Node& control, const Vocabulary& vocabulary, Reader& reader) {
  constexpr std::int64_t max_points = 10;
  constexpr std::int64_t max_revision = 1'000'000;
  ControlInfo info{.id = read_id(control, reader),
                   .title = read_text(control, "title", reader),
                   .category = read_category(control, vocabulary, reader),
                   .product = read_text(control, "product", reader)};
  if (const Node node = control.find("revision")) {
    info.revision = read_bounded(node, max_revision, reader);
  }
  if (const Node node = reader.required(control, "points", "the control")) {
    info.points = read_bounded(node, max_points, reader);
  }
  info.cost = static_cast<model::Cost>(read_level(control, "cost", "cost", reader));
  info.user_impact =
      static_cast<model::UserImpact>(read_level(control, "user_impact", "user impact", reader));
  info.criticality = read_criticality(control, reader);
  if (const Node refs = control.find("refs")) read_refs(refs, vocabulary, info, reader);
  check_asks(control.find("asks"), info, reader);
  return info;
}

void check_keys(const Node& control, Reader& reader) {
  static constexpr std::array<std::string_view, 26> known = {
      "id",          "revision",    "title",     "category", "product", "points",
      "cost",        "user_impact", "threats",   "licence",  "refs",    "asks",
      "criticality", "description", "rationale", "steps",    "params",  "let",
      "user_effect", "notes",       "links",     "applies",  "check",   "exceptions",
      "tests",       "survivors"};
  static_cast<void>(reader.keys(control, "the control", known));
}

ControlTexts read_texts(const Node& control, const tenant::Schema& schema, Reader& reader) {
  ControlTexts texts{.description = optional_text(control, "description", reader),
                     .rationale = optional_text(control, "rationale", reader),
                     .threats = optional_texts(control, "threats", reader),
                     .steps = optional_texts(control, "steps", reader),
                     .user_effect = optional_text(control, "user_effect", reader)};
  texts.notes = optional_text(control, "notes", reader);
  texts.licence = optional_texts(control, "licence", reader);
  read_links(control, texts, reader);
  texts.parameters = describe_parameters(control);
  texts.check = describe_check(control, schema);
  texts.file = control.file().name;
  return texts;
}

}  // namespace stance::catalog
