#include "machine.hpp"

#include "arithmetic.hpp"
#include "functions.hpp"
#include "utf8.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <compare>
#include <cstring>
#include <vector>

namespace stance::cel {

namespace {

// How many short texts are compared in the time of a step.
constexpr std::size_t texts_a_step = 16;

bool same_text(const Value& a, const Value& b) {
  return a.kind == Kind::text && b.kind == Kind::text;
}

bool holds(Code code, std::strong_ordering order) {
  switch (code) {
    case Code::less: return order < 0;
    case Code::less_equal: return order <= 0;
    case Code::greater: return order > 0;
    default: return order >= 0;
  }
}

// Steps for looking at all of a value once.
std::int64_t work_of(const Value& value) {
  const bool sized =
      value.kind == Kind::text || value.kind == Kind::list || value.kind == Kind::map;
  return sized ? value.size / bytes_a_step : 0;
}

// Whether a function that takes such values can have this one: known, and all of it.
bool suits(TypeKind parameter, const Value& value) {
  return parameter != TypeKind::dyn && takes(parameter, value.kind) && !value.uncertain;
}

// Steps for handing these to a function; short texts and lists take none.
std::size_t work_of(std::span<const Value> arguments) {
  std::int64_t steps = 0;
  bool is_long = false;
  for (const Value& argument : arguments) {
    if (argument.size < bytes_a_step) continue;
    is_long = true;
    steps += work_of(argument);
  }
  if (is_long && arguments.size() > 1 && same_text(arguments[0], arguments[1])) {
    steps += static_cast<std::int64_t>(std::size_t{arguments[0].size} * arguments[1].size /
                                       pairs_a_step);
  }
  return static_cast<std::size_t>(steps);
}

}  // namespace

// What is not done in place is a call at the end, so that no register has to be kept.
Value Machine::run(std::uint32_t index) {
  const Op& op = ops_[index];
  if (--steps_ < 0) return wrong(Why::budget, op);
  switch (op.code) {
    case Code::constant: return op.value;
    case Code::local: return locals_[op.a];
    case Code::local_slot: return slot_of(locals_[op.a], op.b, op);
    case Code::dataset: return frame_.datasets[op.a];
    case Code::slot:
    case Code::key: return member(op);
    case Code::matching: return matching(op);
    case Code::index: return element(op);
    case Code::list:
    case Code::map: return construct(op);
    case Code::logical_and:
    case Code::logical_or: return logical(op);
    case Code::logical_not:
    case Code::negate: return opposite(op);
    case Code::conditional: return conditional(op);
    case Code::equal:
    case Code::not_equal: return equality(op);
    case Code::less:
    case Code::less_equal:
    case Code::greater:
    case Code::greater_equal: return ordering(op);
    case Code::in: return membership(op);
    case Code::add:
    case Code::subtract:
    case Code::multiply:
    case Code::divide:
    case Code::modulo: return arithmetic(op);
    case Code::call: return call(op);
    case Code::size: return size(op);
    case Code::has_slot:
    case Code::has_key: return has(op);
    case Code::all:
    case Code::exists:
    case Code::exists_one:
    case Code::filter:
    case Code::map_to:
    case Code::transform_map:
    case Code::sort_by: return fold(op);
    case Code::bind: return bound(op);
  }
  return wrong(Why::wrong_type, op);
}

Value Machine::bound(const Op& op) {
  locals_[op.c] = operand(op.a);
  return operand(op.b);
}

Value Machine::member(const Op& op) {
  const Value target = operand(op.a);
  return op.code == Code::slot ? slot_of(target, op.b, op) : key_of(target, op.value, op);
}

Value Machine::opposite(const Op& op) {
  const Value value = operand(op.a);
  if (op.code == Code::negate) {
    const Value result = negated(value);
    return blamed(result, op);
  }
  if (value.kind == Kind::boolean) return Value::of(!value.boolean);
  return value.is_unknown() ? value : wrong(Why::wrong_type, op);
}

Value Machine::key_of(const Value& map, const Value& key, const Op& op) const {
  if (map.is_unknown()) return map;
  if (key.is_unknown()) return key;
  if (map.kind != Kind::map) return wrong(Why::wrong_type, op);
  if (!spend(frame_, map.size / members_a_step)) return wrong(Why::budget, op);
  for (const Entry& entry : map.pairs()) {
    if (equals(entry.key, key).is(true)) return entry.value;
  }
  return wrong(Why::no_key, op);
}

Value Machine::matching(const Op& op) {
  const Value& rows = frame_.datasets[op.a];
  if (rows.is_unknown() || op.a >= frame_.indexes.size()) return rows;
  const auto& indexes = frame_.indexes[op.a];
  const auto index = std::ranges::find(indexes, op.c, &KeyIndex::slot);
  return index == indexes.end() ? rows : index->rows_for(run(op.b), frame_.arena);
}

Value Machine::element(const Op& op) {
  const Value target = operand(op.a);
  const Value position = operand(op.b);
  if (target.kind == Kind::map || target.is_unknown()) return key_of(target, position, op);
  if (target.kind == Kind::list && target.uncertain) return target.values[-1];
  if (position.is_unknown()) return position;
  if (target.kind != Kind::list) return wrong(Why::wrong_type, op);
  std::int64_t at = -1;
  if (position.kind == Kind::integer) {
    at = position.integer;
  } else if (position.kind == Kind::real &&
             position.real == static_cast<double>(static_cast<std::int32_t>(position.real))) {
    at = static_cast<std::int64_t>(position.real);
  } else {
    return wrong(Why::wrong_type, op);
  }
  if (at < 0 || at >= std::int64_t{target.size}) return wrong(Why::range, op);
  return target.values[at];
}

Value Machine::construct(const Op& op) {
  if (exhausted()) return wrong(Why::budget, op);
  if (op.code == Code::list) {
    Value* members = frame_.arena.array<Value>(op.b);
    for (std::uint32_t i = 0; i < op.b; ++i) members[i] = operand(arguments_[op.a + i]);
    return Value::list({members, op.b});
  }
  const std::uint32_t count = op.b / 2;
  Entry* entries = frame_.arena.array<Entry>(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const Value key = operand(arguments_[op.a + 2 * i]);
    if (key.is_unknown()) return key;
    const bool usable =
        key.kind == Kind::text || key.kind == Kind::integer || key.kind == Kind::boolean;
    if (!usable) return wrong(Why::wrong_type, op);
    if (!spend(frame_, i / members_a_step)) return wrong(Why::budget, op);
    for (std::uint32_t k = 0; k < i; ++k) {
      if (equals(entries[k].key, key).is(true)) return wrong(Why::range, op);
    }
    entries[i] = {key, operand(arguments_[op.a + 2 * i + 1])};
  }
  return Value::map({entries, count});
}

// Kleene logic: the deciding value wins over an unknown on the other side; otherwise the first
// unknown in the order of the expression is the cause.
Value Machine::logical(const Op& op) {
  const bool decides = op.code == Code::logical_or;
  std::array<Value, 2> kept;
  const Value& left = operand(op.a, kept[0]);
  if (left.is(decides)) return Value::of(decides);
  const Value& right = operand(op.b, kept[1]);
  if (right.is(decides)) return Value::of(decides);
  for (const Value* side : {&left, &right}) {
    if (side->is_unknown()) return *side;
    if (side->kind != Kind::boolean) return wrong(Why::wrong_type, op);
  }
  return Value::of(!decides);
}

Value Machine::conditional(const Op& op) {
  const Value condition = operand(op.a);
  if (condition.kind == Kind::boolean) return operand(condition.boolean ? op.b : op.c);
  const Value cause = condition.is_unknown() ? condition : wrong(Why::wrong_type, op);
  const Value yes = operand(op.b);
  return equals(yes, operand(op.c), steps_).is(true) ? yes : cause;
}

Value Machine::equality(const Op& op) {
  std::array<Value, 2> kept;
  const Value& a = operand(op.a, kept[0]);
  const Value& b = operand(op.b, kept[1]);
  const Value same = same_value(a, b);
  if (same.kind == Kind::boolean) return Value::of(same.boolean == (op.code == Code::equal));
  return blamed(same, op);
}

// equals(), without a call for short texts and other simple values.
inline Value Machine::same_value(const Value& a, const Value& b) {
  if (a.kind == b.kind) {
    if (a.kind == Kind::text) {
      if (a.size != b.size || (a.size > 0 && *a.characters != *b.characters)) {
        return Value::of(false);
      }
      if (!spend_bytes(a.size)) return Value::unknown(Why::budget);
      return Value::of(std::memcmp(a.characters, b.characters, a.size) == 0);
    }
    if (a.kind == Kind::integer) return Value::of(a.integer == b.integer);
    if (a.kind == Kind::boolean) return Value::of(a.boolean == b.boolean);
  } else if (a.is_null() && !b.is_unknown()) {
    return Value::of(false);
  }
  return equals(a, b, steps_);
}

Value Machine::ordering(const Op& op) {
  std::array<Value, 2> kept;
  const Value& a = operand(op.a, kept[0]);
  const Value& b = operand(op.b, kept[1]);
  if (a.kind == b.kind && (a.kind == Kind::integer || a.kind == Kind::time)) {
    const bool nanos = a.integer == b.integer && a.kind == Kind::time;
    return Value::of(holds(op.code, nanos ? a.size <=> b.size : a.integer <=> b.integer));
  }
  return compared(op, a, b);
}

Value Machine::compared(const Op& op, const Value& a, const Value& b) {
  if (same_text(a, b) && !spend_bytes(std::min(a.size, b.size))) return wrong(Why::budget, op);
  const Value order = compare(a, b);
  if (order.is_unknown()) return blamed(order, op);
  return Value::of(!order.is_null() && holds(op.code, order.integer <=> 0));
}

Value Machine::membership(const Op& op) {
  std::array<Value, 2> kept;
  const Value& wanted = operand(op.a, kept[0]);
  const Value& in = operand(op.b, kept[1]);
  if (wanted.is_unknown()) return wanted;
  if (in.is_unknown()) return in;
  if (in.kind != Kind::list && in.kind != Kind::map) return wrong(Why::wrong_type, op);
  if (!spend(frame_, in.size / texts_a_step)) return wrong(Why::budget, op);
  if (in.kind == Kind::map) {
    for (const Entry& entry : in.pairs()) {
      if (equals(entry.key, wanted).is(true)) return Value::of(true);
    }
    return Value::of(false);
  }
  Value cause = in.uncertain ? in.values[-1] : Value::of(false);
  for (const Value& member : in.members()) {
    const Value same = same_value(wanted, member);
    if (same.is(true)) return same;
    if (same.is_unknown() && !cause.is_unknown()) cause = same;
  }
  return blamed(cause, op);
}

Value Machine::arithmetic(const Op& op) {
  std::array<Value, 2> kept;
  const Value& a = operand(op.a, kept[0]);
  const Value& b = operand(op.b, kept[1]);
  // Ages are what most arithmetic is about.
  if (moves_time(op.code, a, b)) return blamed(moments(op.code, a, b, Kind::time), op);
  if (a.kind == Kind::text || a.kind == Kind::list) return joined(op, a, b);
  return blamed(compute(op.code, a, b, frame_.arena), op);
}

Value Machine::joined(const Op& op, const Value& a, const Value& b) {
  if (exhausted()) return wrong(Why::budget, op);
  const Value result = compute(op.code, a, b, frame_.arena);
  if (!spend(frame_, result.size / bytes_a_step)) return wrong(Why::budget, op);
  return blamed(result, op);
}

// What nearly every call is: one function and one or two arguments as it takes them.
Value Machine::call(const Op& op) {
  if (op.d != 1 || op.b > 2) return call_any(op);
  std::array<Value, 2> pair;
  const Value& a = operand(arguments_[op.a], pair[0]);
  const Value& b = op.b == 2 ? operand(arguments_[op.a + 1], pair[1]) : a;
  if (&a != &pair[0]) pair[0] = a;
  if (&b != &pair[1]) pair[1] = b;
  const std::span<Value> arguments(pair.data(), op.b);
  const auto& parameters = op.functions->parameters;
  if (!suits(parameters[0], a) || (op.b == 2 && !suits(parameters[1], b))) {
    return apply(op, arguments);
  }
  const bool short_ones = a.size < bytes_a_step && b.size < bytes_a_step;
  const bool grows = op.functions->result > ResultType::integer;
  if (!short_ones && !spend(frame_, work_of(arguments))) return wrong(Why::budget, op);
  if (grows && exhausted()) return wrong(Why::budget, op);
  const Value result = op.functions->run(arguments, frame_);
  return blamed(result, op);
}

Value Machine::call_any(const Op& op) {
  std::array<Value, max_function_arguments> arguments;
  for (std::uint32_t i = 0; i < op.b; ++i) {
    const Value& found = operand(arguments_[op.a + i], arguments[i]);
    if (&found != &arguments[i]) arguments[i] = found;
  }
  return apply(op, {arguments.data(), op.b});
}

Value Machine::apply(const Op& op, std::span<Value> arguments) {
  const Value* cause = nullptr;
  for (Value& argument : arguments) {
    // A list that may have other members is as unknown as they are.
    if (argument.kind == Kind::list && argument.uncertain) argument = argument.values[-1];
    if (argument.is_unknown() && cause == nullptr) cause = &argument;
  }
  if (cause != nullptr) return *cause;
  if (!spend(frame_, work_of(arguments)) || exhausted()) return wrong(Why::budget, op);
  const Value result = invoke({op.functions, op.d}, arguments, frame_);
  return blamed(result, op);
}

Value Machine::size(const Op& op) {
  Value kept;
  const Value& of = operand(op.a, kept);
  if (of.kind == Kind::list && of.uncertain) return of.values[-1];
  if (of.kind == Kind::list || of.kind == Kind::map) return Value::of(std::int64_t{of.size});
  if (of.kind != Kind::text) return of.is_unknown() ? of : wrong(Why::wrong_type, op);
  if (!spend_bytes(of.size)) return wrong(Why::budget, op);
  return Value::of(static_cast<std::int64_t>(count_characters(of.text())));
}

Value Machine::has(const Op& op) {
  const Value target = operand(op.a);
  if (target.is_unknown()) return target;
  if (op.code == Code::has_slot) {
    const Value field = slot_of(target, op.b, op);
    if (!field.is_unknown()) return Value::of(true);
    return field.why == Why::field_absent ? Value::of(false) : field;
  }
  if (target.kind != Kind::map) return wrong(Why::wrong_type, op);
  if (!spend(frame_, target.size / members_a_step)) return wrong(Why::budget, op);
  const auto pairs = target.pairs();
  return Value::of(std::any_of(pairs.begin(), pairs.end(), [&](const Entry& entry) {
    return equals(entry.key, op.value).is(true);
  }));
}

void Machine::bind_member(const Op& op, const Value& over, std::uint32_t i) {
  const bool two = op.e != no_op;
  --steps_;
  if (over.kind == Kind::map) {
    locals_[op.c] = over.entries[i].key;
    if (two) locals_[op.e] = over.entries[i].value;
    return;
  }
  locals_[op.c] = two ? Value::of(std::int64_t{i}) : over.values[i];
  if (two) locals_[op.e] = over.values[i];
}

inline const Value& Machine::truth(std::uint32_t condition, const Op& op, Value& kept) {
  if (condition == no_op) return kept = Value::of(true);
  const Value& value = operand(condition, kept);
  if (value.kind == Kind::boolean || value.is_unknown()) return value;
  return kept = wrong(Why::wrong_type, op);
}

Value Machine::fold(const Op& op) {
  const Value over = operand(op.a);
  if (over.is_unknown()) return over;
  if (over.kind != Kind::list && over.kind != Kind::map) return wrong(Why::wrong_type, op);
  switch (op.code) {
    case Code::all:
    case Code::exists: return quantify(op, over);
    case Code::exists_one: return exactly_one(op, over);
    case Code::transform_map: return transform_map(op, over);
    case Code::sort_by: return sort_by(op, over);
    default: return select_from(op, over);
  }
}

Value Machine::quantify(const Op& op, const Value& over) {
  const bool decides = op.code == Code::exists;
  Value result = over.uncertain ? over.values[-1] : Value::of(!decides);
  const bool plain = over.kind == Kind::list && op.e == no_op;
  Value kept;
  for (std::uint32_t i = 0; i < over.size; ++i) {
    if (plain) {
      --steps_;
      locals_[op.c] = over.values[i];
    } else {
      bind_member(op, over, i);
    }
    const Value& held = truth(op.b, op, kept);
    if (held.is(decides)) return held;
    if (held.is_unknown() && !result.is_unknown()) result = held;
  }
  return result;
}

Value Machine::exactly_one(const Op& op, const Value& over) {
  Value cause = over.uncertain ? over.values[-1] : Value::null();
  std::size_t count = 0;
  Value kept;
  for (std::uint32_t i = 0; i < over.size; ++i) {
    bind_member(op, over, i);
    const Value& held = truth(op.b, op, kept);
    if (held.is_unknown() && !cause.is_unknown()) cause = held;
    if (held.is(true)) ++count;
  }
  return cause.is_unknown() ? cause : Value::of(count == 1);
}

// filter() and map(): members whose condition is unknown are left out, and the result says so.
Value Machine::select_from(const Op& op, const Value& over) {
  const bool filters = op.code == Code::filter;
  std::vector<Value> chosen;
  chosen.reserve(over.size);
  Value cause = over.uncertain ? over.values[-1] : Value::null();
  Value kept;
  for (std::uint32_t i = 0; i < over.size; ++i) {
    if (exhausted()) return wrong(Why::budget, op);
    bind_member(op, over, i);
    const Value& held = truth(filters ? op.b : op.d, op, kept);
    if (held.is_unknown() && !cause.is_unknown()) cause = held;
    if (held.is(true)) chosen.push_back(filters ? locals_[op.c] : operand(op.b));
  }
  if (cause.is_unknown()) return uncertain_list(chosen, cause, frame_.arena);
  Value* members = frame_.arena.array<Value>(chosen.size());
  std::copy(chosen.begin(), chosen.end(), members);
  return Value::list({members, chosen.size()});
}

Value Machine::sort_by(const Op& op, const Value& over) {
  if (over.kind == Kind::map) return wrong(Why::wrong_type, op);
  if (over.uncertain) return over.values[-1];
  std::vector<Entry> keyed(over.size);
  for (std::uint32_t i = 0; i < over.size; ++i) {
    if (exhausted()) return wrong(Why::budget, op);
    bind_member(op, over, i);
    keyed[i] = {operand(op.b), over.values[i]};
    const Value order = compare(keyed.front().key, keyed[i].key);
    if (order.is_unknown()) return blamed(order, op);
    // Each key is compared as often as the list can be halved.
    steps_ -=
        (1 + work_of(keyed[i].key)) * std::int64_t{std::bit_width(over.size)} / members_a_step;
  }
  if (steps_ < 0) return wrong(Why::budget, op);
  std::stable_sort(keyed.begin(), keyed.end(), [](const Entry& a, const Entry& b) {
    const Value order = compare(a.key, b.key);
    return order.kind == Kind::integer && order.integer < 0;
  });
  Value* members = frame_.arena.array<Value>(keyed.size());
  std::transform(keyed.begin(), keyed.end(), members, [](const Entry& e) { return e.value; });
  return Value::list({members, keyed.size()});
}

// A map cannot have members that are perhaps there: an unknown condition makes all of it unknown.
Value Machine::transform_map(const Op& op, const Value& over) {
  if (over.kind == Kind::list && over.uncertain) return over.values[-1];
  if (!has_room(frame_, over.size * sizeof(Entry))) return wrong(Why::budget, op);
  Entry* entries = frame_.arena.array<Entry>(over.size);
  std::size_t count = 0;
  Value kept;
  for (std::uint32_t i = 0; i < over.size; ++i) {
    if (exhausted()) return wrong(Why::budget, op);
    bind_member(op, over, i);
    const Value& held = truth(op.d, op, kept);
    if (held.is_unknown()) return held;
    const Value key = locals_[op.c];
    if (held.is(true)) entries[count++] = {key, operand(op.b)};
  }
  return Value::map({entries, count});
}

}  // namespace stance::cel
