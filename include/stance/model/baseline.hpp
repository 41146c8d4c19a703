#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stance::model {

// One thing that a framework asks for.
struct Requirement {
  std::string id;
  std::string criticality = {};  // "shall", "should"
  bool directive = false;        // the directive of the baseline binds to it
};

struct RemovedRequirement {
  std::string id;
  std::vector<std::string> superseded_by;  // none when nothing came in its place
};

// What a framework asks for, in its own order.
struct Baseline {
  std::string framework;
  std::string title = {};
  std::string edition = {};
  std::string source = {};     // an address
  std::string directive = {};  // "BOD 25-01"; empty when there is none
  std::vector<Requirement> requirements = {};
  std::vector<RemovedRequirement> removed = {};

  [[nodiscard]] const Requirement* find(std::string_view id) const;
};

// A requirement that somebody leaves out, and why.
struct Omission {
  std::string id;
  std::string reason = {};
  std::string expires = {};  // the last day on which it counts; empty: it does not end
  std::string origin = {};   // who says so
};

// What somebody remarks on a requirement; it changes no verdict.
struct Annotation {
  std::string id;
  std::string comment = {};
  std::string due = {};  // the day by which it is to be put right; may be empty
};

// What inputs say about requirements. Days are as they stand there.
struct Declarations {
  std::vector<Omission> omissions = {};
  std::vector<Annotation> annotations = {};
};

enum class Verdict : std::uint8_t { pass, fail, warning, not_checked, not_applicable, omitted };

[[nodiscard]] std::string_view name(Verdict verdict);  // "not_checked"

struct RequirementResult {
  Requirement requirement;
  Verdict verdict = Verdict::not_checked;
  std::vector<std::string> controls = {};  // that it was judged by
  // In force, or not any more: then it is no reason for the verdict.
  std::optional<Omission> omission = std::nullopt;
  std::optional<Annotation> annotation = std::nullopt;
};

struct BaselineResult {
  Baseline baseline;
  std::vector<RequirementResult> rows = {};  // in the order of the baseline
};

}  // namespace stance::model
