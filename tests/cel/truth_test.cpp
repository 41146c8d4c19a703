#include "probe.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

using namespace stance;
using namespace stance::cel;
using namespace stance::cel::test;

namespace {

// One of each kind and each way to be unknown.
std::vector<Ref> operands(std::size_t place) {
  const Unknowns u = unknowns(place);
  return {
      u.whole,
      null(),
      truth(true),
      truth(false),
      whole(0),
      whole(1),
      whole(-3),
      {.sort = Sort::real, .number = 1},
      {.sort = Sort::real, .number = 2.5},
      word("a"),
      word("b"),
      list({}),
      list({whole(1), word("a")}),
      list({whole(1), u.member}),
      list({whole(1)}, u.longer),
      {.sort = Sort::map, .members = {whole(1)}, .keys = {"'a'"}},
      {.sort = Sort::map, .members = {u.member}, .keys = {"'a'"}},
  };
}

std::vector<Ref> truths(std::size_t place) {
  return {unknowns(place).whole, null(), truth(true), truth(false), whole(1)};
}

Ref conjunction(const Ref& a, const Ref& b, const Own& own) {
  return folded({truth_of(a, own), truth_of(b, own)}, false);
}
Ref disjunction(const Ref& a, const Ref& b, const Own& own) {
  return folded({truth_of(a, own), truth_of(b, own)}, true);
}
Ref equal(const Ref& a, const Ref& b, const Own&) { return equality(a, b); }
Ref unequal(const Ref& a, const Ref& b, const Own&) {
  const Ref result = equality(a, b);
  return result.is(Sort::boolean) ? truth(result.is(false)) : result;
}

template <class Holds>
Ref ordered(const Ref& a, const Ref& b, const Own& own, Holds holds) {
  if (a.is(Sort::unknown)) return a;
  if (b.is(Sort::unknown)) return b;
  if (a.is_number() && b.is_number()) return truth(holds(a.number < b.number, b.number < a.number));
  if (a.sort != b.sort) return own();
  if (a.is(Sort::text)) return truth(holds(a.text < b.text, b.text < a.text));
  if (a.is(Sort::boolean)) return truth(holds(a.number < b.number, b.number < a.number));
  return own();
}
Ref less(const Ref& a, const Ref& b, const Own& own) {
  return ordered(a, b, own, [](bool below, bool) { return below; });
}
Ref less_equal(const Ref& a, const Ref& b, const Own& own) {
  return ordered(a, b, own, [](bool, bool above) { return !above; });
}
Ref greater(const Ref& a, const Ref& b, const Own& own) {
  return ordered(a, b, own, [](bool, bool above) { return above; });
}
Ref greater_equal(const Ref& a, const Ref& b, const Own& own) {
  return ordered(a, b, own, [](bool below, bool) { return !below; });
}

// The members, or the keys of a map.
std::vector<Ref> members_of(const Ref& ref) {
  if (!ref.is(Sort::map)) return ref.members;
  std::vector<Ref> keys;
  for (const std::string& key : ref.keys) keys.push_back(word(key.substr(1, key.size() - 2)));
  return keys;
}

Ref membership(const Ref& a, const Ref& b, const Own& own) {
  if (a.is(Sort::unknown)) return a;
  if (b.is(Sort::unknown)) return b;
  if (!b.is(Sort::list) && !b.is(Sort::map)) return own();
  std::vector<Ref> found;
  if (!b.cause.empty()) found.push_back(unknown(b.cause));
  for (const Ref& member : members_of(b)) {
    found.push_back(b.is(Sort::map) ? truth(same(a, member) == Same::yes) : equality(a, member));
  }
  return folded(found, true);
}

Ref sum(const Ref& a, const Ref& b) {
  if (a.is(Sort::text)) return word(a.text + b.text);
  Ref both = a;
  both.members.insert(both.members.end(), b.members.begin(), b.members.end());
  if (both.cause.empty()) both.cause = b.cause;
  return both;
}

Ref arithmetic(const Ref& a, const Ref& b, const Own& own, char sign) {
  if (a.is(Sort::unknown)) return a;
  if (b.is(Sort::unknown)) return b;
  if (a.sort != b.sort) return own();
  if (sign == '+' && (a.is(Sort::text) || a.is(Sort::list))) return sum(a, b);
  if (!a.is_number() || (sign == '%' && a.is(Sort::real))) return own();
  const bool divides = sign == '/' || sign == '%';
  if (divides && a.is(Sort::integer) && b.number == 0) return own("range");
  Ref result = a;
  switch (sign) {
    case '+': result.number = a.number + b.number; break;
    case '-': result.number = a.number - b.number; break;
    case '*': result.number = a.number * b.number; break;
    case '%': result.number = std::fmod(a.number, b.number); break;
    default: result.number = a.number / b.number; break;
  }
  if (a.is(Sort::integer)) result.number = std::trunc(result.number);
  return result;
}
template <char Sign>
Ref calculated(const Ref& a, const Ref& b, const Own& own) {
  return arithmetic(a, b, own, Sign);
}

// A map by key, a list by position; of a list that may be longer nothing is certain.
Ref element(const Ref& a, const Ref& b, const Own& own) {
  if (a.is(Sort::unknown)) return a;
  if (!a.cause.empty()) return unknown(a.cause);
  if (b.is(Sort::unknown)) return b;
  if (a.is(Sort::map)) return b.is(Sort::text) && b.text == "a" ? a.members[0] : own("no_key");
  if (!a.is(Sort::list) || !b.is_number() || b.number != std::trunc(b.number)) return own();
  if (b.number < 0 || b.number >= static_cast<double>(a.members.size())) return own("range");
  return a.members[static_cast<std::size_t>(b.number)];
}

}  // namespace

