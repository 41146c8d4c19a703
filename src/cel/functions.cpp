#include "functions.hpp"

#include <algorithm>

namespace stance::cel {

namespace {

// Both enumerations name the same things in the same order; only unknown and dyn differ.
static_assert(static_cast<int>(TypeKind::null) == static_cast<int>(Kind::null) &&
              static_cast<int>(TypeKind::list) == static_cast<int>(Kind::list) &&
              static_cast<int>(TypeKind::type) == static_cast<int>(Kind::type));

bool takes(TypeKind parameter, Kind kind) {
  return parameter == TypeKind::dyn || static_cast<int>(parameter) == static_cast<int>(kind);
}

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

Overloads find_functions(std::string_view name, bool member) {
  const auto all = signatures();
  const auto before = [](const Signature& s, std::pair<std::string_view, bool> wanted) {
    return s.name != wanted.first ? s.name < wanted.first : s.member < wanted.second;
  };
  const auto first = std::lower_bound(all.begin(), all.end(), std::pair{name, member}, before);
  auto last = first;
  while (last != all.end() && last->name == name && last->member == member) ++last;
  return {static_cast<std::uint32_t>(first - all.begin()),
          static_cast<std::uint32_t>(last - first)};
}

Value invoke(std::uint32_t first, std::uint32_t count, std::span<const Value> arguments,
             Frame& frame) {
  const Signature* candidates = signatures().data() + first;
  for (std::uint32_t candidate = 0; candidate < count; ++candidate) {
    const Signature& signature = candidates[candidate];
    bool fits = signature.count == arguments.size();
    for (std::size_t i = 0; i < arguments.size() && fits; ++i) {
      fits = takes(signature.parameters[i], arguments[i].kind);
    }
    if (fits) return signature.run(arguments, frame);
  }
  return Value::unknown(Why::wrong_type);
}

}  // namespace stance::cel
