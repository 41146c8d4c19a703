#include "functions.hpp"
#include "members.hpp"

#include <algorithm>
#include <bit>
#include <vector>

namespace stance::cel {

namespace {

using Arguments = std::span<const Value>;

Value integer(std::size_t i) { return Value::of(static_cast<std::int64_t>(i)); }

Value stored(const std::vector<Value>& members, Frame& frame) {
  Value* storage = frame.arena.array<Value>(members.size());
  std::copy(members.begin(), members.end(), storage);
  return Value::list({storage, members.size()});
}

Value size(Arguments a, Frame&) { return integer(a[0].size); }

Value out_of_budget() { return Value::unknown(Why::budget); }

// Whether every member of `wanted` is in `list`.
Value holds_all(const Value& list, const Value& wanted, Frame& frame) {
  Members members(list, frame);
  Value result = Value::of(true);
  for (const Value& member : wanted.members()) {
    const Value found = members.hold(member);
    if (found.is(false)) return found;
    if (found.is_unknown() && !result.is_unknown()) result = found;
  }
  return result;
}

// An unknown result is blamed on the first member that is unknown itself.
Value blamed(const Value& result, Arguments lists) {
  if (!result.is_unknown() || result.why == Why::budget) return result;
  for (const Value& list : lists) {
    const auto members = list.members();
    const auto found = std::find_if(members.begin(), members.end(),
                                    [](const Value& member) { return member.is_unknown(); });
    if (found != members.end()) return *found;
  }
  return result;
}

Value sets_contains(Arguments a, Frame& frame) { return blamed(holds_all(a[0], a[1], frame), a); }

Value sets_equivalent(Arguments a, Frame& frame) {
  const Value forth = holds_all(a[0], a[1], frame);
  if (forth.is(false)) return forth;
  const Value back = holds_all(a[1], a[0], frame);
  if (back.is(false)) return back;
  return blamed(forth.is_unknown() ? forth : back, a);
}

Value sets_intersects(Arguments a, Frame& frame) {
  Members members(a[1], frame);
  Value result = Value::of(false);
  for (const Value& member : a[0].members()) {
    const Value found = members.hold(member);
    if (found.is(true)) return found;
    if (found.is_unknown() && !result.is_unknown()) result = found;
  }
  return blamed(result, a);
}

Value distinct(Arguments a, Frame& frame) {
  Members members(frame);
  for (const Value& member : a[0].members()) {
    const Value known = members.hold(member);
    if (known.is_unknown()) return blamed(known, a);
    if (!known.boolean) members.add(member);
  }
  return stored(members.all(), frame);
}

// What an unknown member would add is unknown.
Value flatten(Arguments a, Frame& frame) {
  std::vector<Value> members;
  Value cause = Value::null();
  for (const Value& member : a[0].members()) {
    const bool is_list = member.kind == Kind::list;
    if (is_list) members.insert(members.end(), member.values, member.values + member.size);
    if (!is_list && !member.is_unknown()) members.push_back(member);
    if (!cause.is_unknown() && member.is_unknown()) cause = member;
    if (!cause.is_unknown() && is_list && member.uncertain) cause = member.values[-1];
    const std::size_t bytes = members.size() * sizeof(Value);
    if (!has_room(frame, bytes) || !spend(frame, is_list ? member.size / bytes_a_step : 0)) {
      return out_of_budget();
    }
  }
  return cause.is_unknown() ? uncertain_list(members, cause, frame.arena) : stored(members, frame);
}

// Steps for sorting: each member is compared as often as the list can be halved.
std::size_t work_of_sorting(const Value& list) {
  std::size_t once = list.size / members_a_step;
  for (const Value& member : list.members()) {
    if (member.kind == Kind::text) once += member.size / bytes_a_step;
  }
  return once * static_cast<std::size_t>(std::bit_width(list.size));
}

Value sort(Arguments a, Frame& frame) {
  if (!spend(frame, work_of_sorting(a[0]))) return out_of_budget();
  std::vector<Value> members(a[0].values, a[0].values + a[0].size);
  for (const Value& member : members) {
    const Value order = compare(members.front(), member);
    if (order.is_unknown()) return order;
  }
  std::stable_sort(members.begin(), members.end(), [](const Value& x, const Value& y) {
    const Value order = compare(x, y);
    return order.kind == Kind::integer && order.integer < 0;
  });
  return stored(members, frame);
}

Value slice(Arguments a, Frame&) {
  const std::int64_t from = a[1].integer;
  const std::int64_t to = a[2].integer;
  if (from < 0 || to < from || to > std::int64_t{a[0].size}) return Value::unknown(Why::range);
  return Value::list(
      a[0].members().subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)));
}

Value reverse(Arguments a, Frame& frame) {
  std::vector<Value> members(a[0].values, a[0].values + a[0].size);
  std::reverse(members.begin(), members.end());
  return stored(members, frame);
}

Value first(Arguments a, Frame&) {
  return a[0].size == 0 ? Value::unknown(Why::range) : a[0].members().front();
}
Value last(Arguments a, Frame&) {
  return a[0].size == 0 ? Value::unknown(Why::range) : a[0].members().back();
}

Value index_of(Arguments a, Frame& frame) {
  if (!spend(frame, a[0].size / members_a_step)) return out_of_budget();
  for (std::uint32_t i = 0; i < a[0].size; ++i) {
    const Value same = equals(a[0].values[i], a[1], frame.budget.steps);
    if (same.is_unknown()) return same;
    if (same.boolean) return integer(i);
  }
  return Value::of(std::int64_t{-1});
}

constexpr TypeKind lst = TypeKind::list;
constexpr TypeKind num = TypeKind::integer;
constexpr TypeKind any = TypeKind::dyn;
constexpr TypeKind dict = TypeKind::map;

constexpr Signature table[] = {
    {"size", false, 1, {lst}, ResultType::integer, size},
    {"size", true, 1, {lst}, ResultType::integer, size},
    {"size", false, 1, {dict}, ResultType::integer, size},
    {"size", true, 1, {dict}, ResultType::integer, size},
    {"distinct", true, 1, {lst}, ResultType::first, distinct},
    {"flatten", true, 1, {lst}, ResultType::element_list, flatten},
    {"sort", true, 1, {lst}, ResultType::first, sort},
    {"slice", true, 3, {lst, num, num}, ResultType::first, slice},
    {"reverse", true, 1, {lst}, ResultType::first, reverse},
    {"first", true, 1, {lst}, ResultType::element, first},
    {"last", true, 1, {lst}, ResultType::element, last},
    {"indexOf", true, 2, {lst, any}, ResultType::integer, index_of},
    {"sets.contains", false, 2, {lst, lst}, ResultType::boolean, sets_contains},
    {"sets.equivalent", false, 2, {lst, lst}, ResultType::boolean, sets_equivalent},
    {"sets.intersects", false, 2, {lst, lst}, ResultType::boolean, sets_intersects},
};

}  // namespace

std::span<const Signature> list_functions() { return table; }

}  // namespace stance::cel
