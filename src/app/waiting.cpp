#include "waiting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace stance::app {

namespace {

model::DatasetResult* find(model::Assessment& assessment, std::string_view name) {
  const auto found =
      std::ranges::lower_bound(assessment.datasets, name, {}, &model::DatasetResult::name);
  return found != assessment.datasets.end() && found->name == name ? &*found : nullptr;
}

void add_once(std::vector<std::string>& texts, std::string text) {
  if (std::ranges::find(texts, text) == texts.end()) texts.push_back(std::move(text));
}

class Waiting {
 public:
  explicit Waiting(model::Assessment& assessment) : assessment_(assessment) {}

  void add(const model::ControlResult& control);
  void finish();

 private:
  void wait(model::DatasetResult& dataset, const model::ControlResult& control);
  void wait_for_more(const model::ControlResult& control, const std::set<std::string>& details);

  model::Assessment& assessment_;
  // Properties that were not exported, by dataset.
  std::map<std::string, std::set<std::string>, std::less<>> absent_ = {};
  std::map<std::string, model::UnsettledCause, std::less<>> unsettled_ = {};
};

void Waiting::wait(model::DatasetResult& dataset, const model::ControlResult& control) {
  // Controls come in the order of their ids.
  if (!dataset.waiting.empty() && dataset.waiting.back() == control.info.id) return;
  dataset.waiting.push_back(control.info.id);
  dataset.waiting_points += control.info.points;
}

void Waiting::add(const model::ControlResult& control) {
  bool named = false;
  std::set<std::string> details;
  for (const model::Missing& missing : control.finding.missing) {
    model::DatasetResult* dataset = find(assessment_, missing.dataset);
    if (dataset == nullptr) {
      details.insert(missing.detail);
      continue;
    }
    named = true;
    // Everything that reads it waits for it anyway.
    if (!dataset->is_data() || dataset->open) continue;
    wait(*dataset, control);
    if (missing.reason == "field_absent" && !missing.field.empty()) {
      absent_[dataset->name].insert(missing.field);
    } else if (missing.reason != "damaged" || dataset->damaged_rows == 0) {
      add_once(dataset->lacks, missing.detail);
    }
  }
  for (const std::string& detail : details) {
    model::UnsettledCause& cause = unsettled_[detail];
    cause.detail = detail;
    cause.controls.push_back(control.info.id);
    cause.points += control.info.points;
  }
  if (!named) wait_for_more(control, details);
}

// What is empty, or was asked of DNS, may be more when it is asked for again.
void Waiting::wait_for_more(const model::ControlResult& control,
                            const std::set<std::string>& details) {
  for (const std::string& name : control.info.datasets) {
    model::DatasetResult* dataset = find(assessment_, name);
    if (dataset == nullptr || !dataset->is_data() || dataset->open) continue;
    const bool lookup = dataset->step.kind == model::CollectKind::dns;
    if (dataset->state != "empty" && !lookup) continue;
    wait(*dataset, control);
    if (!lookup) continue;
    for (const std::string& detail : details) add_once(dataset->lacks, detail);
  }
}

void Waiting::finish() {
  for (model::DatasetResult& dataset : assessment_.datasets) {
    if (!dataset.is_data() || dataset.open) {
      dataset.waiting = dataset.controls;
      dataset.waiting_points = dataset.points;
    }
    const auto absent = absent_.find(dataset.name);
    if (absent == absent_.end()) continue;
    dataset.lacks.insert(dataset.lacks.begin(),
                         fmt::format("exported without '{}'", fmt::join(absent->second, "', '")));
  }
  for (auto& [detail, cause] : unsettled_) assessment_.unsettled.push_back(std::move(cause));
  std::ranges::sort(assessment_.unsettled, [](const auto& a, const auto& b) {
    return std::tie(b.points, a.detail) < std::tie(a.points, b.detail);
  });
}

}  // namespace

void describe_waiting(model::Assessment& assessment) {
  Waiting waiting(assessment);
  for (const model::ControlResult& control : assessment.controls) {
    if (control.finding.outcome == model::Outcome::not_assessed) waiting.add(control);
  }
  waiting.finish();
}

}  // namespace stance::app
