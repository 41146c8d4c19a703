#include "exceptions.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace stance::evaluate {

namespace {

using List = model::Declarable::List;

// Each is a verdict of its own.
constexpr std::size_t max_proposals = 16;

bool is_texts(const cel::Value& value) {
  return value.kind == cel::Kind::list && !value.uncertain &&
         std::ranges::all_of(value.members(), [](const cel::Value& member) {
           return member.kind == cel::Kind::text;
         });
}

List list_of(std::string_view name, const cel::Value& value) {
  List list{.name = std::string(name)};
  for (const cel::Value& member : value.members()) {
    std::string text(member.text());
    if (std::ranges::find(list.texts, text) == list.texts.end()) {
      list.texts.push_back(std::move(text));
    }
  }
  return list;
}

// Nothing for a value that is neither a list of texts nor a map of such lists.
std::optional<std::vector<List>> lists_of(const cel::Value& value) {
  if (is_texts(value)) return std::vector{list_of({}, value)};
  if (value.kind != cel::Kind::map) return std::nullopt;
  std::vector<List> lists;
  for (const cel::Entry& entry : value.pairs()) {
    if (entry.key.kind != cel::Kind::text || !is_texts(entry.value)) return std::nullopt;
    lists.push_back(list_of(entry.key.text(), entry.value));
  }
  return lists;
}

// What `lists` have and `approved` have not.
std::vector<std::string> added(const std::vector<List>& lists, const std::vector<List>& approved) {
  std::vector<std::string> out;
  for (const List& list : lists) {
    const auto same = std::ranges::find(approved, list.name, &List::name);
    for (const std::string& text : list.texts) {
      const bool known =
          same != approved.end() && std::ranges::find(same->texts, text) != same->texts.end();
      if (!known) out.push_back(text);
    }
  }
  return out;
}

struct Proposal {
  cel::Value value;
  model::Declarable declarable;
};

std::vector<Proposal> proposals_of(const rules::Exception& exception,
                                   const rules::Parameter& parameter, Run& run) {
  std::vector<Proposal> out;
  const cel::Value values = run.value(exception.values);
  const auto approved = lists_of(parameter.value);
  if (values.kind != cel::Kind::list || !approved) return out;
  for (const cel::Value& value : values.members()) {
    auto lists = lists_of(value);
    if (!lists) continue;
    model::Declarable declarable{.parameter = parameter.name, .added = added(*lists, *approved)};
    declarable.lists = *std::move(lists);
    if (!declarable.added.empty()) out.push_back({value, std::move(declarable)});
  }
  std::ranges::stable_sort(
      out, {}, [](const Proposal& proposal) { return proposal.declarable.added.size(); });
  if (out.size() > max_proposals) out.resize(max_proposals);
  return out;
}

}  // namespace

std::optional<model::Declarable> find_declarable(const rules::Control& control,
                                                 model::Outcome outcome, Run& run,
                                                 const std::function<bool(Substitute)>& is_met) {
  if (outcome != model::Outcome::partial && outcome != model::Outcome::unmet) return std::nullopt;
  for (const rules::Exception& exception : control.exceptions) {
    const rules::Parameter& parameter = control.parameters[exception.parameter];
    for (Proposal& proposal : proposals_of(exception, parameter, run)) {
      if (is_met({exception.parameter, proposal.value})) return std::move(proposal.declarable);
    }
  }
  return std::nullopt;
}

}  // namespace stance::evaluate
