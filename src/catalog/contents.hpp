#pragma once

#include "control_reader.hpp"
#include "files.hpp"
#include "stance/catalog/catalog.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace stance::catalog {

// All a catalog holds. Address-stable: records, datasets and nodes point into each other.
struct Contents {
  std::vector<base::json::Document> index;
  CatalogFiles files;
  Vocabulary vocabulary;
  tenant::Schema schema;
  cel::Environment environment;
  Node licences = {};
  std::vector<model::ControlInfo> infos;    // by id
  std::vector<CatalogFile*> control_files;  // of the same index

  // A part of the environment in which things can be compiled that nobody will run.
  [[nodiscard]] cel::Environment scratch() const;
  // Null when there is no such control.
  [[nodiscard]] CatalogFile* file_of(std::string_view id) const;
};

// Reads all origins. Controls of folders are checked wholly, and all of them when a folder brings
// datasets or functions; null when there was a problem.
[[nodiscard]] std::unique_ptr<Contents> read_contents(const Origin& origin,
                                                      std::string_view built_in,
                                                      base::Diagnostics& problems);

// Compiles one control and reads its texts and tests, to hear what is wrong. Its datasets are
// added to the info when all is well.
void check_control(Contents& contents, std::size_t index, cel::Environment& environment,
                   Reader& reader);

// What a control of a good catalog has beside that: texts, tests, its place; and what is allowed
// in expressions but hardly meant.
void lint_controls(Contents& contents, Reader& reader);

}  // namespace stance::catalog
