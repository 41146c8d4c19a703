#pragma once

#include "stance/base/diagnostics.hpp"
#include "stance/base/json.hpp"
#include "stance/cel/type.hpp"
#include "stance/tenant/schema.hpp"
#include "stance/tenant/tenant.hpp"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::ingest {

inline base::json::Document parse(std::string_view text) {
  return base::json::Document::parse(base::Buffer::copy_of(text), "test").value();
}

// A schema whose datasets all have the text fields "id" and "parentId".
class TestSchema {
 public:
  struct Source {
    std::string at;
    std::vector<std::string> commands = {};
  };

  TestSchema& add(const std::string& name, const std::vector<Source>& sources,
                  bool singleton = false) {
    tenant::RecordSchema& row = schema_->add_record(name);
    for (const char* field : {"id", "parentId"}) {
      row.type.add({.path = field, .type = cel::simple(cel::TypeKind::text), .dataset = name});
      row.rules.emplace_back();
    }
    row.type.finish();
    tenant::Dataset dataset{.name = name, .singleton = singleton, .key = "id", .row = &row};
    for (const Source& source : sources) {
      dataset.sources.push_back({.exporter = "scuba",
                                 .at = source.at,
                                 .key_field = source.at.ends_with("{}") ? "id" : "",
                                 .parent = {{"parentId", "id"}},
                                 .commands = source.commands});
    }
    last_ = &schema_->add(std::move(dataset));
    return *this;
  }

  // The dataset that was added last.
  [[nodiscard]] tenant::Dataset& last() { return *last_; }

  operator const tenant::Schema&() const { return *schema_; }
  const tenant::Schema* operator->() const { return schema_.get(); }

 private:
  std::unique_ptr<tenant::Schema> schema_ = std::make_unique<tenant::Schema>();
  tenant::Dataset* last_ = nullptr;
};

// "present 2 'a'@0/k/0 'b'@0/k/1: detail" of a dataset.
inline std::string show(const tenant::Tenant& tenant, const tenant::Schema& schema,
                        std::string_view name) {
  const tenant::Dataset& dataset = *schema.find(name);
  const tenant::Holding& holding = tenant.holdings.at(dataset.index);
  std::string text(tenant::name(holding.table->state()));
  if (holding.table->open()) text += " open";
  cel::Projections projections;
  static_cast<void>(projections.of(dataset.row->type).slot(0));
  const auto scan = holding.table->scan(projections);
  tenant::Rows batch;
  while (scan->next(batch)) {
    for (std::size_t r = 0; r < batch.count; ++r) {
      const tenant::Located place = holding.table->locate(batch.places[r]);
      text += " " + cel::to_text(*batch.row(r)) + "@" + std::to_string(place.input) + place.pointer;
    }
  }
  if (!holding.detail.empty()) text += ": " + holding.detail;
  return text;
}

inline std::string show(const base::Diagnostics& problems) {
  std::string text;
  for (const base::Diagnostic& problem : problems.all()) text += base::render(problem);
  return text;
}

// A folder that goes away with the test.
class Folder {
 public:
  Folder() {
    const auto pattern = std::filesystem::temp_directory_path() / "stance-ingest-XXXXXX";
    std::string name = pattern.string();
    path_ = mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  std::string write(const std::string& name, std::string_view content) {
    const auto file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file.string();
  }
  [[nodiscard]] std::string path() const { return path_.string(); }
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
    return path_ / name;
  }
  // The text with the folder's own path taken out.
  [[nodiscard]] std::string without_path(std::string text) const {
    const std::string prefix = path() + "/";
    for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix)) {
      text.erase(at, prefix.size());
    }
    for (std::size_t at = text.find(path()); at != std::string::npos; at = text.find(path())) {
      text.replace(at, path().size(), "FOLDER");
    }
    return text;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace stance::ingest
