#include "standing.hpp"

#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace stance::score {

namespace {

using model::Decision;
using model::DecisionProblem;
using model::DecisionStatus;
using List = std::vector<const Decision*>;

bool matches_name(std::string_view glob, std::string_view name) {
  return !name.empty() && base::matches(base::fold(glob), base::fold(name));
}

bool is_tagged(const model::Decisions& decisions, const DecisionScope& scope,
               const std::vector<std::string>& tags) {
  return std::ranges::any_of(decisions.tenants, [&](const model::TaggedTenant& tenant) {
    const bool ours = tenant.id.empty() ? !scope.tenant_name.empty() &&
                                              base::equal_fold(tenant.name, scope.tenant_name)
                                        : base::equal_fold(tenant.id, scope.tenant_id);
    return ours && std::ranges::any_of(tags, [&](const std::string& tag) {
             return std::ranges::find(tenant.tags, tag) != tenant.tags.end();
           });
  });
}

// Tells of decisions that do not count on the day, and of those that soon will not.
bool counts(std::string_view control, const Decision& decision, const DecisionScope& scope,
            Notes& notes) {
  const std::string last = last_day(decision);
  if (last.empty()) return true;
  const bool attested = decision.status == DecisionStatus::attested;
  if (scope.as_of.empty()) {
    add_note(notes, DecisionProblem::undecided, decision,
             fmt::format("'{}': it ends on {}, but the day of the assessment is not known", control,
                         last),
             "it counts for nothing; give the day with --as-of");
    return false;
  }
  if (attested && decision.attested_on > scope.as_of) {
    add_note(notes, DecisionProblem::undecided, decision,
             fmt::format("'{}': attested on {}, which is after {}", control, decision.attested_on,
                         scope.as_of),
             "it counts for nothing yet");
    return false;
  }
  if (last < scope.as_of) {
    add_note(notes, DecisionProblem::expired, decision,
             fmt::format("'{}': {} ended on {}", control, model::name(decision.status), last),
             attested ? "it counts for nothing; look again, and add another attestation"
                      : "it counts for nothing; decide anew, or remove it");
    return false;
  }
  if (const auto soon = model::days_after(scope.as_of, scope.soon); soon && last <= *soon) {
    add_note(notes, DecisionProblem::expiring, decision,
             fmt::format("'{}': {} ends on {}", control, model::name(decision.status), last));
  }
  return true;
}

// Recurring tasks are attested again and again: only the attestation that lasts longest matters.
// One that is dated after the assessment replaces nothing.
List without_renewed(const List& all, const DecisionScope& scope) {
  const Decision* latest = nullptr;
  for (const Decision* decision : all) {
    if (decision->status != DecisionStatus::attested) continue;
    if (!scope.as_of.empty() && decision->attested_on > scope.as_of) continue;
    if (latest == nullptr || last_day(*decision) > last_day(*latest)) latest = decision;
  }
  List left;
  for (const Decision* decision : all) {
    const bool renewed = latest != nullptr && decision->status == DecisionStatus::attested &&
                         last_day(*decision) < last_day(*latest);
    if (!renewed) left.push_back(decision);
  }
  return left;
}

void note_contradiction(std::string_view what, const Decision& one, const Decision& other,
                        Notes& notes) {
  add_note(notes, DecisionProblem::contradicting, one,
           fmt::format("{} is {} here, and {} in {}", what, model::name(one.status),
                       model::name(other.status), text_of(other.place)),
           "neither counts");
}

// The one that counts of several about the same thing; null when they contradict.
const Decision* agreed(std::string_view what, const List& decisions, Notes& notes) {
  const Decision* first = decisions.front();
  bool agree = true;
  for (const Decision* decision : decisions) {
    if (decision->status != first->status) {
      agree = false;
      note_contradiction(what, *decision, *first, notes);
    } else if (decision != first) {
      add_note(notes, DecisionProblem::duplicate, *decision,
               fmt::format("{} is {} in {} already", what, model::name(first->status),
                           text_of(first->place)));
    }
  }
  return agree ? first : nullptr;
}

// What is claimed for the whole control must not be claimed, or accepted, for a part of it as well.
void hold_against_objects(std::string_view control, Standing& standing, Notes& notes) {
  if (standing.whole == nullptr || !claims(standing.whole->status)) return;
  const Decision& whole = *standing.whole;
  for (const auto& [key, decision] : standing.objects) {
    if (decision->status == whole.status) {
      add_note(notes, DecisionProblem::unused, *decision,
               fmt::format("'{}' is {} as a whole in {}", control, model::name(whole.status),
                           text_of(whole.place)));
      continue;
    }
    note_contradiction(fmt::format("'{}'", control), *decision, whole, notes);
    standing.whole = nullptr;
  }
  standing.objects.clear();
}

}  // namespace

void add_note(Notes& notes, DecisionProblem problem, const Decision& about, std::string message,
              std::string hint) {
  notes.push_back({.problem = problem,
                   .message = std::move(message),
                   .hint = std::move(hint),
                   .place = about.place});
}

void sort(Notes& notes) {
  const auto key = [](const model::DecisionNote& note) {
    return std::tie(note.place.file, note.place.line, note.place.column, note.message);
  };
  std::ranges::stable_sort(notes, {}, key);
  const auto same = [&](const model::DecisionNote& a, const model::DecisionNote& b) {
    return key(a) == key(b);
  };
  notes.erase(std::unique(notes.begin(), notes.end(), same), notes.end());
}

bool selects(const Decision& decision, const model::Decisions& decisions,
             const DecisionScope& scope) {
  const model::TenantSelector& tenant = decision.tenant;
  const auto ours = [&](const std::string& id) {
    return !scope.tenant_id.empty() && base::equal_fold(id, scope.tenant_id);
  };
  const auto named = [&](const std::string& glob) { return matches_name(glob, scope.tenant_name); };
  return (tenant.ids.empty() || std::ranges::any_of(tenant.ids, ours)) &&
         (tenant.names.empty() || std::ranges::any_of(tenant.names, named)) &&
         (tenant.tags.empty() || is_tagged(decisions, scope, tenant.tags));
}

Standing settle(std::string_view control, std::span<const Decision* const> decisions,
                const DecisionScope& scope, Notes& notes) {
  List whole;
  std::map<std::string, List> objects;
  for (const Decision* decision : without_renewed({decisions.begin(), decisions.end()}, scope)) {
    if (!counts(control, *decision, scope, notes)) continue;
    if (decision->objects.empty()) whole.push_back(decision);
    const std::set<std::string> keys(decision->objects.begin(), decision->objects.end());
    for (const std::string& key : keys) objects[key].push_back(decision);
  }
  Standing standing;
  if (!whole.empty()) standing.whole = agreed(fmt::format("'{}'", control), whole, notes);
  for (const auto& [key, about] : objects) {
    const std::string what = fmt::format("'{}' of '{}'", key, control);
    if (const Decision* decision = agreed(what, about, notes)) standing.objects[key] = decision;
  }
  hold_against_objects(control, standing, notes);
  return standing;
}

}  // namespace stance::score
