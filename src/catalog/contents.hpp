#pragma once

#include "control_reader.hpp"
#include "files.hpp"
#include "stance/catalog/catalog.hpp"
#include "stance/cel/image.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stance::catalog {

// The controls of the built-in catalog as they were compiled when the program was built.
struct CompiledRules {
  std::vector<std::string_view> controls;  // of the same index as the infos
  std::string_view licences;
  std::string_view licence_table;
  std::vector<std::string_view> baselines;  // of the same index as the baselines
  cel::ImageSpace space;
};

// All a catalog holds. Address-stable: records, datasets and nodes point into each other.
struct Contents {
  CatalogFiles files;
  Vocabulary vocabulary;
  tenant::Schema schema;
  cel::Environment environment;
  Node licences = {};
  Node licence_table = {};
  Node baselines = {};
  std::vector<model::ControlInfo> infos;    // by id
  std::vector<CatalogFile*> control_files;  // of the same index
  // Of the built-in catalog alone. Only what was changed is compiled from its file.
  std::optional<CompiledRules> compiled = std::nullopt;

  // A part of the environment in which things can be compiled that nobody will run.
  [[nodiscard]] cel::Environment scratch() const;
  // Of a control by its id; none when there is no such control.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const;
  // Null when there is no such control.
  [[nodiscard]] CatalogFile* file_of(std::string_view id) const;
};

// Reads all origins. Controls of folders are checked wholly, and all of them when a folder brings
// datasets or functions; null when there was a problem.
[[nodiscard]] std::unique_ptr<Contents> read_contents(const Origin& origin,
                                                      std::string_view built_in,
                                                      base::Diagnostics& problems);

// Names the datasets of the schema in the environment.
void declare_datasets(Contents& contents);

// Compiles one control and reads its texts and tests, to hear what is wrong. Its datasets are
// added to the info when all is well.
void check_control(Contents& contents, std::size_t index, cel::Environment& environment,
                   Reader& reader);

// What a control of a good catalog has beside that: texts, tests, its place; and what is allowed
// in expressions but hardly meant.
void lint_controls(Contents& contents, Reader& reader);

}  // namespace stance::catalog
