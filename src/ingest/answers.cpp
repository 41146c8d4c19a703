#include "answers.hpp"

#include "stance/base/text.hpp"
#include "stance/tenant/decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace stance::ingest {
namespace {

using base::json::Cursor;
using base::json::Kind;

// Pages in a list, and answers in a "$batch", are one level below the file; nothing is deeper.
constexpr int max_levels = 2;

// An error says what went wrong in a sentence; a page of it helps nobody.
constexpr std::size_t shown_columns = 160;

constexpr std::int64_t first_failing_status = 400;

// Members of an envelope around "value": annotations, and what Azure and PowerShell 5.1 add.
bool is_envelope_key(std::string_view key) {
  static constexpr std::array<std::string_view, 8> known{
      "value",          "count",      "nextLink",          "odata.metadata",
      "odata.nextLink", "$skipToken", "continuationToken", "continuationUri"};
  return key.starts_with('@') ||
         std::any_of(known.begin(), known.end(),
                     [&](std::string_view name) { return base::equal_fold(name, key); });
}

// PowerShell leaves nulls where an object was not written.
Cursor first_element(Cursor list) {
  for (const Cursor element : list.elements()) {
    if (!element.is(Kind::null)) return element;
  }
  return {};
}

bool is_envelope(Cursor object) {
  for (const base::json::Member member : object.members()) {
    if (!is_envelope_key(member.key)) return false;
  }
  return true;
}

bool is_list_envelope(Cursor object) {
  if (!object.find("value").is(Kind::array)) return false;
  return object.find("@odata.context").is(Kind::text) || is_envelope(object);
}

bool is_cut(Cursor value) { return value.is(Kind::text) && tenant::is_cut_text(value.text()); }

// A page whose rows PowerShell wrote as one text.
bool is_cut_envelope(Cursor object) {
  const Cursor value = object.find("value");
  if (!value.is(Kind::text) || !is_envelope(object)) return false;
  return is_cut(value) || object.find("@odata.context").is(Kind::text);
}

std::string text_of(Cursor value) {
  return value.is(Kind::text) ? std::string(value.text()) : std::string();
}

std::string error_text(Cursor error) {
  const std::string code = text_of(error.find("code"));
  const std::string message = text_of(error.find("message"));
  std::string text = code.empty() || message.empty() ? code + message : code + ": " + message;
  if (text.empty()) text = "an error without a message";
  return base::shorten(base::printable(text), shown_columns);
}

// {"error": {"code": .., "message": ..}}, with annotations at most.
Cursor error_of(Cursor object) {
  const Cursor error = object.find("error");
  if (!error.is(Kind::object)) return {};
  for (const base::json::Member member : object.members()) {
    if (member.key != "error" && !member.key.starts_with('@')) return {};
  }
  return error;
}

class Splitter {
 public:
  std::vector<Answer> run(Cursor root) {
    if (root.is(Kind::null)) add({.value = root, .nothing = true});
    split(root, {}, 0);
    return std::move(answers_);
  }

 private:
  void split(Cursor value, const std::string& pointer, int level);
  void split_object(Cursor object, const std::string& pointer, int level);
  void split_list(Cursor list, const std::string& pointer, int level);
  void split_batch(Cursor responses, const std::string& pointer, int level);
  void add_page(Cursor object, const std::string& pointer);
  void add(Answer answer);

