#pragma once

#include "finding.hpp"
#include "recogniser.hpp"

#include <string>
#include <vector>

namespace stance::ingest {

// An answer and the file that it stands in.
struct PlacedAnswer {
  std::size_t file = 0;  // among all that were read
  const RecognisedAnswer* answer = nullptr;
  std::string name = {};  // of the file, without folders
};

// Answers that were given together: of one folder, archive, or file on standard input.
struct AnswerGroup {
  std::string name;
  std::vector<PlacedAnswer> answers = {};  // in the order of paths
};

// Joins the pages of a dataset: a finding for each of its sources that the group has answers of, in
// the order of sources. Rows are open where the last page is missing, a page failed, fewer rows are
// there than were counted, or as many as are answered at most.
[[nodiscard]] std::vector<DatasetFinding> find_datasets(const tenant::Dataset& dataset,
                                                        const AnswerGroup& group);

// "Microsoft Graph", "EntraExporter", "PowerShell".
[[nodiscard]] std::string_view exporter_name(const tenant::SourceRule& source);

}  // namespace stance::ingest
