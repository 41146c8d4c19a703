#pragma once

#include "answers.hpp"
#include "stance/tenant/schema.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace stance::ingest {

// An answer read as one dataset.
struct Match {
  const tenant::Dataset* dataset = nullptr;
  const tenant::SourceRule* source = nullptr;  // never null
};

// An answer and all datasets that it holds rows of.
struct RecognisedAnswer {
  Answer answer;
  std::vector<Match> matches;
};

// Tells what answers hold, from what the datasets of a schema say about themselves. The schema must
// outlive it.
class Recogniser {
 public:
  explicit Recogniser(const tenant::Schema& schema);

  // The answers of a file that hold datasets. By "@odata.context"; else "@odata.type"; else the
  // properties of the first row; else the name of the file. Objects of an EntraExporter tree
  // (x/x.json) are told by their folder. Not every answer of a file need be recognised.
  [[nodiscard]] std::vector<RecognisedAnswer> recognise(base::json::Cursor root,
                                                        std::string_view path) const;

 private:
  using Matches = std::vector<Match>;
  using Index = std::map<std::string, Matches, std::less<>>;

  void add(const tenant::Dataset& dataset, const tenant::SourceRule& source);
  void add_names(const tenant::Dataset& dataset);
  [[nodiscard]] Matches match(const Answer& answer, std::string_view path) const;
  [[nodiscard]] Matches match_properties(const Answer& answer, std::string_view path) const;
  [[nodiscard]] Matches match_name(const Answer& answer, std::string_view path) const;
  [[nodiscard]] Matches match_failure(const Answer& answer, std::string_view path) const;
  [[nodiscard]] Matches match_tree(std::string_view path) const;
  [[nodiscard]] Matches with_parts(const Match& match) const;

  const tenant::Schema& schema_;
  Index by_context_;
  Index by_type_;
  Index by_path_;
  Index by_name_;
};

}  // namespace stance::ingest
