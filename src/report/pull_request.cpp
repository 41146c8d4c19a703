#include "brief.hpp"
#include "decisions.hpp"
#include "found.hpp"
#include "markdown.hpp"
#include "stance/report/formats.hpp"
#include "stance/report/terminal.hpp"
#include "standing.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::report {

namespace {

constexpr std::size_t most_bytes = 60'000;  // a comment on GitHub holds 65,536 characters
constexpr std::size_t last_sentence = 500;  // room that is kept for it
constexpr std::size_t most_actions = 10;
constexpr std::size_t most_objects = 5;  // of a control
constexpr std::size_t longest_name = 120;
constexpr std::size_t longest_text = 300;

std::string quiet(std::string_view text, std::size_t bytes = longest_text) {
  return markdown_quiet(brief(text, bytes));
}

// A name as code, unless something in it would mean more to a renderer that knows no code.
std::string code(std::string_view text) {
  const std::string name = brief(text, longest_name);
  const bool plain = name.find_first_of("<>&@#|`") == name.npos && name.find("://") == name.npos;
  return plain ? markdown_code(name) : markdown_quiet(name);
}

std::string titled(const model::ControlInfo& info) {
  return fmt::format("{} ({})", quiet(info.title), code(info.id));
}

// A text that takes what has room in it, and knows what had none.
class Comment {
 public:
  void add(std::string_view text) { text_ += text; }

  // A heading, entries below it, which end in a line feed, and what closes them.
  void list(std::string_view head, const std::vector<std::string>& entries, std::string_view noun,
            std::string_view tail = {}) {
    std::size_t added = 0;
    for (std::string pending(head); added < entries.size(); pending.clear()) {
      pending += entries[added];
      if (!has_room(pending)) break;
      add(pending);
      ++added;
    }
    if (added > 0) add(tail);
    if (added < entries.size()) left_out_.push_back(count(entries.size() - added, noun));
  }

  // With a sentence about what was left out.
  [[nodiscard]] std::string finish() && {
    if (!left_out_.empty()) {
      text_ +=
          fmt::format("\nLeft out, as a comment holds no more: {}.\n", fmt::join(left_out_, ", "));
    }
    return std::move(text_);
  }

 private:
  [[nodiscard]] bool has_room(std::string_view text) const {
    return text_.size() + text.size() < most_bytes - last_sentence;
  }

