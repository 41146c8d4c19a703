#include "format.hpp"
#include "functions.hpp"
#include "stance/base/text.hpp"
#include "utf8.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <vector>

namespace stance::cel {

namespace {

using Arguments = std::span<const Value>;

constexpr std::int64_t regex_memory = std::int64_t{1} << 20;
constexpr std::size_t cached_patterns = 256;
// Unicode's white space.
constexpr std::array<std::string_view, 25> blanks = {" ",
                                                     "\t",
                                                     "\n",
                                                     "\v",
                                                     "\f",
                                                     "\r",
                                                     "\xC2\x85",
                                                     "\xC2\xA0",
                                                     "\xE1\x9A\x80",
                                                     "\xE2\x80\x80",
                                                     "\xE2\x80\x81",
                                                     "\xE2\x80\x82",
                                                     "\xE2\x80\x83",
                                                     "\xE2\x80\x84",
                                                     "\xE2\x80\x85",
                                                     "\xE2\x80\x86",
                                                     "\xE2\x80\x87",
                                                     "\xE2\x80\x88",
                                                     "\xE2\x80\x89",
                                                     "\xE2\x80\x8A",
                                                     "\xE2\x80\xA8",
                                                     "\xE2\x80\xA9",
                                                     "\xE2\x80\xAF",
                                                     "\xE2\x81\x9F",
                                                     "\xE3\x80\x80"};

// A regular expression takes longer for a byte than a search does.
constexpr std::size_t matched_a_step = 8;

Value range() { return Value::unknown(Why::range); }
Value out_of_budget() { return Value::unknown(Why::budget); }
Value integer(std::size_t i) { return Value::of(static_cast<std::int64_t>(i)); }
Value stored(std::string_view text, Frame& frame) { return Value::of(frame.arena.copy(text)); }

// The first of `blanks` that `test` is true for; an empty text when there is none.
template <class Test>
std::string_view blank_where(Test test) {
  const auto* found = std::find_if(blanks.begin(), blanks.end(), test);
  return found == blanks.end() ? std::string_view{} : *found;
}

std::string_view trimmed(std::string_view text) {
  const auto begins = [&](std::string_view blank) { return text.starts_with(blank); };
  const auto ends = [&](std::string_view blank) { return text.ends_with(blank); };
  while (const std::size_t size = blank_where(begins).size()) text.remove_prefix(size);
  while (const std::size_t size = blank_where(ends).size()) text.remove_suffix(size);
  return text;
}

Value text_size(Arguments a, Frame&) { return integer(count_characters(a[0].text())); }

Value contains(Arguments a, Frame&) {
  return Value::of(a[0].text().find(a[1].text()) != std::string_view::npos);
}
Value starts_with(Arguments a, Frame&) { return Value::of(a[0].text().starts_with(a[1].text())); }
Value ends_with(Arguments a, Frame&) { return Value::of(a[0].text().ends_with(a[1].text())); }

RE2::Options regex_options() {
  RE2::Options options;
  options.set_max_mem(regex_memory);
  options.set_log_errors(false);
  return options;
}

// Patterns are nearly always constants: compile each one once a thread.
const RE2& compiled(std::string_view pattern) {
  thread_local std::map<std::string, std::unique_ptr<RE2>, std::less<>> cache;
  const auto found = cache.find(pattern);
  if (found != cache.end()) return *found->second;
  if (cache.size() >= cached_patterns) cache.clear();
  auto regex =
      std::make_unique<RE2>(re2::StringPiece(pattern.data(), pattern.size()), regex_options());
  return *cache.emplace(std::string(pattern), std::move(regex)).first->second;
}

Value matches(Arguments a, Frame& frame) {
  if (!spend(frame, a[0].size / matched_a_step)) return out_of_budget();
  const RE2& regex = compiled(a[1].text());
  if (!regex.ok()) return range();
  return Value::of(regex.Match(re2::StringPiece(a[0].characters, a[0].size), 0, a[0].size,
                               RE2::UNANCHORED, nullptr, 0));
}

Value lower_ascii(Arguments a, Frame& frame) {
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const std::string_view text = a[0].text();
  if (std::none_of(text.begin(), text.end(), upper)) return a[0];
  return stored(base::fold(text), frame);
}

Value upper_ascii(Arguments a, Frame& frame) {
  std::string text(a[0].text());
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return stored(text, frame);
}

Value trim(Arguments a, Frame&) { return Value::of(trimmed(a[0].text())); }

// Goes over the parts of a text between separators; a `visit` that gives false ends it.
template <class Visit>
bool split_text(std::string_view text, std::string_view separator, std::int64_t limit,
                Visit visit) {
  if (limit == 0) return true;
  for (std::int64_t part = 1; limit < 0 || part < limit; ++part) {
    if (separator.empty() && text.size() <= 1) break;
    const std::size_t at = separator.empty() ? width_at(text, 0) : text.find(separator);
    if (at == std::string_view::npos || (separator.empty() && at >= text.size())) break;
    if (!visit(text.substr(0, at))) return false;
    text.remove_prefix(at + separator.size());
  }
  return visit(text);
}

Value pieces(Arguments a, std::int64_t limit, Frame& frame) {
  std::vector<Value> parts;
  const bool all = split_text(a[0].text(), a[1].text(), limit, [&](std::string_view part) {
    parts.push_back(Value::of(part));
    return has_room(frame, parts.size() * sizeof(Value));
  });
  if (!all || !spend(frame, parts.size() / members_a_step)) return out_of_budget();
  Value* members = frame.arena.array<Value>(parts.size());
  std::copy(parts.begin(), parts.end(), members);
  return Value::list({members, parts.size()});
}

Value split(Arguments a, Frame& frame) { return pieces(a, -1, frame); }
Value split_limited(Arguments a, Frame& frame) { return pieces(a, a[2].integer, frame); }

// Makes a text as long as the budget has room for it.
class Text {
 public:
  explicit Text(Frame& frame) : frame_(frame) {}
  // False when there is no room for it.
  bool add(std::string_view part) {
    if (!has_room(frame_, text_.size() + part.size())) return false;
    text_ += part;
    return true;
  }
  [[nodiscard]] Value result() {
    if (!spend(frame_, text_.size() / bytes_a_step)) return out_of_budget();
    return stored(text_, frame_);
  }

