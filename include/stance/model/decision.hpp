#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::model {

// What people decided about a control that is not met, or not judged from data.
enum class DecisionStatus : std::uint8_t {
  planned,
  risk_accepted,
  third_party,
  alternate_mitigation,
  attested,  // of controls that are checked by hand
};

[[nodiscard]] std::string_view name(DecisionStatus status);  // "risk_accepted"
// The names of all, in their order.
[[nodiscard]] std::span<const std::string_view> decision_statuses();
// Whether it grants the points that are missing, as claimed ones.
[[nodiscard]] bool claims(DecisionStatus status);

// The tenants that a decision is about: each kind that is there has to match, by any of its values.
struct TenantSelector {
  std::vector<std::string> ids = {};
  std::vector<std::string> names = {};  // "*" stands for any characters, "?" for one
  std::vector<std::string> tags = {};

  [[nodiscard]] bool everything() const { return ids.empty() && names.empty() && tags.empty(); }
  friend bool operator==(const TenantSelector&, const TenantSelector&) = default;
};

// Where a decision is written.
struct DecisionPlace {
  std::string file = {};
  std::uint32_t line = 0;  // 0: not known
  std::uint32_t column = 0;
  std::string text = {};  // of the line
};

// "decisions.yaml:12"; the file alone when no line is known.
[[nodiscard]] std::string text_of(const DecisionPlace& place);

// One entry of a decision file. Days are "YYYY-MM-DD" and belong to the time they end.
struct Decision {
  std::vector<std::string> controls = {};
  std::vector<std::string> objects = {};  // keys of evidence; empty: the whole control
  DecisionStatus status = DecisionStatus::planned;
  std::string reason = {};
  std::string owner = {};
  std::string expires = {};
  std::string attested_on = {};  // of an attestation
  std::int64_t valid_days = 0;   // of an attestation
  std::string ticket = {};
  std::vector<std::string> evidence = {};
  std::string notes = {};
  std::vector<std::string> tags = {};
  TenantSelector tenant = {};
  DecisionPlace place = {};
};

// The last day on which the decision counts; empty when it has no end.
[[nodiscard]] std::string last_day(const Decision& decision);

// The day that many days later; nothing when `day` is no date or the years have more digits.
[[nodiscard]] std::optional<std::string> days_after(std::string_view day, std::int64_t days);
// Days from one day to another; negative when it comes before. Nothing when one is no date.
[[nodiscard]] std::optional<std::int64_t> days_between(std::string_view from, std::string_view to);

// Words for a tenant, so that one decision can be about many. Either id or name is empty.
struct TaggedTenant {
  std::string id = {};
  std::string name = {};
  std::vector<std::string> tags = {};
};

struct DecisionFile {
  std::string path;
  std::string sha256;  // of the file as JSON
};

// All that was decided, in the order of the files.
struct Decisions {
  std::vector<DecisionFile> files = {};
  std::vector<TaggedTenant> tenants = {};
  std::vector<Decision> entries = {};
};

// What is wrong with a decision, or soon will be.
enum class DecisionProblem : std::uint8_t {
  expired,
  expiring,
  undecided,  // whether it counts yet, or still, cannot be told
  unused,
  unmatched,
  contradicting,
  duplicate,
};
inline constexpr std::size_t decision_problems = 7;

[[nodiscard]] std::string_view name(DecisionProblem problem);  // "expired"

struct DecisionNote {
  DecisionProblem problem = DecisionProblem::unused;
  std::string message = {};
  std::string hint = {};
  DecisionPlace place = {};
};

}  // namespace stance::model