  std::string text_;
  std::vector<std::string> left_out_;
};

// Points that are proven, and apart from them those that somebody claims.
std::string points_text(const model::Totals& totals) {
  const std::string most = points(totals.assessed_max);
  std::string verified = fmt::format("{} of {} points", exact_points(totals.verified), most);
  if (totals.claimed == 0) return verified;
  return fmt::format("{} verified, **{} more claimed by decision**", verified,
                     exact_points(totals.claimed));
}

void add_headline(const model::Assessment& assessment, Comment& comment) {
  const std::string tenant = quiet(assessment.tenant_name, longest_name);
  comment.add(fmt::format("## {}\n\n**{}**\n\n", tenant.empty() ? "Assessment" : tenant,
                          headline(assessment)));
  std::vector<std::string> facts;
  if (assessment.totals.assessed_max > 0) facts.push_back(points_text(assessment.totals));
  facts.push_back(assessment.as_of.empty() ? "collection time not known"
                                           : "as of " + quiet(assessment.as_of, longest_name));
  if (!assessment.tenant_id.empty()) facts.push_back("tenant " + code(assessment.tenant_id));
  comment.add(fmt::format("{}\n", fmt::join(facts, " · ")));
}

void add_gate(const model::GateResult& gate, Comment& comment) {
  if (!gate.asked()) return;
  const std::string_view failed = gate.passed() ? "not decided" : "failed";
  const std::string_view verdict = gate.passed() && gate.covered() ? "passed" : failed;
  std::vector<std::string> reasons;
  reasons.reserve(gate.gates.size());
  for (const model::Gate& one : gate.gates) {
    if (one.outcome != model::GateOutcome::held) reasons.push_back("- " + quiet(one.reason) + "\n");
  }
  comment.add(fmt::format("\n**Gate {}**\n", verdict));
  comment.list("\n", reasons, "reason");
}

// Numbers are of all controls, whatever is left out.
void add_shown(const model::Assessment& assessment, Comment& comment) {
  if (!assessment.shown || assessment.shown->filters.empty()) return;
  const model::Shown& shown = *assessment.shown;
  comment.add(fmt::format("\nShown: {} of {}: {}\n", shown.controls, count(shown.of, "control"),
                          quiet(fmt::format("{}", fmt::join(shown.filters, "; ")))));
}

std::string share_text(model::Hundredths part, model::Hundredths whole) {
  return whole > 0 ? percent_text(model::percent(part, whole)) + " %" : std::string("-");
}

void add_categories(const model::Assessment& assessment, Comment& comment) {
  std::vector<std::string> rows;
  rows.reserve(assessment.categories.size());
  for (const model::CategoryResult& category : assessment.categories) {
    const model::Totals& totals = category.totals;
    rows.push_back(markdown_row(
        {quiet(capital(category.category), longest_name),
         share_text(totals.points(), totals.assessed_max),
         fmt::format("{} of {}", exact_points(totals.verified), points(totals.assessed_max)),
         totals.claimed > 0 ? exact_points(totals.claimed) : "-",
         share_text(totals.assessed_max, totals.applicable_max)}));
  }
  comment.list(
      "\n| Category | Score | Points verified | Claimed | Assessed |\n"
      "| --- | ---: | ---: | ---: | ---: |\n",
      rows, "category row");
}

void add_actions(const model::Assessment& assessment, Comment& comment) {
  std::size_t most = most_actions;
  if (assessment.shown && assessment.shown->top) most = *assessment.shown->top;
  std::vector<std::string> rows;
  for (const model::Recommendation& item : assessment.recommendations) {
    const model::ControlResult* control = assessment.find(item.control);
    if (control == nullptr || rows.size() == most) continue;
    rows.push_back(markdown_row({fmt::format("{}", item.rank), "+" + exact_points(item.gain),
                                 titled(control->info), std::string(title(control->status)),
                                 std::string(name(control->info.cost)),
                                 std::string(name(control->info.user_impact))}));
  }
  const std::size_t total = assessment.recommendations.size();
  const std::string shown =
      rows.size() < total ? fmt::format(" ({} of {})", rows.size(), total) : std::string();
  comment.list(fmt::format("\n### Do next{}\n\n"
                           "| # | Points | Action | Status | Cost | User impact |\n"
                           "| ---: | ---: | --- | --- | --- | --- |\n",
                           shown),
               rows, "recommendation");
}

// What lifts the score, or takes a control out of those that fail, by somebody's word alone.
void add_decided(const model::Assessment& assessment, Comment& comment) {
  std::vector<std::string> entries;
  for (const model::ControlResult& control : assessment.controls) {
    const model::Decision* decision = deciding(control);
    const bool counts = control.claimed > 0 || standing_of(control) == Standing::accepted;
    if (decision == nullptr || !counts) continue;
    entries.push_back(
        fmt::format("- {} · {} points · {}\n", titled(control.info),
                    control.claimed > 0 ? "+" + exact_points(control.claimed) : "no",
                    decision_text(*decision, [](std::string_view text) { return quiet(text); })));
  }
  comment.list("\n### Decided, not verified\n\n", entries, "decision");
}

std::string object_line(const model::Evidence& object) {
  std::string text = "- " + code(name_of(object));
  const std::string lack = lack_of(object);
  if (!lack.empty()) text += ": " + quiet(lack);
  if (object.source) text += fmt::format(" ({})", code(place(*object.source)));
  return text + "\n";
}

std::string failing_entry(const model::ControlResult& control) {
  const model::Finding& finding = control.finding;
  std::string text =
      fmt::format("\n**{}** ({}) · {} severity · {} of {}\n\n", quiet(control.info.title),
                  code(control.info.id), name(model::severity_of(control.info.points)),
                  exact_points(control.verified),
                  count(static_cast<std::uint64_t>(control.info.points), "point"));
  if (finding.evidence.empty()) return text + fmt::format("- {}\n", quiet(found_text(control)));
  const std::size_t shown = std::min(most_objects, finding.evidence.size());
  for (std::size_t i = 0; i < shown; ++i) text += object_line(finding.evidence[i]);
  if (finding.evidence_total > shown) {
    text += fmt::format("- and {} more\n", finding.evidence_total - shown);
  }
  return text;
}

void add_failing(const model::Assessment& assessment, Comment& comment) {
  std::vector<std::string> entries;
  for (const model::ControlResult* control : failing_of(assessment)) {
    entries.push_back(failing_entry(*control));
  }
  // Blank lines part HTML from Markdown.
  comment.list(
      fmt::format("\n<details>\n<summary>{}</summary>\n", count(entries.size(), "failing control")),
      entries, "failing control", "\n</details>\n");
}

void add_unjudged(const model::Assessment& assessment, Comment& comment) {
  const auto number = [&assessment](Standing wanted) {
    return static_cast<std::uint64_t>(std::ranges::count(assessment.controls, wanted, standing_of));
  };
  const std::uint64_t open = number(Standing::open);
  const std::uint64_t by_hand = number(Standing::by_hand);
  if (open > 0) {
    comment.add(
        fmt::format("\n{} not assessed for want of data: "
                    "`stance inspect EXPORT --missing` tells what is missing.\n",
                    count(open, "control")));
  }
  if (by_hand > 0) {
    comment.add(fmt::format("\n{} to be checked by hand.\n", count(by_hand, "control")));
  }
}

}  // namespace

void render_markdown(const model::Assessment& assessment, std::ostream& out) {
  Comment comment;
  add_headline(assessment, comment);
  add_shown(assessment, comment);
  add_gate(assessment.gate, comment);
  add_categories(assessment, comment);
  add_actions(assessment, comment);
  add_decided(assessment, comment);
  add_unjudged(assessment, comment);
  add_failing(assessment, comment);
  out << std::move(comment).finish();
}

}  // namespace stance::report
