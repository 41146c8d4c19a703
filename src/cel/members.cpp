#include "members.hpp"

#include "functions.hpp"

#include <array>
#include <cstring>
#include <functional>
#include <string_view>

namespace stance::cel {

bool is_hashable(const Value& value) {
  switch (value.kind) {
    case Kind::null:
    case Kind::boolean:
    case Kind::integer:
    case Kind::text:
    case Kind::time:
    case Kind::span:
    case Kind::record: return true;
    default: return false;
  }
}

namespace {

// Of the bytes: the standard hash of an integer is the integer, which makes collisions easy.
std::size_t hash_of(std::int64_t integer) {
  std::array<char, sizeof integer> bytes = {};
  std::memcpy(bytes.data(), &integer, sizeof integer);
  return std::hash<std::string_view>{}({bytes.data(), bytes.size()});
}

}  // namespace

std::size_t HashOfValue::operator()(const Value& value) const {
  switch (value.kind) {
    case Kind::text: return std::hash<std::string_view>{}(value.text());
    case Kind::boolean: return value.boolean ? 1 : 2;
    case Kind::record: return std::hash<const Value*>{}(value.values);
    case Kind::integer:
    case Kind::time:
    case Kind::span: return hash_of(value.integer) ^ value.size;
    default: return 0;
  }
}

Members::Members(const Value& list, Frame& frame) : frame_(frame) {
  if (frame.budget.steps >= std::int64_t{list.size}) hashed_.reserve(list.size);
  for (const Value& member : list.members()) add(member);
}

// Without steps nothing is added: the result is unknown then.
void Members::add(const Value& member) {
  const std::size_t bytes = member.kind == Kind::text ? member.size : 0;
  if (!spend(frame_, steps_a_hash + bytes / bytes_a_step)) return;
  all_.push_back(member);
  if (is_hashable(member)) {
    hashed_.insert(member);
  } else {
    rest_.push_back(member);
  }
}

Value Members::search(const std::vector<Value>& members, const Value& wanted) {
  if (!spend(frame_, members.size() / members_a_step)) return Value::unknown(Why::budget);
  Value result = Value::of(false);
  for (const Value& member : members) {
    const Value same = equals(member, wanted, frame_.budget.steps);
    if (same.is(true)) return same;
    if (same.is_unknown() && !result.is_unknown()) result = same;
  }
  return result;
}

Value Members::hold(const Value& wanted) {
  const std::size_t bytes = wanted.kind == Kind::text ? wanted.size : 0;
  if (!spend(frame_, 1 + bytes / bytes_a_step)) return Value::unknown(Why::budget);
  if (!is_hashable(wanted)) return search(all_, wanted);
  return hashed_.contains(wanted) ? Value::of(true) : search(rest_, wanted);
}

}  // namespace stance::cel
