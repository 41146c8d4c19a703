#include "functions.hpp"

#include <algorithm>

namespace stance::cel {

namespace {

// A value that a rule refuses to believe, with the reason.
Value not_verified(std::span<const Value> arguments, Frame& frame) {
  auto* subject = new (frame.arena.array<Subject>(1)) Subject;
  subject->expression = frame.arena.copy(arguments[0].text());
  return Value::unknown(Why::not_verified, subject);
}

constexpr Signature own[] = {
    {"not_verified", false, 1, {TypeKind::text}, ResultType::dyn, not_verified},
};

std::vector<Signature> joined() {
  std::vector<Signature> all;
  for (const auto part : {text_functions(), list_functions(), number_functions(), time_functions(),
                          std::span<const Signature>(own)}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  std::stable_sort(all.begin(), all.end(), [](const Signature& a, const Signature& b) {
    return a.name != b.name ? a.name < b.name : a.member < b.member;
  });
  return all;
}

}  // namespace

std::span<const Signature> signatures() {
  static const std::vector<Signature> all = joined();
  return all;
}

std::span<const Signature> find_functions(std::string_view name, bool member) {
  const auto all = signatures();
  const auto before = [](const Signature& s, std::pair<std::string_view, bool> wanted) {
    return s.name != wanted.first ? s.name < wanted.first : s.member < wanted.second;
  };
  const auto first = std::lower_bound(all.begin(), all.end(), std::pair{name, member}, before);
  auto last = first;
  while (last != all.end() && last->name == name && last->member == member) ++last;
  return {first, last};
}

}  // namespace stance::cel
