#include "amendments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace stance::conformance {

namespace {

using nlohmann::json;

constexpr std::string_view number = "#";

bool names(const json& change, const char* list, const std::string& name) {
  const auto found = change.find(list);
  return found == change.end() ||
         std::ranges::any_of(*found, [&](const json& one) { return one == name; });
}

bool is_for(const json& change, const Subject& subject) {
  return names(change, "policies", subject.policy) && names(change, "cases", subject.id);
}

enum class Mode { add, set };

// "list[]" or "list[Property=beginning]"
struct Members {
  explicit Members(std::string_view key) {
    const std::size_t bracket = key.find('[');
    const std::size_t equals = std::min(key.find('=', bracket), key.size() - 1);
    list = key.substr(0, bracket);
    property = key.substr(bracket + 1, equals - bracket - 1);
    beginning = key.substr(equals, key.size() - 1 - equals);
    if (!beginning.empty()) beginning.erase(0, 1);
  }

  [[nodiscard]] bool hold(const json& member) const {
    if (property.empty()) return true;
    const auto found = member.find(property);
    return found != member.end() && found->is_string() &&
           found->get_ref<const std::string&>().starts_with(beginning);
  }

  std::string list = {};
  std::string property = {};
  std::string beginning = {};
};

// `place` is the number of the list member that the change is in, behind that of its own list.
class Editor {
 public:
  explicit Editor(Mode mode) : mode_(mode) {}

  void change(const json& by, const std::string& place, json& input) const {
    if (!input.is_object()) return;
    for (const auto& [key, value] : by.items()) {
      if (key.ends_with(']')) {
        change_members(Members(key), value, place, input);
      } else if (!value.is_object()) {
        put(key, value, place, input);
      } else if (const auto inner = input.find(key); inner != input.end()) {
        change(value, place, *inner);
      }
    }
  }

 private:
  void change_members(const Members& members, const json& by, const std::string& place,
                      json& input) const {
    const auto list = input.find(members.list);
    if (list == input.end() || !list->is_array()) return;
    for (std::size_t i = 0; i < list->size(); ++i) {
      json& member = (*list)[i];
      if (members.hold(member)) change(by, fmt::format("{}.{}", place, i + 1), member);
    }
  }

  void put(const std::string& key, const json& value, const std::string& place, json& input) const {
    if (mode_ == Mode::add && input.contains(key)) return;
    input[key] = value == std::string(number) ? json(place) : value;
  }

  Mode mode_;
};

}  // namespace

Amendments Amendments::read(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(fmt::format("cannot read '{}'", path));
  Amendments amendments;
  amendments.changes_ = json::parse(file);
  return amendments;
}

void Amendments::apply(std::string_view kind, const Subject& subject, json& input) const {
  const Editor editor(kind == "add" ? Mode::add : Mode::set);
  for (const json& one : changes_) {
    if (!is_for(one, subject)) continue;
    if (const auto by = one.find(kind); by != one.end()) editor.change(*by, "row", input);
  }
}

json Amendments::completed(const Subject& subject, json input) const {
  apply("add", subject, input);
  return input;
}

bool Amendments::amends(const Subject& subject) const {
  return std::ranges::any_of(
      changes_, [&](const json& one) { return is_for(one, subject) && one.contains("set"); });
}

json Amendments::amended(const Subject& subject, json input) const {
  json whole = completed(subject, std::move(input));
  apply("set", subject, whole);
  return whole;
}

}  // namespace stance::conformance
