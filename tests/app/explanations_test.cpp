#include "stance/app/explanations.hpp"

#include "fixture.hpp"
#include "stance/base/diagnostic_code.hpp"

#include <algorithm>
#include <ranges>
#include <set>

using namespace stance;
using namespace stance::app;

namespace {

constexpr std::string_view catalog_file = R"(catalog: {name: example, version: 1.0.0}
categories: [identity]
frameworks: {scuba: SCuBA}
functions:
  fine(u): u.on
  broken(u): u.on &&
  endless(u): endless(u)
datasets:
  demo.users:
    title: Users
    product: Demo
    key: id
    fields:
      id: string
      name: string
      nick: string?
      mode: {type: string, words: ["on", "off"], closed: true}
      age: int
      on: bool
  demo.log:
    title: Log
    product: Demo
    large: true
    key: id
    fields: {id: string, on: bool}
)";

bool has_key(std::string_view yaml, std::string_view key) {
  const std::string line = std::string(key) + ":";
  return yaml.starts_with(line) || yaml.find("\n" + line) != std::string_view::npos;
}

// The example with the keys that every control needs.
std::string control(std::string_view id, std::string_view example) {
  std::string out;
  if (!has_key(example, "id")) out += "id: " + std::string(id) + "\n";
  static constexpr std::pair<std::string_view, std::string_view> needed[] = {
      {"revision", "1"},
      {"title", "T"},
      {"category", "identity"},
      {"product", "Demo"},
      {"points", "4"},
      {"cost", "low"},
      {"user_impact", "low"},
      {"threats", "[t]"},
      {"rationale", "r"},
      {"description", "d"},
      {"steps", "[s]"},
      {"user_effect", "u"},
      {"check", "{assert: demo.users.size() > 1}"}};
  for (const auto& [key, value] : needed) {
    if (has_key(example, key)) continue;
    out += std::string(key) + ": " + std::string(value) + "\n";
  }
  return out + std::string(example);
}

// All codes that lint and the tests of a catalog with the example report.
std::set<std::string_view> codes_of(const Explanation& one, std::string_view example,
                                    std::string_view path) {
  const test::Folder folder;
  std::filesystem::remove_all(folder.path("rules"));
  folder.write("rules/catalog.yaml", catalog_file);
  folder.write("rules/controls/demo/example.yaml", control("demo.example", ""));
  if (one.place == Place::profile) {
    folder.write("profile.yaml", example);
  } else if (one.place == Place::decisions) {
    folder.write("rules/controls/demo/by-hand.yaml",
                 control("demo.by-hand", "check: {manual: Look.}\n"));
    folder.write("decisions.yaml", example);
  } else if (one.place == Place::control) {
    folder.write("rules/controls/demo/example.yaml", control("demo.example", example));
  } else if (path.starts_with("controls/")) {
    folder.write("rules/" + std::string(path), control("", example));
  } else {
    folder.write("rules/" + std::string(path), example);
  }
  base::Diagnostics problems;
  catalog::Origin origin{.built_in = false, .folders = {folder.path("rules")}, .lint = true};
  static_cast<void>(load_catalog(origin, problems));
  origin.lint = false;
  auto loaded = load_catalog(origin, problems);
  if (loaded && test_catalog(*loaded, problems).failed == 0) {
    static_cast<void>(mutate_catalog(*loaded, problems));
  }
  base::Diagnostics of_profile;
  if (loaded && one.place == Place::profile) {
    static_cast<void>(loaded->read_profile(folder.path("profile.yaml"), of_profile));
  }
  if (loaded && one.place == Place::decisions) {
    static_cast<void>(
        check_decisions({.decisions = {folder.path("decisions.yaml")}, .as_of = "2026-06-01"},
                        *loaded, of_profile));
  }
  std::set<std::string_view> codes;
  for (const base::Diagnostics* found : {&problems, &of_profile}) {
    for (const base::Diagnostic& problem : found->all()) codes.insert(problem.code.word());
  }
  return codes;
}

}  // namespace

TEST_CASE("every code is explained, once and in order") {
  CHECK(std::ranges::equal(explanations(), base::diagnostic_codes, {}, &Explanation::code));
  for (const std::string_view code : base::diagnostic_codes) {
    REQUIRE(find_explanation(code) != nullptr);
    CHECK(find_explanation(code)->code == code);
  }
  CHECK(find_explanation("no-such-code") == nullptr);
}

TEST_CASE("the example of each code has it, and the corrected form has not") {
  for (const Explanation& one : explanations()) {
    DYNAMIC_SECTION(one.code) {
      CHECK(codes_of(one, one.wrong, one.path).contains(one.code));
      CHECK_FALSE(codes_of(one, one.right, one.right_path).contains(one.code));
    }
  }
}

TEST_CASE("explanations are sentences") {
  for (const Explanation& one : explanations()) {
    INFO(one.code);
    CHECK_FALSE(one.title.ends_with('.'));
    CHECK(one.meaning.ends_with('.'));
    CHECK(one.wrong.ends_with('\n'));
    CHECK(one.right.ends_with('\n'));
  }
}