 private:
  Frame& frame_;
  std::string text_;
};

Value joined(const Value& list, std::string_view separator, Frame& frame) {
  Text text(frame);
  for (const Value& member : list.members()) {
    if (member.is_unknown()) return member;
    if (member.kind != Kind::text) return Value::unknown(Why::wrong_type);
    if (&member != list.values && !text.add(separator)) return out_of_budget();
    if (!text.add(member.text())) return out_of_budget();
  }
  return text.result();
}
Value join(Arguments a, Frame& frame) { return joined(a[0], {}, frame); }
Value join_with(Arguments a, Frame& frame) { return joined(a[0], a[1].text(), frame); }

Value replaced(Arguments a, std::int64_t limit, Frame& frame) {
  const std::string_view from = a[1].text();
  std::string_view rest = a[0].text();
  Text text(frame);
  for (; limit != 0; --limit) {
    const std::size_t at = rest.find(from);
    if (at == std::string_view::npos) break;
    if (!text.add(rest.substr(0, at)) || !text.add(a[2].text())) return out_of_budget();
    rest.remove_prefix(at + from.size());
    if (from.empty()) {
      if (rest.empty()) return text.result();
      const std::size_t width = width_at(rest, 0);
      if (!text.add(rest.substr(0, width))) return out_of_budget();
      rest.remove_prefix(width);
    }
  }
  return text.add(rest) ? text.result() : out_of_budget();
}
Value replace(Arguments a, Frame& frame) { return replaced(a, -1, frame); }
Value replace_limited(Arguments a, Frame& frame) { return replaced(a, a[3].integer, frame); }

Value found_at(std::string_view text, std::size_t offset) {
  if (offset == std::string_view::npos) return Value::of(std::int64_t{-1});
  return integer(count_characters(text.substr(0, offset)));
}

// A position that CEL accepts: 0 up to the length of the text.
std::size_t position(std::string_view text, std::int64_t at) {
  return at < 0 ? std::string_view::npos : offset_of(text, static_cast<std::size_t>(at));
}

Value index_of(Arguments a, Frame&) { return found_at(a[0].text(), a[0].text().find(a[1].text())); }
Value index_of_from(Arguments a, Frame&) {
  const std::size_t from = position(a[0].text(), a[2].integer);
  if (from == std::string_view::npos) return range();
  return found_at(a[0].text(), a[0].text().find(a[1].text(), from));
}
Value last_index_of(Arguments a, Frame&) {
  return found_at(a[0].text(), a[0].text().rfind(a[1].text()));
}
Value last_index_of_from(Arguments a, Frame&) {
  const std::size_t from = position(a[0].text(), a[2].integer);
  if (from == std::string_view::npos) return range();
  return found_at(a[0].text(), a[0].text().rfind(a[1].text(), from));
}

Value substring_from(Arguments a, Frame&) {
  const std::size_t from = position(a[0].text(), a[1].integer);
  return from == std::string_view::npos ? range() : Value::of(a[0].text().substr(from));
}
Value substring(Arguments a, Frame&) {
  const std::size_t from = position(a[0].text(), a[1].integer);
  const std::size_t to = position(a[0].text(), a[2].integer);
  if (from == std::string_view::npos || to == std::string_view::npos || to < from) return range();
  return Value::of(a[0].text().substr(from, to - from));
}
Value char_at(Arguments a, Frame&) {
  const std::size_t at = position(a[0].text(), a[1].integer);
  if (at == std::string_view::npos) return range();
  if (at == a[0].size) return Value::of(std::string_view{});
  return Value::of(a[0].text().substr(at, width_at(a[0].text(), at)));
}
Value reverse(Arguments a, Frame& frame) {
  std::string text(a[0].size, '\0');
  std::size_t end = text.size();
  for (std::string_view rest = a[0].text(); !rest.empty();) {
    const std::size_t width = width_at(rest, 0);
    end -= width;
    rest.copy(text.data() + end, width);
    rest.remove_prefix(width);
  }
  return stored(text, frame);
}

Value format(Arguments a, Frame& frame) { return format_text(a[0].text(), a[1], frame); }

// The text as a literal in double quotes.
Value quote(Arguments a, Frame& frame) {
  static constexpr std::string_view special = "\a\b\f\n\r\t\v\\\"";
  static constexpr std::string_view letters = "abfnrtv\\\"";
  std::string text = "\"";
  for (const char c : a[0].text()) {
    const std::size_t at = special.find(c);
    if (at != std::string_view::npos) text += '\\';
    text += at == std::string_view::npos ? c : letters[at];
  }
  return stored(text + '"', frame);
}

// The part of a user principal name or mail address behind the last "@", in lower case.
Value domain_of(Arguments a, Frame& frame) {
  const std::size_t at = a[0].text().rfind('@');
  if (at == std::string_view::npos) return range();
  return stored(base::fold(a[0].text().substr(at + 1)), frame);
}

// "v=DMARC1; p=reject" as a map; names in lower case, the first of equal names counts.
Value tags(Arguments a, Frame& frame) {
  std::vector<Entry> entries;
  const bool all = split_text(a[0].text(), ";", -1, [&](std::string_view piece) {
    const std::size_t equals_sign = piece.find('=');
    if (equals_sign == std::string_view::npos) return true;
    const Value key = stored(base::fold(trimmed(piece.substr(0, equals_sign))), frame);
    const bool known = std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
      return entry.key.text() == key.text();
    });
    if (!known) entries.push_back({key, Value::of(trimmed(piece.substr(equals_sign + 1)))});
    return spend(frame, entries.size() / members_a_step) &&
           has_room(frame, entries.size() * sizeof(Entry));
  });
  if (!all) return out_of_budget();
  Entry* storage = frame.arena.array<Entry>(entries.size());
  std::copy(entries.begin(), entries.end(), storage);
  return Value::map({storage, entries.size()});
}