  std::vector<Answer> answers_ = {};
};

void Splitter::add(Answer answer) {
  const std::string type = text_of(property_of(first_row(answer), "@odata.type"));
  constexpr std::string_view prefix = "#microsoft.graph.";
  if (type.starts_with(prefix)) answer.type = base::fold(type.substr(prefix.size()));
  answer.cut = answer.cut || (answer.value.is(Kind::array) && is_cut(first_element(answer.value)));
  answers_.push_back(std::move(answer));
}

void Splitter::split(Cursor value, const std::string& pointer, int level) {
  if (value.is(Kind::object)) split_object(value, pointer, level);
  if (value.is(Kind::array)) split_list(value, pointer, level);
  if (is_cut(value)) add({.pointer = pointer, .cut = true});
}

void Splitter::split_object(Cursor object, const std::string& pointer, int level) {
  if (const Cursor error = error_of(object); error.valid()) {
    return add({.pointer = pointer,
                .context = normal_context(text_of(object.find("@odata.context"))),
                .error = error_text(error)});
  }
  const Cursor responses = object.find("responses");
  if (object.size() <= 2 && responses.is(Kind::array) && level < max_levels) {
    return split_batch(responses, pointer + "/responses/", level + 1);
  }
  if (is_list_envelope(object)) return add_page(object, pointer);
  if (is_cut_envelope(object)) {
    return add({.pointer = pointer + "/value",
                .context = normal_context(text_of(object.find("@odata.context"))),
                .cut = true});
  }
  if (object.size() == 0) return;
  const Cursor named = property_of(object, "@odata.context");
  const std::string_view context = named.is(Kind::text) ? named.text() : std::string_view{};
  add({.value = object,
       .pointer = pointer,
       .context = normal_context(context),
       .entity = is_entity_context(context),
       .selected = selected_of(context)});
}

void Splitter::add_page(Cursor object, const std::string& pointer) {
  const Cursor named = object.find("@odata.context");
  const std::string_view context = named.is(Kind::text) ? named.text() : std::string_view{};
  Answer page{.value = object.find("value"),
              .pointer = pointer + "/value",
              .context = normal_context(context),
              .selected = selected_of(context)};
  for (const std::string_view key :
       {"@odata.nextLink", "odata.nextLink", "nextLink", "continuationUri"}) {
    const Cursor link = object.find(key);
    page.more = page.more || (link.is(Kind::text) && !link.text().empty());
  }
  const Cursor count = object.find("@odata.count");
  if (count.is(Kind::integer)) page.count = count.integer();
  add(std::move(page));
}

void Splitter::split_list(Cursor list, const std::string& pointer, int level) {
  const Cursor first = first_element(list);
  const bool envelope =
      first.is(Kind::object) &&
      (is_list_envelope(first) || is_cut_envelope(first) || error_of(first).valid());
  const bool pages = level < max_levels && (envelope || first.is(Kind::array));
  if (!pages) {
    const bool rows = !first.valid() || first.is(Kind::object) || is_cut(first);
    if (rows) add({.value = list, .pointer = pointer});
    return;
  }
  std::size_t index = 0;
  for (const Cursor page : list.elements()) {
    split(page, fmt::format("{}/{}", pointer, index++), level + 1);
  }
}

void Splitter::split_batch(Cursor responses, const std::string& pointer, int level) {
  std::size_t index = 0;
  for (const Cursor response : responses.elements()) {
    const std::string place = fmt::format("{}{}/body", pointer, index++);
    const Cursor body = response.find("body");
    const Cursor status = response.find("status");
    const bool failed = status.is(Kind::integer) && status.integer() >= first_failing_status;
    if (body.is(Kind::object) && (!failed || error_of(body).valid())) {
      split_object(body, place, level);
    } else if (failed) {
      add({.pointer = place, .error = fmt::format("status {}", status.integer())});
    }
  }
}

// Whether an item of a select list names a property: keys are quoted, numbers, or have dashes.
bool is_property_name(std::string_view item) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto belongs = [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '/';
  };
  return !item.empty() && is_letter(item.front()) && std::ranges::all_of(item, belongs);
}

// "users('id')/memberOf(id,name)" as "users/memberOf".
std::string without_parentheses(std::string_view text) {
  std::string out;
  int depth = 0;
  for (const char c : text) {
    if (c == '(') ++depth;
    if (depth == 0) out += c;
    if (c == ')' && depth > 0) --depth;
  }
  return out;
}

}  // namespace

std::vector<Answer> answers_of(Cursor root) {
  return root.valid() ? Splitter().run(root) : std::vector<Answer>{};
}

Cursor first_row(const Answer& answer) {
  if (answer.value.is(Kind::object)) return answer.value;
  if (!answer.value.is(Kind::array)) return {};
  const Cursor first = first_element(answer.value);
  return first.is(Kind::object) ? first : Cursor{};
}

Cursor property_of(Cursor row, std::string_view name) {
  if (!row.is(Kind::object)) return {};
  const Cursor own = row.find_fold(name);
  if (own.valid()) return own;
  const Cursor more = row.find_fold("AdditionalProperties");
  return more.is(Kind::object) ? more.find_fold(name) : Cursor{};
}

bool is_entity_context(std::string_view context) { return context.ends_with("/$entity"); }

// "owners(id)" in a list is an expanded property beside those that were asked for.
std::string_view selected_of(std::string_view context) {
  constexpr std::string_view entity = "/$entity";
  if (context.ends_with(entity)) context.remove_suffix(entity.size());
  if (!context.ends_with(')')) return {};
  std::size_t open = context.size() - 1;
  int depth = 1;
  while (open > 0 && depth > 0) {
    --open;
    depth += static_cast<int>(context[open] == ')') - static_cast<int>(context[open] == '(');
  }
  if (depth != 0) return {};
  const std::string_view list = context.substr(open + 1, context.size() - open - 2);
  bool plain = false;
  std::size_t from = 0;
  for (std::size_t at = 0; at <= list.size(); ++at) {
    if (at < list.size() && (list[at] != ',' || depth > 0)) {
      depth += static_cast<int>(list[at] == '(') - static_cast<int>(list[at] == ')');
      continue;
    }
    const std::string_view item = list.substr(from, at - from);
    from = at + 1;
    if (item.ends_with(')')) continue;
    if (!is_property_name(item)) return {};
    plain = true;
  }
  return plain ? list : std::string_view{};
}

std::string normal_context(std::string_view context) {
  constexpr std::string_view mark = "$metadata#";
  const std::size_t at = context.find(mark);
  if (at == std::string_view::npos) return {};
  context.remove_prefix(at + mark.size());
  context = context.substr(0, context.find('?'));
  std::string out;
  std::string plain = base::fold(without_parentheses(context));
  std::string_view rest = plain;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const bool noise = part.empty() || part.starts_with('$') || part.starts_with('@') ||
                       part.starts_with("microsoft.graph.") || part == "collection";
    if (noise) continue;
    if (!out.empty()) out += '/';
    out += part;
  }
  return out;
}

}  // namespace stance::ingest
