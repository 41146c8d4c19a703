#include "stance/score/decisions.hpp"

#include "stance/base/text.hpp"
#include "standing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace stance::score {

namespace {

using model::ControlResult;
using model::Decision;
using model::DecisionProblem;
using model::DecisionStatus;
using model::Outcome;
using List = std::vector<const Decision*>;

// What no tenant can use: controls and tags that are nowhere.
void note_unknown(const model::Decisions& decisions, const DecisionScope& scope, Notes& notes) {
  std::vector<std::string_view> controls;
  for (const model::ControlInfo& info : scope.catalog) controls.push_back(info.id);
  std::vector<std::string_view> tags;
  for (const model::TaggedTenant& tenant : decisions.tenants) {
    tags.insert(tags.end(), tenant.tags.begin(), tenant.tags.end());
  }
  const auto check = [&](const Decision& decision, const std::string& word, std::string message,
                         std::span<const std::string_view> known) {
    if (std::ranges::find(known, word) != known.end()) return;
    const auto near = base::nearest(word, known);
    add_note(notes, DecisionProblem::unmatched, decision, std::move(message),
             near ? fmt::format("did you mean '{}'?", *near) : std::string());
  };
  for (const Decision& decision : decisions.entries) {
    for (const std::string& id : decision.controls) {
      check(decision, id, fmt::format("the catalog has no control '{}'", id), controls);
    }
    for (const std::string& tag : decision.tenant.tags) {
      check(decision, tag, fmt::format("no tenant has the tag '{}'", tag), tags);
    }
  }
}

bool is_about(const Decision& decision, std::string_view control) {
  return std::ranges::find(decision.controls, control) != decision.controls.end();
}

List about(const model::Decisions& decisions, const DecisionScope& scope,
           std::string_view control) {
  List list;
  for (const std::span source : {std::span(decisions.entries), scope.declared}) {
    for (const Decision& decision : source) {
      if (is_about(decision, control) && selects(decision, decisions, scope)) {
        list.push_back(&decision);
      }
    }
    if (!list.empty()) break;
  }
  return list;
}

bool is_judged(Outcome outcome) { return outcome == Outcome::partial || outcome == Outcome::unmet; }

// Gives one control what counts for it.
class Giver {
 public:
  Giver(ControlResult& result, Notes& notes) : result_(result), notes_(notes) {}

  void give(const Standing& standing) {
    // Objects first: what is decided about the whole control concerns the rest of them.
    for (const auto& [key, decision] : standing.objects) except(key, *decision);
    claim_objects();
    if (standing.whole != nullptr) give_whole(*standing.whole);
  }

 private:
  [[nodiscard]] const std::string& id() const { return result_.info.id; }
  [[nodiscard]] model::Hundredths maximum() const { return result_.info.points * 100; }

  void note(DecisionProblem problem, const Decision& decision, std::string message,
            std::string hint = {}) {
    add_note(notes_, problem, decision, std::move(message), std::move(hint));
  }

  // Nothing when a decision can change something; otherwise why it cannot.
  [[nodiscard]] std::optional<std::string> useless() const {
    switch (result_.finding.outcome) {
      case Outcome::met: return fmt::format("'{}' is met without it", id());
      case Outcome::not_applicable: return fmt::format("'{}' does not apply", id());
      case Outcome::not_licensed: return fmt::format("'{}' is not licensed", id());
      default: return std::nullopt;
    }
  }

  void give_whole(const Decision& decision) {
    if (const auto why = useless()) return note(DecisionProblem::unused, decision, *why);
    const bool manual = result_.finding.outcome == Outcome::manual;
    const bool attested = decision.status == DecisionStatus::attested;
    if (attested && !manual) {
      return note(DecisionProblem::unused, decision,
                  fmt::format("'{}' is judged from exports, not attested", id()));
    }
    if (model::claims(decision.status)) {
      if (manual && !attested) {
        return note(DecisionProblem::unused, decision,
                    fmt::format("'{}' is checked by hand: only attested gives its points", id()));
      }
      if (result_.finding.outcome == Outcome::not_assessed) {
        return note(DecisionProblem::undecided, decision,
                    fmt::format("'{}' is not assessed, what is missing cannot be claimed", id()));
      }
      result_.claimed = maximum() - result_.verified;
    }
    if (result_.finding.outcome != Outcome::not_assessed) {
      result_.status = model::status_of(decision.status);
    }
    result_.decision = decision;
  }

  // Takes the object out of the failing ones.
  void except(const std::string& key, const Decision& decision) {
    if (const auto why = useless()) return note(DecisionProblem::unused, decision, *why);
    if (result_.finding.outcome == Outcome::manual) {
      return note(DecisionProblem::unused, decision,
                  fmt::format("'{}' is checked by hand, it has no objects", id()));
    }
    if (!is_judged(result_.finding.outcome)) {
      return note(DecisionProblem::undecided, decision,
                  fmt::format("'{}' is not assessed, no object can be left out", id()));
    }
    const std::vector<model::Evidence*> found = objects(key);
    if (found.empty()) {
      return note(DecisionProblem::unused, decision,
                  fmt::format("no failing object of '{}' has the key '{}'", id(), key));
    }
    if (!is_one_object(found)) {
      return note(DecisionProblem::undecided, decision,
                  fmt::format("several failing objects of '{}' have the key '{}'", id(), key),
                  "it counts for nothing");
    }
    for (const model::Evidence* object : found) {
      if (object->outcome == Outcome::not_assessed) {
        return note(DecisionProblem::undecided, decision,
                    fmt::format("the state of '{}' in '{}' is not clear", key, id()),
                    "it counts for nothing");
      }
    }
    for (const model::Evidence* object : found) {
      if (model::claims(decision.status) && object->lost.none()) {
        note(DecisionProblem::undecided, decision,
             fmt::format("what '{}' costs in '{}' is not known", key, id()),
             "it is left out of the failing objects, but nothing is claimed for it");
      }
      result_.excepted.push_back({*object, decision});
    }
    result_.finding.evidence_total -= found.size();
    std::erase_if(result_.finding.evidence, [&](const model::Evidence& evidence) {
      return !evidence.whole && evidence.key == key;
    });
  }