TEST_CASE("every operator on every pair of operands gives what Kleene's logic says") {
  const std::pair<std::string, Two> operators[] = {
      {"a && b", conjunction},
      {"a || b", disjunction},
      {"a == b", equal},
      {"a != b", unequal},
      {"a < b", less},
      {"a <= b", less_equal},
      {"a > b", greater},
      {"a >= b", greater_equal},
      {"a in b", membership},
      {"a + b", calculated<'+'>},
      {"a - b", calculated<'-'>},
      {"a * b", calculated<'*'>},
      {"a / b", calculated<'/'>},
      {"a % b", calculated<'%'>},
      {"a[b]", element},
  };
  for (const auto& [text, model] : operators) {
    Probe probe(text);
    for (const Ref& a : operands(0)) {
      for (const Ref& b : operands(1)) probe.expect({a, b}, model(a, b, Own{text}));
    }
  }
}

namespace {

using One = Ref (*)(const Ref& a, const Own& own);

// Operators and macros on one operand.
const std::pair<std::string, One> unary[] = {
    {"!a",
     [](const Ref& a, const Own& own) {
       return a.is(Sort::boolean) ? truth(a.is(false)) : truth_of(a, own);
     }},
    {"-a",
     [](const Ref& a, const Own& own) {
       Ref negative = a;
       negative.number = -a.number;
       return a.is_number() ? negative : a.is(Sort::unknown) ? a : own();
     }},
    {"a.a",
     [](const Ref& a, const Own& own) {
       return a.is(Sort::map) ? a.members[0] : a.is(Sort::unknown) ? a : own();
     }},
    {"a.z",
     [](const Ref& a, const Own& own) {
       return a.is(Sort::unknown) ? a : own(a.is(Sort::map) ? "no_key" : "wrong_type");
     }},
    {"has(a.a)",
     [](const Ref& a, const Own& own) {
       return a.is(Sort::map) ? truth(true) : a.is(Sort::unknown) ? a : own();
     }},
    {"has(a.z)",
     [](const Ref& a, const Own& own) {
       return a.is(Sort::map) ? truth(false) : a.is(Sort::unknown) ? a : own();
     }},
    {"cel.bind(x, a, x)", [](const Ref& a, const Own&) { return a; }},
    {"[a]", [](const Ref& a, const Own&) { return list({a}); }},
    {"{'k': a}",
     [](const Ref& a, const Own&) {
       return Ref{.sort = Sort::map, .members = {a}, .keys = {"'k'"}};
     }},
};

}  // namespace

TEST_CASE("every operator and macro on one operand gives what Kleene's logic says") {
  for (const auto& [text, model] : unary) {
    Probe probe(text);
    for (const Ref& a : operands(0)) probe.expect({a}, model(a, Own{text}));
  }
}

TEST_CASE("a condition with an unknown value has a value where both branches are equal") {
  const std::string text = "a ? b : c";
  Probe probe(text);
  for (const Ref& a : operands(0)) {
    for (const Ref& b : operands(1)) {
      for (const Ref& c : operands(2)) {
        const Ref cause = truth_of(a, Own{text});
        const Ref either = same(b, c) == Same::yes ? b : cause;
        probe.expect({a, b, c}, a.is(true) ? b : a.is(false) ? c : either);
      }
    }
  }
}

