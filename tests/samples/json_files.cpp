#include "json_files.hpp"

#include "stance/base/json.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

namespace stance::samples {

namespace {

using base::json::Cursor;
using base::json::Kind;

constexpr std::string_view mark = "\xEF\xBB\xBF";

class Writer {
 public:
  explicit Writer(Order order) : order_(order) {}

  std::string write(Cursor root) {
    const Cursor raw = root.find("Raw");
    exported_ = raw.valid() ? raw.id() : root.id();
    put(root);
    return std::move(out_);
  }

 private:
  void put(Cursor value) {
    switch (value.kind()) {
      case Kind::null: out_ += "null"; break;
      case Kind::boolean: out_ += value.boolean() ? "true" : "false"; break;
      case Kind::integer: out_ += std::to_string(value.integer()); break;
      case Kind::real: out_ += nlohmann::json(value.real()).dump(); break;
      case Kind::text: out_ += nlohmann::json(value.text()).dump(); break;
      case Kind::array: put_elements(value, false); break;
      case Kind::object: put_members(value); break;
    }
  }

  void put_members(Cursor object) {
    std::vector<base::json::Member> members;
    for (const base::json::Member member : object.members()) members.push_back(member);
    std::reverse(members.begin(), members.end());
    const bool rows = order_ == Order::members_and_rows && object.id() == exported_;
    out_ += '{';
    for (const base::json::Member& member : members) {
      if (&member != &members.front()) out_ += ",\n";
      out_ += nlohmann::json(member.key).dump() + ": ";
      if (rows && member.value.is(Kind::array)) {
        put_elements(member.value, true);
      } else {
        put(member.value);
      }
    }
    out_ += '}';
  }

  void put_elements(Cursor array, bool reversed) {
    std::vector<Cursor> elements;
    for (const Cursor element : array.elements()) elements.push_back(element);
    if (reversed) std::reverse(elements.begin(), elements.end());
    out_ += '[';
    for (const Cursor& element : elements) {
      if (&element != &elements.front()) out_ += ", ";
      put(element);
    }
    out_ += ']';
  }

  Order order_;
  std::uint64_t exported_ = 0;
  std::string out_ = {};
};

}  // namespace

std::string_view without_mark(std::string_view text) {
  return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

std::string backwards(std::string_view exported, Order what) {
  const auto document =
      base::json::Document::parse(base::Buffer::copy_of(without_mark(exported)), "sample");
  REQUIRE(document.has_value());
  return std::string(exported.starts_with(mark) ? mark : "") + Writer(what).write(document->root());
}

std::string without_build(std::string text) {
  constexpr std::string_view key = "\"build\": \"";
  const std::size_t at = text.find(key);
  if (at == std::string::npos) return text;
  const std::size_t from = at + key.size();
  return text.replace(from, text.find('"', from) - from, "any");
}

std::string without_places(const std::string& assessment) {
  auto json = nlohmann::ordered_json::parse(assessment);
  for (auto& input : json["inputs"]) input["sha256"] = nullptr;
  for (auto& control : json["controls"]) {
    for (auto& item : control["evidence"]) {
      if (item["source"].is_null()) continue;
      item["source"]["pointer"] = nullptr;
      item["source"]["line"] = nullptr;
    }
  }
  return json.dump(2);
}

}  // namespace stance::samples