  [[nodiscard]] std::vector<model::Evidence*> objects(const std::string& key) {
    std::vector<model::Evidence*> found;
    for (model::Evidence& evidence : result_.finding.evidence) {
      if (!evidence.whole && evidence.key == key) found.push_back(&evidence);
    }
    return found;
  }

  // An object may fail in several parts, but only once in each.
  [[nodiscard]] static bool is_one_object(std::span<model::Evidence* const> found) {
    std::set<std::string> parts;
    return std::ranges::all_of(
        found, [&](const model::Evidence* object) { return parts.insert(object->part).second; });
  }

  void claim_objects() {
    if (result_.excepted.empty()) return;
    model::Ratio credit = result_.finding.low;
    // Parts that nobody could judge have no objects, but may fail.
    const bool none_left = result_.finding.evidence_total == 0 &&
                           model::equal(result_.finding.low, result_.finding.high);
    bool all = none_left;
    for (const model::Excepted& excepted : result_.excepted) {
      const bool counts = model::claims(excepted.decision.status) && !excepted.object.lost.none();
      if (counts) credit = model::sum(credit, excepted.object.lost);
      all = all && counts;
    }
    if (all) credit = {1, 1};
    result_.claimed = model::earned(result_.info.points, credit) - result_.verified;
    if (none_left) result_.status = status_of_objects(all);
  }

  // Of a control of which no object is left that fails.
  [[nodiscard]] model::Status status_of_objects(bool all_claimed) const {
    const auto is = [&](DecisionStatus status) {
      return [status](const model::Excepted& one) { return one.decision.status == status; };
    };
    if (std::ranges::any_of(result_.excepted, is(DecisionStatus::risk_accepted))) {
      return model::Status::risk_accepted;
    }
    if (!all_claimed) return result_.status;
    return std::ranges::all_of(result_.excepted, is(DecisionStatus::third_party))
               ? model::Status::third_party
               : model::Status::alternate_mitigation;
  }

  ControlResult& result_;
  Notes& notes_;
};

void note_left_out(const List& list, std::string_view control, Notes& notes) {
  for (const Decision* decision : list) {
    add_note(notes, DecisionProblem::unused, *decision,
             fmt::format("the profile leaves '{}' out", control));
  }
}

void note_nameless(const model::Decisions& decisions, const DecisionScope& scope, Notes& notes) {
  if (!scope.tenant_id.empty() || !scope.tenant_name.empty()) return;
  for (const Decision& decision : decisions.entries) {
    if (decision.tenant.everything()) continue;
    add_note(notes, DecisionProblem::undecided, decision,
             "the inputs name no tenant, it cannot be selected",
             "it counts for nothing; name the tenant with --tenant");
  }
}

}  // namespace

std::vector<model::DecisionNote> apply(const model::Decisions& decisions,
                                       const DecisionScope& scope,
                                       std::span<ControlResult> controls) {
  Notes notes;
  note_unknown(decisions, scope, notes);
  note_nameless(decisions, scope, notes);
  for (const model::ControlInfo& info : scope.catalog) {
    const List list = about(decisions, scope, info.id);
    if (list.empty()) continue;
    const auto result = std::ranges::find(
        controls, info.id, [](const ControlResult& one) -> const auto& { return one.info.id; });
    if (result == controls.end()) {
      note_left_out(list, info.id, notes);
      continue;
    }
    Giver(*result, notes).give(settle(info.id, list, scope, notes));
  }
  sort(notes);
  return notes;
}

std::vector<model::DecisionNote> review(const model::Decisions& decisions,
                                        const DecisionScope& scope,
                                        const std::set<std::string>& by_hand) {
  Notes notes;
  note_unknown(decisions, scope, notes);
  for (const model::ControlInfo& info : scope.catalog) {
    List all;
    for (const Decision& decision : decisions.entries) {
      if (is_about(decision, info.id)) all.push_back(&decision);
    }
    // Of other selectors nobody can tell whether a tenant is meant by both.
    for (const Decision* decision : all) {
      List together;
      std::ranges::copy_if(all, std::back_inserter(together), [&](const Decision* other) {
        return other->tenant.everything() || other->tenant == decision->tenant;
      });
      static_cast<void>(settle(info.id, together, scope, notes));
      const bool attested = decision->status == DecisionStatus::attested;
      if (attested && !by_hand.contains(info.id)) {
        add_note(notes, DecisionProblem::unused, *decision,
                 fmt::format("'{}' is judged from exports, not attested", info.id));
      } else if (!attested && by_hand.contains(info.id) && model::claims(decision->status)) {
        add_note(notes, DecisionProblem::unused, *decision,
                 fmt::format("'{}' is checked by hand: only attested gives its points", info.id));
      }
    }
  }
  sort(notes);
  return notes;
}

std::set<std::string, std::less<>> named_objects(const model::Decisions& decisions,
                                                 const DecisionScope& scope,
                                                 std::string_view control) {
  std::set<std::string, std::less<>> names;
  for (const Decision* decision : about(decisions, scope, control)) {
    names.insert(decision->objects.begin(), decision->objects.end());
  }
  return names;
}

}  // namespace stance::score