TEST_CASE("three conditions keep the first cause in the order of the expression") {
  struct Case {
    std::string text;
    std::function<Ref(const Ref&, const Ref&, const Ref&)> model;
  };
  const Case cases[] = {
      {"a && b && c",
       [](const Ref& a, const Ref& b, const Ref& c) {
         const Ref first = conjunction(a, b, Own{"a && b"});
         return conjunction(first, c, Own{"a && b && c"});
       }},
      {"a || b && c",
       [](const Ref& a, const Ref& b, const Ref& c) {
         return disjunction(a, conjunction(b, c, Own{"b && c"}), Own{"a || b && c"});
       }},
      {"(a || b) == c", [](const Ref& a, const Ref& b,
                           const Ref& c) { return equality(disjunction(a, b, Own{"a || b"}), c); }},
  };
  for (const Case& one : cases) {
    Probe probe(one.text);
    for (const Ref& a : truths(0)) {
      for (const Ref& b : truths(1)) {
        for (const Ref& c : truths(2)) probe.expect({a, b, c}, one.model(a, b, c));
      }
    }
  }
}

namespace {

// The body of a macro over a member x and an outer operand b.
struct Body {
  std::string text;
  Ref (*model)(const Ref& x, const Ref& b);
};

// A macro over the list a; `$` stands for the body. Forms with two variables are rows like the
// others: what a member is called does not matter to them.
struct Macro {
  std::string text;
  Ref (*model)(const Ref& list, const std::vector<Ref>& bodies, const Own& own);
};

// The conditions of all members, and before them why there may be more.
std::vector<Ref> conditions(const Ref& list, const std::vector<Ref>& bodies, const Own& own) {
  std::vector<Ref> all;
  if (!list.cause.empty()) all.push_back(unknown(list.cause));
  for (const Ref& body : bodies) all.push_back(truth_of(body, own));
  return all;
}

Ref all_of(const Ref& list, const std::vector<Ref>& bodies, const Own& own) {
  return folded(conditions(list, bodies, own), false);
}
Ref some_of(const Ref& list, const std::vector<Ref>& bodies, const Own& own) {
  return folded(conditions(list, bodies, own), true);
}
// As CEL has it, no number of members that do hold makes up for one that cannot be told.
Ref one_of(const Ref& list, const std::vector<Ref>& bodies, const Own& own) {
  const Ref unclear = folded(conditions(list, bodies, own), true);
  for (const Ref& condition : conditions(list, bodies, own)) {
    if (condition.is(Sort::unknown)) return condition;
  }
  const auto held =
      std::count_if(bodies.begin(), bodies.end(), [](const Ref& b) { return b.is(true); });
  return unclear.is(Sort::unknown) ? unclear : truth(held == 1);
}
Ref chosen_of(const std::vector<Ref>& candidates, const Ref& from, const std::vector<Ref>& bodies,
              const Own& own) {
  std::vector<Ref> members;
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    if (bodies[i].is(true)) members.push_back(candidates[i]);
  }
  const std::vector<Ref> all = conditions(from, bodies, own);
  const auto cause = std::find_if(all.begin(), all.end(),
                                  [](const Ref& condition) { return condition.is(Sort::unknown); });
  return list(members, cause == all.end() ? std::string{} : cause->text);
}
Ref chosen(const Ref& from, const std::vector<Ref>& bodies, const Own& own) {
  return chosen_of(members_of(from), from, bodies, own);
}
Ref chosen_values(const Ref& from, const std::vector<Ref>& bodies, const Own& own) {
  return chosen_of(from.members, from, bodies, own);
}
Ref mapped(const Ref& from, const std::vector<Ref>& bodies, const Own&) {
  return list(bodies, from.cause);
}

// Of a map all members are certain, or none is.
Ref mapped_if(const Ref& from, const std::vector<Ref>& bodies, const Own& own) {
  for (const Ref& condition : conditions(from, bodies, own)) {
    if (condition.is(Sort::unknown)) return condition;
  }
  Ref map{.sort = Sort::map};
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    if (!bodies[i].is(true)) continue;
    map.members.push_back(from.members[i]);
    map.keys.push_back(from.is(Sort::map) ? from.keys[i] : std::to_string(i));
  }
  return map;
}