constexpr TypeKind str = TypeKind::text;
constexpr TypeKind num = TypeKind::integer;
constexpr TypeKind lst = TypeKind::list;

constexpr Signature table[] = {
    {"size", false, 1, {str}, ResultType::integer, text_size},
    {"size", true, 1, {str}, ResultType::integer, text_size},
    {"contains", true, 2, {str, str}, ResultType::boolean, contains},
    {"startsWith", true, 2, {str, str}, ResultType::boolean, starts_with},
    {"endsWith", true, 2, {str, str}, ResultType::boolean, ends_with},
    {"matches", true, 2, {str, str}, ResultType::boolean, matches},
    {"matches", false, 2, {str, str}, ResultType::boolean, matches},
    {"lowerAscii", true, 1, {str}, ResultType::text, lower_ascii},
    {"upperAscii", true, 1, {str}, ResultType::text, upper_ascii},
    {"trim", true, 1, {str}, ResultType::text, trim},
    {"split", true, 2, {str, str}, ResultType::texts, split},
    {"split", true, 3, {str, str, num}, ResultType::texts, split_limited},
    {"join", true, 1, {lst}, ResultType::text, join},
    {"join", true, 2, {lst, str}, ResultType::text, join_with},
    {"replace", true, 3, {str, str, str}, ResultType::text, replace},
    {"replace", true, 4, {str, str, str, num}, ResultType::text, replace_limited},
    {"indexOf", true, 2, {str, str}, ResultType::integer, index_of},
    {"indexOf", true, 3, {str, str, num}, ResultType::integer, index_of_from},
    {"lastIndexOf", true, 2, {str, str}, ResultType::integer, last_index_of},
    {"lastIndexOf", true, 3, {str, str, num}, ResultType::integer, last_index_of_from},
    {"substring", true, 2, {str, num}, ResultType::text, substring_from},
    {"substring", true, 3, {str, num, num}, ResultType::text, substring},
    {"charAt", true, 2, {str, num}, ResultType::text, char_at},
    {"reverse", true, 1, {str}, ResultType::text, reverse},
    {"format", true, 2, {str, lst}, ResultType::text, format},
    {"strings.quote", false, 1, {str}, ResultType::text, quote},
    {"domain_of", false, 1, {str}, ResultType::text, domain_of},
    {"tags", false, 1, {str}, ResultType::text_map, tags},
};

}  // namespace

std::span<const Signature> text_functions() { return table; }

std::optional<std::string> regex_error(std::string_view pattern) {
  const RE2 regex(re2::StringPiece(pattern.data(), pattern.size()), regex_options());
  if (regex.ok()) return std::nullopt;
  return regex.error();
}

}  // namespace stance::cel
