#include "baseline_reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace stance::catalog {

namespace {

using model::Baseline;

std::string text_under(const Node& body, std::string_view key, Reader& reader) {
  const Node node = body.find(key);
  return node ? reader.filled_text(node).value_or("") : std::string();
}

// "[shall]" or "[shall, directive]".
void read_requirement(const Node& id, const Node& words, Baseline& baseline, Reader& reader) {
  static constexpr std::array<std::string_view, 3> known = {"shall", "should", "directive"};
  model::Requirement out{.id = std::string(id.text())};
  for (const Node& word : words.items()) {
    const auto index = reader.choice(word, "word", known);
    if (!index) continue;
    if (*index + 1 == known.size()) {
      out.directive = true;
    } else {
      out.criticality = known.at(*index);
    }
  }
  if (out.criticality.empty()) {
    reader.error(id, "missing-key", "a requirement says [shall] or [should]");
  }
  if (out.directive && baseline.directive.empty()) {
    reader.error(id, "missing-key", "the baseline does not say which directive", "directive: NAME");
  }
  baseline.requirements.push_back(std::move(out));
}

void read_removed(const Node& removed, Baseline& baseline, Reader& reader) {
  if (!reader.expect_mapping(removed)) return;
  for (const auto& [id, ids] : removed.pairs()) {
    if (baseline.find(id.text()) != nullptr) {
      reader.error(id, "duplicate-name", "it is removed and asked for");
    }
    model::RemovedRequirement out{.id = std::string(id.text()), .superseded_by = {}};
    if (!reader.expect_list(ids)) continue;
    std::vector<std::string_view> known;
    for (const model::Requirement& one : baseline.requirements) known.push_back(one.id);
    for (const Node& item : ids.items()) {
      if (reader.choice(item, "requirement", known)) out.superseded_by.emplace_back(item.text());
    }
    baseline.removed.push_back(std::move(out));
  }
}

Baseline read_baseline(const Node& name, const Node& body, Reader& reader) {
  static constexpr std::array<std::string_view, 7> known = {
      "edition", "source", "directive", "omitted", "annotated", "requirements", "removed"};
  Baseline out{.framework = std::string(name.text())};
  if (!reader.keys(body, "a baseline", known)) return out;
  out.edition = text_under(body, "edition", reader);
  out.source = text_under(body, "source", reader);
  out.directive = text_under(body, "directive", reader);
  const Node requirements = reader.required(body, "requirements", "the baseline");
  if (requirements && reader.expect_mapping(requirements)) {
    for (const auto& [id, words] : requirements.pairs()) {
      read_requirement(id, words, out, reader);
    }
  }
  if (const Node removed = body.find("removed")) read_removed(removed, out, reader);
  return out;
}

}  // namespace

std::vector<Baseline> read_baselines(const Node& body, const std::vector<std::string>& frameworks,
                                     Reader& reader) {
  std::vector<Baseline> out;
  if (!reader.expect_mapping(body)) return out;
  const std::vector<std::string_view> known(frameworks.begin(), frameworks.end());
  for (const auto& [name, baseline] : body.pairs()) {
    if (!reader.choice(name, "framework", known)) continue;
    out.push_back(read_baseline(name, baseline, reader));
  }
  return out;
}

rules::BaselineRule read_baseline_rule(const Node& baselines, std::string_view framework,
                                       Expressions& expressions) {
  const Node baseline = baselines ? baselines.find(framework) : Node();
  const auto list_at = [&](std::string_view key) -> std::optional<cel::Program> {
    const Node node = baseline ? baseline.find(key) : Node();
    if (!node) return std::nullopt;
    return expressions.compile(node, {}, cel::simple(cel::TypeKind::list));
  };
  return {.omitted = list_at("omitted"), .annotated = list_at("annotated")};
}

}  // namespace stance::catalog