const std::array<Macro, 13> macros = {{
    {"a.all(x, $)", all_of},
    {"a.exists(x, $)", some_of},
    {"a.exists_one(x, $)", one_of},
    {"a.filter(x, $)", chosen},
    {"a.map(x, $)", mapped},
    {"a.map(x, $, x)", chosen},
    {"a.all(i, x, $)", all_of},
    {"a.exists(i, x, $)", some_of},
    {"a.exists_one(i, x, $)", one_of},
    {"a.existsOne(x, $)", one_of},
    {"a.transformList(i, x, $)", mapped},
    {"a.transformList(i, x, $, x)", chosen_values},
    {"a.transformMap(i, x, $, x)", mapped_if},
}};

const std::array<Body, 4> bodies = {{
    {"x", [](const Ref& x, const Ref&) { return x; }},
    {"x && b", [](const Ref& x, const Ref& b) { return conjunction(x, b, Own{"x && b"}); }},
    {"x || b", [](const Ref& x, const Ref& b) { return disjunction(x, b, Own{"x || b"}); }},
    {"b == x", [](const Ref& x, const Ref& b) { return equality(b, x); }},
}};

// Lists of up to three members, each of them true, false, null or unknown for a reason of its own,
// once complete and once perhaps longer.
std::vector<Ref> lists() {
  static const char* const reasons[] = {"field_absent of x0", "damaged of x1", "no_key of x2"};
  std::vector<Ref> all = {list({})};
  for (std::size_t begin = 0, length = 0; length < 3; ++length) {
    const std::size_t end = all.size();
    for (; begin < end; ++begin) {
      for (const Ref& next : {truth(true), truth(false), null(), unknown(reasons[length])}) {
        Ref longer = all[begin];
        longer.members.push_back(next);
        all.push_back(std::move(longer));
      }
    }
  }
  const std::size_t complete = all.size();
  for (std::size_t i = 0; i < complete; ++i) all.push_back(list(all[i].members, "open_list of l"));
  return all;
}

}  // namespace

TEST_CASE("every macro over every list of conditions gives what Kleene's logic says") {
  const std::vector<Ref> all = lists();
  REQUIRE(all.size() == std::size_t{2} * (1 + 4 + 16 + 64));
  for (const Macro& macro : macros) {
    for (const Body& body : bodies) {
      std::string text = macro.text;
      text.replace(text.find('$'), 1, body.text);
      Probe probe(text);
      for (const Ref& from : all) {
        for (const Ref& b : truths(1)) {
          std::vector<Ref> results;
          for (const Ref& x : from.members) results.push_back(body.model(x, b));
          probe.expect({from, b}, macro.model(from, results, Own{text}));
        }
      }
    }
  }
}

namespace {

// What a macro with the body x == 'a' gives for any operand.
Ref folded(const Macro& macro, const Ref& a, bool has_values, const Own& own) {
  if (!a.is(Sort::list) && !a.is(Sort::map)) return a.is(Sort::unknown) ? a : own();
  const std::vector<Ref> members = has_values ? a.members : members_of(a);
  std::vector<Ref> results;
  results.reserve(members.size());
  for (const Ref& x : members) results.push_back(equality(x, word("a")));
  return macro.model(a, results, own);
}

}  // namespace

TEST_CASE("a macro over what is no list is unknown, over a map it goes over keys or values") {
  for (const Macro& macro : macros) {
    std::string text = macro.text;
    text.replace(text.find('$'), 1, "x == 'a'");
    Probe probe(text);
    const bool has_values = text.find("(i, x") != std::string::npos;
    for (const Ref& a : operands(0)) probe.expect({a}, folded(macro, a, has_values, Own{text}));
  }
}

TEST_CASE("a field is absent, damaged or null, and has() tells only whether it was exported") {
  struct Case {
    Ref row;  // the value of p.on, or of p itself
    bool whole_row = false;
    std::string value;
    std::string has;
  };
  const Case cases[] = {
      {truth(true), false, "true", "true"},
      {null(), false, "null", "true"},
      {unknown("field_absent of on"), false, "unknown field_absent of on", "false"},
      {unknown("damaged of on"), false, "unknown damaged of on", "unknown damaged of on"},
      {null(), true, "unknown wrong_type of p.on", "unknown wrong_type of has(p.on)"},
      {unknown("dataset_absent of p"), true, "unknown dataset_absent of p",
       "unknown dataset_absent of p"},
  };
  for (const Case& one : cases) {
    Fixture fixture;
    Maker make;
    const auto value = fixture.compile("p.on");
    const auto has = fixture.compile("has(p.on)");
    REQUIRE((value && has));
    const Value given = make(one.row);
    const Value row = one.whole_row ? given : fixture.row({{"on", given}});
    CHECK(told(fixture.run(*value, row)) == one.value);
    CHECK(told(fixture.run(*has, row)) == one.has);
  }
}
