#include "find_rows.hpp"

#include "stance/base/text.hpp"
#include "stance/tenant/decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stance::ingest {
namespace {

using base::json::Cursor;
using base::json::Kind;

struct Step {
  enum class Action : std::uint8_t { property, each, map, one };
  Action action;
  std::string name = {};  // of a property
};

std::string_view kind_name(Cursor value) {
  switch (value.kind()) {
    case Kind::null: return "null";
    case Kind::boolean: return "a boolean";
    case Kind::integer:
    case Kind::real: return "a number";
    case Kind::text: return "text";
    case Kind::array: return "a list";
    case Kind::object: return "an object";
  }
  return "";
}

// What is wrong with a value at a place where something else is expected.
std::string misfit(std::string_view pointer, Cursor value, std::string_view wanted) {
  if (value.is(Kind::text) && tenant::is_cut_text(value.text())) {
    return fmt::format("{} was cut off by {}", pointer, tenant::depth_limit);
  }
  return fmt::format("{} holds {} where {} expected", pointer, kind_name(value), wanted);
}

// The steps behind the first key.
std::vector<Step> steps_of(std::string_view path) {
  std::vector<Step> steps;
  bool first = true;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    std::string_view part = path.substr(0, end);
    path.remove_prefix(end);
    if (part == "0") {
      steps.push_back({Step::Action::one});
      continue;
    }
    const bool each = part.ends_with("[]");
    const bool map = part.ends_with("{}");
    if (each || map) part.remove_suffix(2);
    if (!first) steps.push_back({Step::Action::property, std::string(part)});
    if (each) steps.push_back({Step::Action::each});
    if (map) steps.push_back({Step::Action::map});
    first = false;
  }
  // A path that ends in a property names a list of rows.
  if (steps.empty() || steps.back().action == Step::Action::property) {
    steps.push_back({Step::Action::each});
  }
  return steps;
}

// An empty list that was written as JSON twice.
bool is_empty_list_text(Cursor value) { return value.is(Kind::text) && value.text() == "[]"; }

// PowerShell 5.1 wraps some lists: {"value": [..], "Count": n}.
Cursor unwrapped(Cursor value) {
  if (!value.is(Kind::object) || value.size() != 2) return value;
  const Cursor inner = value.find("value");
  return inner.is(Kind::array) && value.find("Count").is(Kind::integer) ? inner : value;
}

class Walk {
 public:
  explicit Walk(std::string_view path) : steps_(steps_of(path)) {}

  FoundRows run(Cursor value, std::string_view pointer) {
    follow(0, {.self = value}, std::string(pointer));
    return finish();
  }

 private:
  void follow(std::size_t step, const tenant::RawRow& at, std::string pointer);
  void follow_property(std::size_t step, Cursor object, std::string pointer);
  void follow_each(std::size_t step, const tenant::RawRow& at, const std::string& pointer);
  void follow_map(std::size_t step, Cursor value, const std::string& pointer);
  void follow_one(std::size_t step, const tenant::RawRow& at, const std::string& pointer);
  [[nodiscard]] FoundRows finish();

  // The end of the path is here, whether or not a row is.
  void arrive(std::size_t step) { reached_ += step + 1 >= steps_.size() ? 1U : 0U; }
  void damage(std::string detail) {
    if (found_.detail.empty()) found_.detail = std::move(detail);
    ++damaged_;
  }

  std::vector<Step> steps_;
  FoundRows found_ = {};
  std::size_t reached_ = 0;
  std::size_t absent_ = 0;
  std::size_t damaged_ = 0;
};

void Walk::follow(std::size_t step, const tenant::RawRow& at, std::string pointer) {
  if (step == steps_.size()) {
    found_.rows.push_back(at);
    found_.pointers.push_back(std::move(pointer));
    return;
  }
  switch (steps_[step].action) {
    case Step::Action::property: return follow_property(step, at.self, std::move(pointer));
    case Step::Action::each: return follow_each(step, at, pointer);
    case Step::Action::map: return follow_map(step, at.self, pointer);
    case Step::Action::one: return follow_one(step, at, pointer);
  }
}

void Walk::follow_property(std::size_t step, Cursor object, std::string pointer) {
  if (!object.is(Kind::object)) {
    return damage(misfit(pointer, object, "an object is"));
  }
  const std::string& name = steps_[step].name;
  base::json::Member found{};
  for (const base::json::Member member : object.members()) {
    if (!base::equal_fold(member.key, name)) continue;
    if (found.value.valid() && !tenant::same_value(found.value, member.value)) {
      return damage(fmt::format("{} holds '{}' twice with different values", pointer, name));
    }
    if (!found.value.valid()) found = member;
  }
  if (!found.value.valid()) {
    ++absent_;
    return;
  }
  pointer += '/';
  pointer += base::json::escape_pointer(found.key);
  follow(step + 1, {.self = found.value, .parent = object}, std::move(pointer));
}

