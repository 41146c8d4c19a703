#pragma once

#include "stance/base/arena.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace stance::cel {

enum class Kind : std::uint8_t {
  unknown,
  null,
  boolean,
  integer,
  real,
  text,
  time,
  span,
  list,
  map,
  record,
  type
};

// Why a value is unknown. The order is that of the words in reports, not of importance.
enum class Why : std::uint8_t {
  none,
  dataset_absent,   // the dataset is in no input
  dataset_failed,   // collecting it failed
  dataset_damaged,  // it is there, but cannot be read
  field_absent,     // the row has no such property
  damaged,          // the exporter destroyed the value
  open_list,        // more members may exist than were exported
  wrong_type,
  no_key,
  range,         // index, overflow, division by zero, bad conversion
  budget,        // the control's step or memory budget ran out
  not_verified,  // a rule says why what the export tells proves nothing
};

// What an unknown value is about. All views point to things that outlive the evaluation (the
// schema, the text of an expression) or to the arena of the value.
struct Subject {
  std::string_view dataset = {};
  std::string_view field = {};       // path inside a row of the dataset
  std::string_view expression = {};  // where no field is to blame
};

struct Entry;

// One value of the expression language: 16 bytes, trivially copyable. Text, lists and maps point
// into an arena or into the input; a record points to the projected slots of a row.
struct Value {
  Kind kind = Kind::unknown;
  Why why = Why::none;
  // Of a list: it may have other members than those listed, and the element before the first one
  // is the unknown value that says why.
  bool uncertain = false;
  // Bytes of a text, members of a list or map, nanoseconds of a time or span.
  std::uint32_t size = 0;
  union {
    bool boolean;
    std::int64_t integer;  // also the seconds of a time (since 1970) or span
    double real;
    const char* characters;  // of a text, and of the name of a type
    const Value* values;     // of a list, and the slots of a record
    const Entry* entries;
    const Subject* subject;  // of an unknown; may be null
  };

  constexpr Value() : subject(nullptr) {}

  [[nodiscard]] static constexpr Value null() { return of_kind(Kind::null); }
  [[nodiscard]] static constexpr Value of(bool b) {
    Value v = of_kind(Kind::boolean);
    v.boolean = b;
    return v;
  }
  [[nodiscard]] static constexpr Value of(std::int64_t i) {
    Value v = of_kind(Kind::integer);
    v.integer = i;
    return v;
  }
  [[nodiscard]] static constexpr Value of(double d) {
    Value v = of_kind(Kind::real);
    v.real = d;
    return v;
  }
  [[nodiscard]] static constexpr Value of(std::string_view text) {
    Value v = of_kind(Kind::text);
    v.size = static_cast<std::uint32_t>(text.size());
    v.characters = text.data();
    return v;
  }
  [[nodiscard]] static constexpr Value time(std::int64_t seconds, std::uint32_t nanos) {
    Value v = of_kind(Kind::time);
    v.size = nanos;
    v.integer = seconds;
    return v;
  }
  // A negative span has negative seconds and nanoseconds that count upwards, as a time before 1970.
  [[nodiscard]] static constexpr Value span(std::int64_t seconds, std::uint32_t nanos) {
    Value v = time(seconds, nanos);
    v.kind = Kind::span;
    return v;
  }
  [[nodiscard]] static constexpr Value list(std::span<const Value> members) {
    Value v = of_kind(Kind::list);
    v.size = static_cast<std::uint32_t>(members.size());
    v.values = members.data();
    return v;
  }
  [[nodiscard]] static Value map(std::span<const Entry> members);
  [[nodiscard]] static constexpr Value record(const Value* slots) {
    Value v = of_kind(Kind::record);
    v.values = slots;
    return v;
  }
  [[nodiscard]] static constexpr Value type_named(std::string_view name) {
    Value v = of(name);
    v.kind = Kind::type;
    return v;
  }
  [[nodiscard]] static constexpr Value unknown(Why why, const Subject* subject = nullptr) {
    Value v;
    v.why = why;
    v.subject = subject;
    return v;
  }

  [[nodiscard]] constexpr bool is_unknown() const { return kind == Kind::unknown; }
  [[nodiscard]] constexpr bool is_null() const { return kind == Kind::null; }
  [[nodiscard]] constexpr bool is(bool b) const { return kind == Kind::boolean && boolean == b; }
  [[nodiscard]] constexpr std::string_view text() const { return {characters, size}; }
  [[nodiscard]] constexpr std::span<const Value> members() const { return {values, size}; }
  [[nodiscard]] std::span<const Entry> pairs() const;

 private:
  static constexpr Value of_kind(Kind k) {
    Value v;
    v.kind = k;
    return v;
  }
};

struct Entry {
  Value key;
  Value value;
};

static_assert(sizeof(Value) == 16 && std::is_trivially_copyable_v<Value>);

inline Value Value::map(std::span<const Entry> members) {
  Value v = of_kind(Kind::map);
  v.size = static_cast<std::uint32_t>(members.size());
  v.entries = members.data();
  return v;
}

inline std::span<const Entry> Value::pairs() const { return {entries, size}; }

// A list that may have other members, because of `cause` (an unknown value).
[[nodiscard]] Value uncertain_list(std::span<const Value> members, Value cause, base::Arena& arena);

// CEL equality, three-valued: numbers compare across int and double, other kinds never equal each
// other, null equals only null, and an unknown part makes the result unknown unless another part
// already differs; it is then the first one in `a`, else in `b`. Records are equal when they are
// the same row.
[[nodiscard]] Value equals(const Value& a, const Value& b);
// The same, taking steps for members and long texts; unknown (budget) when they run out.
[[nodiscard]] Value equals(const Value& a, const Value& b, std::int64_t& steps);

// Orders integers and doubles (mixed), text by code point, booleans, times, spans; the result is
// an integer <0, 0, >0, null where a number is NaN, or unknown (wrong_type) for anything else.
[[nodiscard]] Value compare(const Value& a, const Value& b);

// The value as CEL source would write it: 'text', [1, 2], {'a': true}, timestamps quoted,
// "unknown (field_absent)". At most `limit` bytes; longer values end in "…".
[[nodiscard]] std::string to_text(const Value& value, std::size_t limit = 200);

[[nodiscard]] std::string_view name(Why why);
[[nodiscard]] std::string_view name(Kind kind);

// Copies a value and all it points to, so that it lives as long as the arena.
[[nodiscard]] Value copy(const Value& value, base::Arena& arena);

}  // namespace stance::cel
