#include "contents.hpp"
#include "state.hpp"
#include "test_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace stance::catalog {

namespace {

void check_texts(const Node& control, Reader& reader) {
  static constexpr std::array<std::string_view, 6> needed = {"revision",  "threats", "description",
                                                             "rationale", "steps",   "user_effect"};
  for (const std::string_view key : needed) {
    static_cast<void>(reader.required(control, key, "the control"));
  }
}

// The area and the name of an id are the folder and the name of its file.
void check_path(const Node& control, const CatalogFile& file, Reader& reader) {
  if (!control.find("id")) return;
  std::string id(control.find("id").text());
  std::ranges::replace(id, '.', '/');
  const std::string wanted = fmt::format("controls/{}.yaml", id);
  if (file.path == wanted) return;
  reader.warning(control.find("id"), "file-name", "the file is not named like the control",
                 fmt::format("expected {}", wanted));
}

// Each verdict a control can reach without partial credit has been seen at least once.
void check_tests(const Node& control, const tenant::Schema& schema, Reader& reader) {
  static constexpr std::array<std::string_view, 3> needed = {"met", "unmet", "not_assessed"};
  if (control.find("check").find("manual")) return;
  base::Diagnostics reported_before;
  Reader quiet(reported_before);
  const auto tests = read_tests(control, schema, quiet);
  // Tests with problems of their own count for nothing, but were reported.
  if (reported_before.has_errors()) return;
  for (const std::string_view outcome : needed) {
    const bool found = std::ranges::any_of(
        tests, [&](const rules::Test& test) { return test.expect.outcome == outcome; });
    if (found) continue;
    reader.error(control, "missing-test", fmt::format("no test expects the outcome '{}'", outcome));
  }
}

// The service plans that a control or a part names, and those of the parts inside of it.
void add_plans(const Node& named, const Node& check, std::vector<Node>& plans) {
  std::ranges::copy(named.items(), std::back_inserter(plans));
  for (const Node& part : check.find("parts").items()) add_plans(part.find("licence"), part, plans);
}

// What a tenant would have to buy is told for every plan, or the table says nothing.
void check_plans(const Contents& contents, Reader& reader) {
  if (!contents.licence_table) return;
  const Node table = contents.licence_table.find("plans");
  for (CatalogFile* file : contents.control_files) {
    std::vector<Node> plans;
    add_plans(file->root().find("licence"), file->root().find("check"), plans);
    for (const Node& plan : plans) {
      if (!plan.is_scalar() || table.find(plan.text())) continue;
      reader.warning(plan, "bad-licence",
                     fmt::format("the licence table has no plan '{}'", plan.text()));
    }
  }
}

// A reference to a framework whose requirements are known is one of them, and each is judged.
void check_baseline(const model::Baseline& baseline, const Contents& contents, Reader& reader) {
  std::vector<std::string_view> known;
  for (const model::Requirement& one : baseline.requirements) known.push_back(one.id);
  std::set<std::string_view> judged;
  for (CatalogFile* file : contents.control_files) {
    for (const Node& id : file->root().find("refs").find(baseline.framework).items()) {
      if (reader.choice(id, "requirement", known)) judged.insert(id.text());
    }
  }
  const Node requirements = contents.baselines.find(baseline.framework).find("requirements");
  for (const auto& [id, words] : requirements.pairs()) {
    if (judged.contains(id.text())) continue;
    reader.warning(id, "unknown-control", fmt::format("no control refers to '{}'", id.text()));
  }
}

}  // namespace

void lint_controls(Contents& contents, Reader& reader) {
  cel::Environment environment = contents.scratch();
  environment.lint = true;
  for (std::size_t i = 0; i < contents.infos.size(); ++i) {
    CatalogFile& file = *contents.control_files[i];
    const Node control = file.root();
    check_control(contents, i, environment, reader);
    check_texts(control, reader);
    check_path(control, file, reader);
    check_tests(control, contents.schema, reader);
  }
  check_plans(contents, reader);
  for (const model::Baseline& baseline : contents.vocabulary.baselines) {
    check_baseline(baseline, contents, reader);
  }
}

void Catalog::lint(base::Diagnostics& problems) {
  Reader reader(problems);
  lint_controls(*state_->contents, reader);
  static_cast<void>(licences(problems));
  static_cast<void>(licence_table(problems));
  problems.sort();
}

}  // namespace stance::catalog
