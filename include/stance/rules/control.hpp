#pragma once

#include "stance/cel/compile.hpp"
#include "stance/rules/check.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace stance::rules {

// A tunable of a control, with the value in force.
struct Parameter {
  std::string name;
  cel::Value value;
  std::string description = {};
};

// What one reference of a control asks, where the control asks for more than that.
struct Asked {
  std::string reference;
  cel::Program condition;
};

// What may be declared as approved, so that a control which falls short for nothing else is met: a
// list of values for a parameter, which is a list of texts or a map of such lists.
struct Exception {
  std::uint32_t parameter = 0;  // its index
  cel::Program values;
};

// What the engine needs of a control: compiled programs and plain data, no texts for people.
struct Control {
  std::string id;
  std::vector<std::string> licence = {};   // service plans, any one suffices; empty: none needed
  std::vector<Parameter> parameters = {};  // parameter i is local i
  std::vector<Let> lets = {};
  std::optional<cel::Program> applies = std::nullopt;
  std::optional<Check> check = std::nullopt;  // none: a manual control
  std::vector<Asked> asks = {};
  std::vector<Exception> exceptions = {};
  std::size_t locals = 0;                    // a frame for any of its programs
  std::vector<std::uint32_t> datasets = {};  // every dataset it reads, ascending
};

// How licences are read from a tenant, and which plan contains which.
struct LicenceRule {
  std::optional<cel::Program> plans = std::nullopt;  // list(string); unknown: no licence data
  // A list of lists: part number, licences that are assigned, all licences, names of service plans
  // (none: as the licence table says).
  std::optional<cel::Program> subscriptions = std::nullopt;
  std::string users = {};  // the dataset of all users; may be empty
  std::map<std::string, std::vector<std::string>> includes = {};  // plan -> plans it contains
};

// What inputs say about requirements of a baseline. Each gives a list of lists of three texts: the
// id of a requirement, a text, a day or nothing.
struct BaselineRule {
  std::optional<cel::Program> omitted = std::nullopt;    // left out: reason, last day
  std::optional<cel::Program> annotated = std::nullopt;  // remarked on: comment, day of the remedy
};

// One case from inside a control: rows in, verdict out.
struct Test {
  std::string name;
  std::map<std::string, std::string> rows = {};  // dataset -> JSON array; absent: not collected
  std::map<std::string, std::string> parameters = {};  // name -> JSON
  std::optional<std::vector<std::string>> plans = std::nullopt;
  std::string as_of = {};
  struct Expectation {
    std::string outcome;                               // met, partial, unmet, not_assessed, ...
    std::optional<Thousandths> credit = std::nullopt;  // within half a thousandth
    std::optional<std::vector<std::string>> failed = std::nullopt;   // keys, sorted
    std::optional<std::vector<std::string>> missing = std::nullopt;  // "dataset" or "dataset.field"
    std::map<std::string, std::string> asks = {};                    // reference -> outcome
    std::optional<std::vector<std::string>> declare = std::nullopt;  // in the order of names
  } expect;
  std::string file = {};
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

}  // namespace stance::rules