void Walk::follow_each(std::size_t step, const tenant::RawRow& at, const std::string& pointer) {
  const Cursor list = unwrapped(at.self);
  if (list.is(Kind::null) || is_empty_list_text(list)) {
    return arrive(step);
  }
  if (list.is(Kind::object)) {
    found_.lone.push_back(pointer);
    return follow(step + 1, at, pointer);
  }
  if (!list.is(Kind::array)) {
    return damage(misfit(pointer, list, "rows are"));
  }
  arrive(step);
  const std::string prefix = pointer + (list.id() == at.self.id() ? "/" : "/value/");
  std::size_t index = 0;
  for (const Cursor element : list.elements()) {
    const std::size_t position = index++;
    if (element.is(Kind::null)) continue;
    follow(step + 1, {.self = element, .parent = at.parent}, prefix + std::to_string(position));
  }
}

void Walk::follow_map(std::size_t step, Cursor value, const std::string& pointer) {
  const bool none = value.is(Kind::null) || (value.is(Kind::array) && value.size() == 0);
  if (none) {
    return arrive(step);
  }
  if (!value.is(Kind::object)) {
    return damage(misfit(pointer, value, "an object is"));
  }
  arrive(step);
  std::vector<base::json::Member> sorted;
  for (const base::json::Member member : value.members()) {
    sorted.push_back(member);
    follow(step + 1, {.self = member.value, .map_key = member.key},
           pointer + '/' + base::json::escape_pointer(member.key));
  }
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return a.key < b.key; });
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[i].key == sorted[i - 1].key &&
        !tenant::same_value(sorted[i].value, sorted[i - 1].value)) {
      found_.outcome = FoundRows::Outcome::damaged;
      return damage(
          fmt::format("{} holds '{}' twice with different values", pointer, sorted[i].key));
    }
  }
}

void Walk::follow_one(std::size_t step, const tenant::RawRow& at, const std::string& pointer) {
  const Cursor list = unwrapped(at.self);
  if (list.is(Kind::null)) {
    return arrive(step);
  }
  if (list.is(Kind::object)) return follow(step + 1, at, pointer);
  if (!list.is(Kind::array)) {
    return damage(misfit(pointer, list, "an object is"));
  }
  const std::string prefix = pointer + (list.id() == at.self.id() ? "/" : "/value/");
  Cursor only;
  std::size_t index = 0;
  std::size_t first = 0;
  std::size_t different = 0;
  for (const Cursor element : list.elements()) {
    const std::size_t position = index++;
    if (element.is(Kind::null)) continue;
    if (!only.valid()) {
      only = element;
      first = position;
      different = 1;
    } else if (!tenant::same_value(only, element)) {
      ++different;
    }
  }
  if (different > 1) {
    return damage(fmt::format("{} holds different objects where one is expected", pointer));
  }
  if (!only.valid()) {
    return arrive(step);
  }
  follow(step + 1, {.self = only, .parent = at.parent}, prefix + std::to_string(first));
}

FoundRows Walk::finish() {
  const bool readable =
      found_.rows.empty() || std::any_of(found_.rows.begin(), found_.rows.end(),
                                         [](const auto& row) { return row.self.is(Kind::object); });
  if (!readable) {
    damage(misfit(found_.pointers.front(), found_.rows.front().self, "an object is"));
  }
  if (damaged_ > 0 && (!readable || found_.rows.empty())) {
    found_.outcome = FoundRows::Outcome::damaged;
  }
  if (found_.outcome == FoundRows::Outcome::damaged) {
    found_.rows.clear();
    found_.pointers.clear();
  } else if (absent_ > 0 && reached_ == 0 && found_.rows.empty()) {
    found_.outcome = FoundRows::Outcome::absent;
  } else {
    found_.open = absent_ > 0 || damaged_ > 0;
  }
  return std::move(found_);
}

}  // namespace

std::uint64_t FoundRows::count() const {
  std::uint64_t count = rows.size();
  for (const auto& [file, stream] : streams) count += stream.list->rows;
  return count;
}

std::string_view first_key(std::string_view path) {
  path.remove_prefix(path.starts_with('/') ? 1 : 0);
  path = path.substr(0, path.find('/'));
  if (path.ends_with("[]") || path.ends_with("{}")) path.remove_suffix(2);
  return path;
}

FoundRows find_rows(std::string_view path, Cursor value, std::string_view pointer) {
  return Walk(path).run(value, pointer);
}

}  // namespace stance::ingest
