#pragma once

#include "stance/model/points.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::model {

enum class Outcome : std::uint8_t {
  met,
  partial,
  unmet,
  not_assessed,
  not_applicable,
  not_licensed,
  manual
};

// "met", "not_assessed", ... as in YAML and JSON.
[[nodiscard]] std::string_view name(Outcome outcome);
[[nodiscard]] std::optional<Outcome> outcome_named(std::string_view name);

// Where a judged object stands in an input.
struct Source {
  std::string path;
  std::string pointer;     // RFC 6901
  std::uint64_t line = 0;  // from 1; 0: not resolved

  friend bool operator==(const Source&, const Source&) = default;
};

// One object that does not meet a control, or whose state is unclear.
struct Evidence {
  std::string key;                   // stable identity
  std::string label;                 // what people call it
  Outcome outcome = Outcome::unmet;  // partial, unmet or not_assessed
  std::string part = {};             // label of the part it belongs to, when the control has parts
  std::string actual = {};
  std::string expected = {};
  std::vector<std::string> unmet = {};  // what the row or candidate lacks, in the rule's order
  std::vector<std::pair<std::string, std::string>> shown = {};  // name, value
  bool whole = false;  // about all that was judged, not about one object: the key is no name
  std::optional<Source> source = std::nullopt;
  // The share of the control's credit that the object alone costs; 0 where that is not known.
  Ratio lost = {};
};

// Data a verdict would have needed.
struct Missing {
  std::string dataset;  // empty when an expression itself is the cause
  std::string field = {};
  std::string reason;        // "dataset_absent", "field_absent", "damaged", ... (cel::Why by name)
  std::string detail = {};   // one sentence for people, no final stop
  std::string collect = {};  // the command that fetches it

  friend bool operator==(const Missing&, const Missing&) = default;
};

// The objects a control was judged on.
struct Population {
  std::uint64_t total = 0;
  std::uint64_t met = 0;
  std::uint64_t unmet = 0;  // includes partly met ones
  std::uint64_t unknown = 0;
  bool open = false;  // more may exist

  friend bool operator==(const Population&, const Population&) = default;
};

// A component of a control with parts.
struct PartResult {
  std::string label;
  Outcome outcome = Outcome::not_assessed;
  std::int64_t weight = 1000;  // thousandths
  Ratio low, high = {1, 1};
};

// The verdict for a reference that asks for less than the control.
struct ReferenceResult {
  std::string id;
  Outcome outcome = Outcome::not_assessed;
};

// What would meet a control that falls short for nothing else, if a profile declared it.
struct Declarable {
  // One list of texts, and what it is called where the parameter has several.
  struct List {
    std::string name = {};
    std::vector<std::string> texts = {};

    friend bool operator==(const List&, const List&) = default;
  };

  std::string parameter;
  std::vector<List> lists = {};         // what the parameter has to be
  std::vector<std::string> added = {};  // what of it is not approved yet, in order
};

// The verdict on one control.
struct Finding {
  std::string control;
  Outcome outcome = Outcome::not_assessed;
  // The credit lies between these; equal when nothing is unknown. Both 0/1 and 1/1 when nothing
  // is known. Meaningless for not_applicable and not_licensed.
  Ratio low = {0, 1};
  Ratio high = {1, 1};
  std::optional<Population> population = std::nullopt;
  std::vector<PartResult> parts = {};
  std::vector<Evidence> evidence = {};  // smallest keys first
  std::uint64_t evidence_total = 0;     // of which `evidence` holds the first ones
  std::vector<Missing> missing = {};    // in expression order, without repetitions
  std::vector<std::string> assumptions = {};
  std::vector<ReferenceResult> references = {};
  std::optional<Declarable> declarable = std::nullopt;
};

// The outcome for one reference of the control.
[[nodiscard]] Outcome outcome_for(const Finding& finding, std::string_view reference);

}  // namespace stance::model
