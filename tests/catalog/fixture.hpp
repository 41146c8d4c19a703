#pragma once

#include "contents.hpp"
#include "files.hpp"
#include "node.hpp"
#include "reader.hpp"
#include "stance/base/diagnostics.hpp"
#include "stance/base/file.hpp"
#include "stance/base/json.hpp"
#include "yaml.hpp"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace stance::catalog::testing {

// All problems as a person would see them, sorted.
inline std::string rendered(base::Diagnostics problems) {
  problems.sort();
  std::string out;
  for (const base::Diagnostic& problem : problems.all()) out += base::render(problem);
  return out;
}

// A YAML text as nodes, from a file named "x.yaml".
class Yaml {
 public:
  explicit Yaml(std::string text) : file_{.name = "x.yaml", .text = std::move(text)} {
    const auto json = yaml_to_json(file_.text, file_.name, problems_);
    if (!json) return;
    auto parsed = base::json::Document::parse(base::Buffer::copy_of(*json), "json");
    if (parsed) document_.emplace(*std::move(parsed));
  }
  Yaml(const Yaml&) = delete;
  Yaml& operator=(const Yaml&) = delete;

  [[nodiscard]] Node root() const {
    return document_ ? Node(document_->root(), file_) : Node(base::json::Cursor(), file_);
  }
  [[nodiscard]] Node at(std::string_view key) const { return root().find(key); }
  [[nodiscard]] std::string problems() const { return rendered(problems_); }

 private:
  SourceFile file_;
  base::Diagnostics problems_;
  std::optional<base::json::Document> document_;
};

using Texts = std::map<std::string, std::string>;

// A folder with these files, removed at the end.
class Folder {
 public:
  explicit Folder(const Texts& files) {
    static std::atomic<int> count = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("stance-catalog-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    for (const auto& [name, text] : files) {
      const std::filesystem::path file = path_ / name;
      std::filesystem::create_directories(file.parent_path());
      std::ofstream(file, std::ios::binary) << text;
    }
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  // Problems as if the folder were named "rules".
  [[nodiscard]] std::string rendered(const base::Diagnostics& problems) const {
    std::string out = testing::rendered(problems);
    const std::string name = path_.string();
    for (std::size_t at = out.find(name); at != std::string::npos; at = out.find(name, at)) {
      out.replace(at, name.size(), "rules");
    }
    return out;
  }

 private:
  std::filesystem::path path_;
};

// The control of the small catalog.
inline constexpr const char* users_control =
    "id: test.users\n"
    "revision: 2\n"
    "title: Users are active\n"
    "category: identity\n"
    "product: Test\n"
    "points: 5\n"
    "cost: low\n"
    "user_impact: moderate\n"
    "threats: [accountBreach]\n"
    "refs: {cis: [1.1], scuba: [MS.1, MS.2]}\n"
    "description: Users should be active.\n"
    "rationale: Others are forgotten.\n"
    "steps:\n"
    "- Look at them.\n"
    "user_effect: None.\n"
    "params:\n"
    "  limit: {default: 3, min: 1, max: 9, description: Days at most.}\n"
    "check:\n"
    "  each: {in: test.users, as: u, pass: active(u) && u.age < params.limit, empty: met}\n"
    "tests:\n"
    "- name: an active user passes\n"
    "  rows: {test.users: [{id: a, enabled: true, age: 1}]}\n"
    "  expect: {outcome: met}\n"
    "- name: an inactive user fails\n"
    "  rows: {test.users: [{id: a, enabled: false, age: 1}]}\n"
    "  expect: {outcome: unmet}\n"
    "- name: nothing is known without users\n"
    "  expect: {outcome: not_assessed}\n";

// A catalog without mistakes: two datasets and one control.
inline Texts small_catalog() {
  return {
      {"catalog.yaml",
       "catalog: {name: small, version: 1.2.0}\n"
       "categories: [identity, data]\n"
       "frameworks:\n"
       "  scuba: CISA SCuBA\n"
       "  cis: CIS Benchmark\n"},
      {"licences.yaml",
       "licences:\n"
       "  plans: test.users.map(u, u.id)\n"
       "  includes: {P2: [P1]}\n"},
      {"functions.yaml",
       "functions:\n"
       "  active(u): u.enabled\n"},
      {"datasets/test.yaml",
       "datasets:\n"
       "  test.users:\n"
       "    title: Users\n"
       "    product: Test\n"
       "    key: id\n"
       "    fields:\n"
       "      id: string\n"
       "      enabled: bool\n"
       "      age: int\n"
       "  test.settings:\n"
       "    title: Settings\n"
       "    product: Test\n"
       "    singleton: true\n"
       "    fields:\n"
       "      mode: string\n"
       "      days: int\n"},
      {"controls/test/users.yaml", users_control},
  };
}

// The small catalog with one file replaced or added.
inline Texts with(std::string name, std::string text) {
  Texts out = small_catalog();
  out[std::move(name)] = std::move(text);
  return out;
}

// A control named test.x; `rest` begins in line 8.
inline std::string control(std::string_view rest) {
  return "id: test.x\ntitle: T\ncategory: identity\nproduct: Test\npoints: 5\ncost: low\n"
         "user_impact: low\n" +
         std::string(rest);
}

// What is wrong with the small catalog when a file is replaced or added.
inline std::string problems_with(std::string name, std::string text) {
  const Folder folder(with(std::move(name), std::move(text)));
  base::Diagnostics problems;
  static_cast<void>(read_contents({.built_in = false, .folders = {folder.path()}}, {}, problems));
  return folder.rendered(problems);
}

inline std::string problems_with_control(std::string_view rest) {
  return problems_with("controls/test/x.yaml", control(rest));
}

}  // namespace stance::catalog::testing
