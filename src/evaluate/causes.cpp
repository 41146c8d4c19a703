#include "causes.hpp"

#include <algorithm>
#include <tuple>

namespace stance::evaluate {

void Causes::add(const cel::Value& cause) {
  if (!cause.is_unknown()) return;
  const cel::Subject subject = cause.subject == nullptr ? cel::Subject{} : *cause.subject;
  // Compared before any text is made: a million rows may share one cause.
  const bool known = std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return entry.why == cause.why && entry.dataset == subject.dataset &&
           entry.field == subject.field && entry.expression == subject.expression;
  });
  if (known) return;
  entries_.push_back({.why = cause.why,
                      .dataset = std::string(subject.dataset),
                      .field = std::string(subject.field),
                      .expression = std::string(subject.expression),
                      .missing = run_.missing(cause)});
}

std::vector<model::Missing> Causes::missing() const {
  std::vector<model::Missing> all;
  for (const Entry& entry : entries_) add_missing(all, entry.missing);
  std::sort(all.begin(), all.end(), [](const model::Missing& a, const model::Missing& b) {
    return std::tie(a.dataset, a.field, a.reason, a.detail) <
           std::tie(b.dataset, b.field, b.reason, b.detail);
  });
  return all;
}

}  // namespace stance::evaluate
