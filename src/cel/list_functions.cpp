#include "functions.hpp"

#include <algorithm>
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

// Three-valued membership of one value.
Value holds(const Value& list, const Value& wanted) {
  Value result = Value::of(false);
  for (const Value& member : list.members()) {
    const Value same = equals(wanted, member);
    if (same.is(true)) return same;
    if (same.is_unknown() && !result.is_unknown()) result = same;
  }
  return result;
}

// Whether every member of `wanted` is in `list`.
Value holds_all(const Value& list, const Value& wanted) {
  Value result = Value::of(true);
  for (const Value& member : wanted.members()) {
    const Value found = holds(list, member);
    if (found.is(false)) return found;
    if (found.is_unknown() && !result.is_unknown()) result = found;
  }
  return result;
}

Value sets_contains(Arguments a, Frame&) { return holds_all(a[0], a[1]); }

Value sets_equivalent(Arguments a, Frame&) {
  const Value forth = holds_all(a[0], a[1]);
  const Value back = holds_all(a[1], a[0]);
  if (forth.is(false) || back.is(false)) return Value::of(false);
  return forth.is_unknown() ? forth : back;
}

Value sets_intersects(Arguments a, Frame&) {
  Value result = Value::of(false);
  for (const Value& member : a[0].members()) {
    const Value found = holds(a[1], member);
    if (found.is(true)) return found;
    if (found.is_unknown() && !result.is_unknown()) result = found;
  }
  return result;
}

Value distinct(Arguments a, Frame& frame) {
  std::vector<Value> members;
  for (const Value& member : a[0].members()) {
    const Value known = holds(Value::list(members), member);
    if (known.is_unknown()) return known;
    if (!known.boolean) members.push_back(member);
  }
  return stored(members, frame);
}

Value flatten(Arguments a, Frame& frame) {
  std::vector<Value> members;
  for (const Value& member : a[0].members()) {
    if (member.kind != Kind::list) {
      members.push_back(member);
    } else if (member.uncertain) {
      return member.values[-1];
    } else {
      members.insert(members.end(), member.values, member.values + member.size);
    }
  }
  return stored(members, frame);
}

Value sort(Arguments a, Frame& frame) {
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

Value index_of(Arguments a, Frame&) {
  for (std::uint32_t i = 0; i < a[0].size; ++i) {
    const Value same = equals(a[0].values[i], a[1]);
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
