#pragma once

#include "answers.hpp"
#include "stance/tenant/schema.hpp"

#include <map>
#include <set>
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

// An answer that is not known to hold a dataset.
struct UnknownAnswer {
  Answer answer;
  // The dataset that the name of the file hints at, where an answer without rows asks for more.
  std::string hinted = {};
};

struct Recognition {
  std::vector<RecognisedAnswer> answers = {};
  std::vector<UnknownAnswer> unknown = {};
};

// Tells what answers hold, from what the datasets of a schema say about themselves. The schema must
// outlive it.
class Recogniser {
 public:
  explicit Recogniser(const tenant::Schema& schema);

  // The answers of a file that hold datasets. By "@odata.context"; else "@odata.type"; else the
  // properties of the first row; else the name of the file. Objects of an EntraExporter tree
  // (x/x.json) are told by their folder. Not every answer of a file need be recognised. A general
  // name such as "users" is no proof that an answer without rows is one of users.
  [[nodiscard]] Recognition recognise(base::json::Cursor root, std::string_view path) const;

  // The command that a file is called after, as it is declared; empty when it is none.
  [[nodiscard]] std::string_view command_of(std::string_view path) const;

 private:
  using Matches = std::vector<Match>;
  using Index = std::map<std::string, Matches, std::less<>>;

  void add(const tenant::Dataset& dataset, const tenant::SourceRule& source);
  void add_names(const tenant::Dataset& dataset);
  void add_name(std::string_view name, const Match& match);
  [[nodiscard]] Matches match(const Answer& answer, std::string_view path) const;
  [[nodiscard]] Matches match_properties(const Answer& answer, std::string_view path) const;
  [[nodiscard]] Matches match_name(const Answer& answer, std::string_view path) const;
  [[nodiscard]] std::string hinted_by(std::string_view path) const;
  [[nodiscard]] Matches match_failure(const Answer& answer, std::string_view path) const;
  [[nodiscard]] Matches match_tree(std::string_view path) const;
  [[nodiscard]] Matches with_parts(const Match& match) const;

  // Properties that show a dataset when all are there, in lower case.
  struct Shape {
    const tenant::Dataset* dataset = nullptr;
    std::vector<std::string> properties;
  };

  const tenant::Schema& schema_;
  std::vector<Shape> shapes_;
  Index by_context_;
  Index by_type_;
  Index by_path_;
  Index by_name_;
  std::set<std::string, std::less<>> telling_;  // names that stand for one thing in the world
  std::map<std::string, std::string, std::less<>> commands_;  // as declared, by name in lower case
};

}  // namespace stance::ingest
