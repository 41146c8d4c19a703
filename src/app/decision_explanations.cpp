#include "decision_explanations.hpp"

#include <array>

namespace stance::app {

namespace {

// Examples are checked on 2026-06-01 with the control demo.by-hand, which is checked by hand.
constexpr auto table = std::to_array<Explanation>({
    {.code = "contradicting-decision",
     .title = "two decisions contradict each other",
     .meaning = "Of two decisions about the same thing neither counts when they differ.",
     .place = Place::decisions,
     .wrong = "decisions:\n"
              "- control: demo.example\n"
              "  status: risk_accepted\n"
              "  reason: The service ends in summer.\n"
              "  owner: security@example.org\n"
              "- control: demo.example\n"
              "  status: planned\n"
              "  reason: It is done in spring.\n"
              "  owner: security@example.org\n",
     .right = "decisions:\n"
              "- control: demo.example\n"
              "  status: risk_accepted\n"
              "  reason: The service ends in summer.\n"
              "  owner: security@example.org\n"},
    {.code = "decision-form",
     .title = "the keys of a decision do not fit its status",
     .meaning =
         "An attestation says on which day somebody looked and for how many days that is good; "
         "other statuses do not. Single objects can be accepted or mitigated, within one control.",
     .place = Place::decisions,
     .wrong = "decisions:\n"
              "- control: demo.example\n"
              "  status: risk_accepted\n"
              "  reason: The service ends in summer.\n"
              "  owner: security@example.org\n"
              "  valid_days: 7\n",
     .right = "decisions:\n"
              "- control: demo.example\n"
              "  status: risk_accepted\n"
              "  reason: The service ends in summer.\n"
              "  owner: security@example.org\n"},
    {.code = "duplicate-decision",
     .title = "two decisions are the same",
     .meaning = "The first one counts. Remove the other.",
     .place = Place::decisions,
     .wrong = "decisions:\n"
              "- control: demo.example\n"
              "  status: risk_accepted\n"
              "  reason: The service ends in summer.\n"
              "  owner: security@example.org\n"
              "- control: demo.example\n"
              "  status: risk_accepted\n"
              "  reason: The service ends in summer.\n"
              "  owner: security@example.org\n",
     .right = "decisions:\n"
              "- control: demo.example\n"
              "  status: risk_accepted\n"
              "  reason: The service ends in summer.\n"
              "  owner: security@example.org\n"},
    {.code = "expired-decision",
     .title = "a decision has ended",
     .meaning = "Behind its last day a decision counts for nothing. Decide anew, or remove it. "
                "Here the day is 2026-06-01.",
     .place = Place::decisions,
     .wrong = "decisions:\n"
              "- control: demo.example\n"
              "  status: risk_accepted\n"
              "  reason: The service ends in summer.\n"
              "  owner: security@example.org\n"
              "  expires: 2026-05-31\n",
     .right = "decisions:\n"
              "- control: demo.example\n"
              "  status: risk_accepted\n"
              "  reason: The service ends in summer.\n"
              "  owner: security@example.org\n"
              "  expires: 2026-12-31\n"},
    {.code = "expiring-decision",
     .title = "a decision soon ends",
     .meaning = "Its last day is near; until then it counts. Here the day is 2026-06-01.",
     .place = Place::decisions,
     .wrong = "decisions:\n"
              "- control: demo.example\n"
              "  status: risk_accepted\n"
              "  reason: The service ends in summer.\n"
              "  owner: security@example.org\n"
              "  expires: 2026-06-15\n",
     .right = "decisions:\n"
              "- control: demo.example\n"
              "  status: risk_accepted\n"
              "  reason: The service ends in summer.\n"
              "  owner: security@example.org\n"
              "  expires: 2026-12-31\n"},
    {.code = "undecided-decision",
     .title = "it cannot be told whether a decision counts",
     .meaning = "In doubt a decision gives nothing: a day is not known or still to come, a control "
                "is not assessed, what an object costs is not known. Here the day is 2026-06-01.",
     .place = Place::decisions,
     .wrong = "decisions:\n"
              "- control: demo.by-hand\n"
              "  status: attested\n"
              "  reason: The report was read.\n"
              "  owner: security@example.org\n"
              "  attested_on: 2026-06-02\n"
              "  valid_days: 60\n",
     .right = "decisions:\n"
              "- control: demo.by-hand\n"
              "  status: attested\n"
              "  reason: The report was read.\n"
              "  owner: security@example.org\n"
              "  attested_on: 2026-05-31\n"
              "  valid_days: 60\n"},
    {.code = "unmatched-decision",
     .title = "a decision names what is nowhere",
     .meaning = "The catalog has no control of the id, or no tenant has the tag.",
     .place = Place::decisions,
     .wrong = "decisions:\n"
              "- control: demo.exmaple\n"
              "  status: risk_accepted\n"
              "  reason: The service ends in summer.\n"
              "  owner: security@example.org\n",
     .right = "decisions:\n"
              "- control: demo.example\n"
              "  status: risk_accepted\n"
              "  reason: The service ends in summer.\n"
              "  owner: security@example.org\n"},
    {.code = "unused-decision",
     .title = "a decision changes nothing",
     .meaning = "The control is met without it, does not apply, or the status does not fit it: "
                "controls that are judged from exports cannot be attested.",
     .place = Place::decisions,
     .wrong = "decisions:\n"
              "- control: demo.example\n"
              "  status: attested\n"
              "  reason: Somebody looked.\n"
              "  owner: security@example.org\n"
              "  attested_on: 2026-05-31\n"
              "  valid_days: 60\n",
     .right = "decisions:\n"
              "- control: demo.example\n"
              "  status: risk_accepted\n"
              "  reason: The service ends in summer.\n"
              "  owner: security@example.org\n"},
});

}  // namespace

std::span<const Explanation> decision_explanations() { return table; }

}  // namespace stance::app
