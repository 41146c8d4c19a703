#pragma once

#include "stance/model/baseline.hpp"
#include "stance/model/collect.hpp"
#include "stance/model/control.hpp"
#include "stance/model/decision.hpp"
#include "stance/model/finding.hpp"
#include "stance/model/gate.hpp"
#include "stance/model/points.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stance::model {

// What people are told; follows from the outcome and from decisions that count.
enum class Status : std::uint8_t {
  completed,
  partially_completed,
  to_address,
  not_assessed,
  not_applicable,
  not_licensed,
  manual,
  planned,
  risk_accepted,
  third_party,
  alternate_mitigation,
  attested
};

[[nodiscard]] std::string_view name(Status status);  // "to_address"
[[nodiscard]] std::optional<Status> status_named(std::string_view name);
[[nodiscard]] std::string_view title(Status status);  // "To address"
[[nodiscard]] Status status_of(Outcome outcome);
[[nodiscard]] Status status_of(DecisionStatus decision);
// Whether a decision says that what falls short stays so, or is solved elsewhere.
[[nodiscard]] bool is_settled(Status status);

// A failing object that a decision takes out of the list of failing ones.
struct Excepted {
  Evidence object;
  Decision decision;
};

// What a control that is not licensed would need.
struct LicenceNeed {
  std::vector<std::string> plans;                    // service plans, any one of which is enough
  std::optional<LicenceOffer> offer = std::nullopt;  // nothing when none is known
};

struct ControlResult {
  ControlInfo info;
  Finding finding;  // without the objects that are excepted
  Status status = Status::not_assessed;
  Hundredths verified = 0;  // points proven by the inputs; 0 unless assessed
  Hundredths claimed = 0;   // points that only decisions give
  std::optional<Decision> decision = std::nullopt;  // about the whole control
  std::vector<Excepted> excepted = {};
  std::optional<LicenceNeed> licence = std::nullopt;  // of a control that is not licensed
};

// Sums over a set of controls. "Assessed" are met, partial, unmet and attested ones; "applicable"
// adds those not assessed and manual ones.
struct Totals {
  Hundredths verified = 0;
  Hundredths claimed = 0;
  Hundredths assessed_max = 0;
  Hundredths applicable_max = 0;
  // Points when everything unknown turns out unmet, or met, out of applicable_max. Claimed points
  // are unknown: they count for the high end only.
  Hundredths low = 0;
  Hundredths high = 0;

  [[nodiscard]] Hundredths points() const { return verified + claimed; }
};

// How many points there are: now, when all that was assessed is met, and when what is not licensed
// is bought and met, too.
struct LicenceTotals {
  bool known = false;  // the inputs tell which licences the tenant has
  Hundredths now = 0;
  Hundredths owned = 0;
  Hundredths everything = 0;
};

struct CategoryResult {
  std::string category;
  Totals totals;
};

// An action worth taking, best first.
struct Recommendation {
  std::uint32_t rank = 0;  // from 1
  std::string control;
  Hundredths gain = 0;          // points still missing
  Hundredths gain_percent = 0;  // of the assessed maximum
  Hundredths priority = 0;      // gain / (cost weight x user-impact weight)
};

// What was found in the inputs, dataset by dataset.
struct DatasetResult {
  std::string name;
  std::string title;
  std::string state;  // present, empty, failed, not_collected, damaged
  bool open = false;
  std::uint64_t count = 0;
  std::uint64_t duplicates = 0;
  std::string origin;
  std::string detail;
  std::string collect;
  std::vector<std::string> damage;    // one sentence each
  std::vector<std::string> controls;  // that read it, sorted
  std::int64_t points = 0;            // of these controls
  bool licences = false;              // tells which licences the tenant has
  CollectStep step;
  // Rows of which something was lost for good: this many, or at least as many.
  std::uint64_t damaged_rows = 0;
  bool more_damaged = false;
  std::vector<std::string> waiting;  // controls that it leaves without a verdict, sorted
  std::int64_t waiting_points = 0;   // of these controls
  std::vector<std::string> lacks;    // what they miss in its rows, a sentence each
  // The line that exports it whole, when ConvertTo-Json cut it off at its depth limit.
  std::string again;

  [[nodiscard]] bool is_data() const { return state == "present" || state == "empty"; }
};

// Controls without a verdict for a cause that no dataset is named for.
struct UnsettledCause {
  std::string detail;                 // one sentence
  std::vector<std::string> controls;  // sorted
  std::int64_t points = 0;            // of these controls
};

// Which products of ScubaGear the inputs are of.
struct ProductRuns {
  std::vector<std::string> ran;       // words of -ProductNames
  std::vector<std::string> left_out;  // those that would give datasets which controls read
  std::uint64_t datasets = 0;         // that many
};

struct InputResult {
  std::string path;
  std::string format;
  std::string encoding;
  std::string sha256;
  std::uint64_t datasets = 0;  // recognised in it
  std::vector<std::string> unrecognised;
};

struct CatalogResult {
  std::string name;
  std::string version;
  std::string sha256;
  std::uint64_t controls = 0;
};

// What was asked for in place of what the catalog says.
struct ProfileResult {
  std::string name;
  std::string path;
  std::string sha256;
  std::optional<Hundredths> target = std::nullopt;  // percent
  Hundredths target_gap = 0;                        // points that are missing to the target
  std::vector<std::string> deviations;              // a sentence each
};

// What people decided, and what is wrong with it.
struct DecisionsResult {
  std::vector<DecisionFile> files;
  std::uint64_t entries = 0;        // in the files
  std::uint64_t declared = 0;       // in the inputs
  std::vector<DecisionNote> notes;  // by place
};

// What was asked to be shown; the rest was left out after all numbers were made.
struct Shown {
  std::vector<std::string> filters = {};  // "category identity or data"
  std::uint64_t controls = 0;             // left
  std::uint64_t of = 0;
  std::optional<std::uint32_t> top = std::nullopt;  // recommendations at most
};

// Everything a report can print. Formats lay it out and never compute.
struct Assessment {
  std::string tool_version;
  std::string tool_build;
  std::string tenant_id;
  std::string tenant_name;
  std::string as_of;      // "YYYY-MM-DD", empty when unknown
  std::string collected;  // the day on which the inputs were; empty when they do not say
  CatalogResult catalog;
  std::optional<ProfileResult> profile;
  std::optional<DecisionsResult> decisions;
  std::vector<InputResult> inputs;
  std::string model = "secure-score";
  Totals totals;
  LicenceTotals licences;
  std::vector<CategoryResult> categories;  // in the catalog's order, empty ones left out
  std::vector<ControlResult> controls;     // by id
  std::vector<Recommendation> recommendations;
  std::optional<BaselineResult> baseline;  // when it was asked for
  std::vector<DatasetResult> datasets;     // by name
  std::vector<UnsettledCause> unsettled;   // most points first, then by detail
  std::optional<ProductRuns> runs;         // nothing when no product was left out
  std::vector<std::string> assumptions;
  std::optional<Shown> shown;  // when not everything is shown
  GateResult gate;
  std::vector<std::string> originals;    // texts of the inputs, for redaction; never printed
  std::vector<std::string> diagnostics;  // problems of the inputs, rendered, one line each

  [[nodiscard]] const ControlResult* find(std::string_view id) const;
};

}  // namespace stance::model
