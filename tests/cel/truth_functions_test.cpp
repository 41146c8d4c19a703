#include "functions.hpp"
#include "probe.hpp"

#include <algorithm>

using namespace stance;
using namespace stance::cel;
using namespace stance::cel::test;

namespace {

// What a function takes where its signature says `kind`.
Value ordinary(TypeKind kind) {
  static const Value numbers[] = {Value::of(std::int64_t{1}), Value::of(std::int64_t{2})};
  static const Entry pair[] = {{Value::of(std::string_view("a")), Value::of(true)}};
  switch (kind) {
    case TypeKind::dyn:
    case TypeKind::integer: return Value::of(std::int64_t{1});
    case TypeKind::boolean: return Value::of(true);
    case TypeKind::real: return Value::of(2.0);
    case TypeKind::text: return Value::of(std::string_view("2026-01-02T03:04:05Z"));
    case TypeKind::time: return Value::time(1'767'225'600, 0);
    case TypeKind::span: return Value::span(90, 0);
    case TypeKind::list: return Value::list(numbers);
    case TypeKind::map: return Value::map(pair);
    case TypeKind::type: return Value::type_named("int");
    default: return Value::null();
  }
}

// A call of the function on as many of a, b, c, d as it takes.
std::string call_of(const Signature& signature) {
  std::string text = signature.member ? "a." : "";
  text += signature.name;
  text += '(';
  for (std::size_t i = signature.member ? 1 : 0; i < signature.count; ++i) {
    if (text.back() != '(') text += ", ";
    text += "abcd"[i];
  }
  return text + ')';
}

// The forms of an argument. Ordinary is 0, so that a number in base 4 is a combination of them.
enum Form : std::uint8_t { ordinary_form, null_form, unknown_form, longer_form, forms };

struct Call {
  std::vector<Value> arguments;
  std::string wanted = {};    // the first cause; empty when no argument is unknown
  bool may_take_null = true;  // nulls stand only where anything is taken
  std::string told = {};
};

Call combined(const Signature& signature, std::size_t combination, Maker& make) {
  Call call;
  for (std::size_t i = 0; i < signature.count; ++i, combination /= forms) {
    const Unknowns u = unknowns(i);
    const auto form = static_cast<Form>(combination % forms);
    Value argument = ordinary(signature.parameters[i]);
    std::string cause;
    if (form == null_form) {
      argument = Value::null();
      call.may_take_null = call.may_take_null && signature.parameters[i] == TypeKind::dyn;
    } else if (form == unknown_form) {
      argument = make(u.whole);
      cause = test::told(u.whole);
    } else if (form == longer_form) {
      argument = make(list({}, u.longer));
      cause = "unknown " + u.longer;
    }
    if (call.wanted.empty()) call.wanted = cause;
    call.arguments.push_back(argument);
    call.told += "\n  " + test::told(argument);
  }
  return call;
}

}  // namespace

TEST_CASE("every function of an unknown value is unknown for its first cause") {
  Maker make;
  for (const Signature& signature : signatures()) {
    const std::string text = call_of(signature);
    Probe probe(text);
    std::size_t combinations = 1;
    for (std::size_t i = 0; i < signature.count; ++i) combinations *= forms;
    for (std::size_t combination = 1; combination < combinations; ++combination) {
      const Call call = combined(signature, combination, make);
      const std::string found = probe(call.arguments);
      INFO(text << " with" << call.told);
      if (!call.wanted.empty()) {
        CHECK(found == call.wanted);
      } else if (!call.may_take_null || found.starts_with("unknown")) {
        CHECK(found == told(Own{text}()));
      }
    }
  }
}

namespace {

// What functions over two lists say; both arguments are lists here.
Ref held(const Ref& in, const Ref& wanted) {
  std::vector<Ref> found;
  for (const Ref& member : in.members) found.push_back(equality(member, wanted));
  return folded(found, true);
}
Ref all_held(const Ref& in, const Ref& wanted) {
  std::vector<Ref> found;
  for (const Ref& member : wanted.members) found.push_back(held(in, member));
  return folded(found, false);
}
Ref blamed_on(const Ref& result, const Ref& a, const Ref& b) {
  return result.is(Sort::unknown) ? first_unknown({a, b}) : result;
}
Ref contained(const Ref& a, const Ref& b, const Own&) { return blamed_on(all_held(a, b), a, b); }
Ref equivalent(const Ref& a, const Ref& b, const Own&) {
  return blamed_on(folded({all_held(a, b), all_held(b, a)}, false), a, b);
}
Ref intersecting(const Ref& a, const Ref& b, const Own&) {
  std::vector<Ref> found;
  for (const Ref& member : a.members) found.push_back(held(b, member));
  return blamed_on(folded(found, true), a, b);
}

// Lists of up to three members, each of them 1, 2 or unknown for a reason of its own.
std::vector<Ref> number_lists(char name) {
  std::vector<Ref> all = {list({})};
  for (std::size_t begin = 0, length = 0; length < 3; ++length) {
    const std::size_t end = all.size();
    for (; begin < end; ++begin) {
      const Ref open = unknown(std::string("damaged of ") + name + std::to_string(length));
      for (const Ref& next : {whole(1), whole(2), open}) {
        Ref longer = all[begin];
        longer.members.push_back(next);
        all.push_back(std::move(longer));
      }
    }
  }
  return all;
}

Ref distinct(const Ref& from) {
  std::vector<Ref> members;
  for (const Ref& member : from.members) {
    const Ref known = held(list(members), member);
    if (known.is(Sort::unknown)) return first_unknown(from);
    if (known.is(false)) members.push_back(member);
  }
  return list(members);
}
Ref position(const Ref& from) {
  for (std::size_t i = 0; i < from.members.size(); ++i) {
    if (from.members[i].is(Sort::unknown)) return from.members[i];
    if (from.members[i].number == 2) return whole(static_cast<int>(i));
  }
  return whole(-1);
}
Ref sorted(const Ref& from) {
  Ref cause = first_unknown(from);
  if (cause.is(Sort::unknown)) return cause;
  Ref result = from;
  std::sort(result.members.begin(), result.members.end(),
            [](const Ref& a, const Ref& b) { return a.number < b.number; });
  return result;
}
Ref largest(const Ref& from) {
  if (from.members.empty()) return Own{"math.greatest(a)"}("range");
  const Ref all = sorted(from);
  return all.is(Sort::unknown) ? all : all.members.back();
}
Ref turned(const Ref& from) { return list({from.members.rbegin(), from.members.rend()}); }
Ref flat(const Ref& from) {
  std::vector<Ref> members;
  for (const Ref& member : from.members) {
    if (!member.is(Sort::unknown)) members.push_back(member);
  }
  return list(members, first_unknown(from).text);
}

}  // namespace

TEST_CASE("functions that look into lists are unknown only where an unknown member matters") {
  const std::pair<std::string, Two> pairs[] = {{"sets.contains(a, b)", contained},
                                               {"sets.equivalent(a, b)", equivalent},
                                               {"sets.intersects(a, b)", intersecting}};
  for (const auto& [text, model] : pairs) {
    Probe probe(text);
    for (const Ref& a : number_lists('a')) {
      for (const Ref& b : number_lists('b')) probe.expect({a, b}, model(a, b, Own{text}));
    }
  }
  using One = Ref (*)(const Ref& from);
  const std::pair<std::string, One> singles[] = {
      {"a.distinct()", distinct},
      {"a.indexOf(2)", position},
      {"a.sort()", sorted},
      {"a.reverse()", turned},
      {"math.greatest(a)", largest},
      {"a.flatten()", flat},
      {"a.size()", [](const Ref& from) { return whole(static_cast<int>(from.members.size())); }},
  };
  for (const auto& [text, model] : singles) {
    Probe probe(text);
    for (const Ref& a : number_lists('a')) probe.expect({a}, model(a));
  }
}
