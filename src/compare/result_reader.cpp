#include "result_reader.hpp"

#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace stance::compare {

namespace {

using base::json::Kind;

constexpr std::size_t longest_text = 65'536;    // bytes
constexpr std::size_t most_elements = 100'000;  // of an array
constexpr std::int64_t most_points = 1'000'000'000;
constexpr std::int64_t full = 100;  // percent

std::string_view kind_text(const At& at) {
  if (!at.value.valid()) return "missing";
  switch (at.value.kind()) {
    case Kind::null: return "null";
    case Kind::boolean: return "true or false";
    case Kind::integer:
    case Kind::real: return "a number";
    case Kind::text: return "a text";
    case Kind::array: return "an array";
    case Kind::object: return "an object";
  }
  return "";
}

}  // namespace

void ResultReader::refuse(const At& at, std::string_view found, std::string_view expected) {
  if (error_) return;
  const std::string where = at.pointer.empty() ? "the document" : base::printable(at.pointer);
  error_ = base::Error{
      .kind = base::ErrorKind::malformed,
      .message = fmt::format("{} is {}, expected {}", where, found, expected),
      .position = position_,
      .hint = "results are what 'stance assess --format json' and 'stance fleet' write"};
}

bool ResultReader::expect(const At& at, Kind kind, std::string_view expected) {
  if (error_) return false;
  if (at.value.is(kind)) return true;
  refuse(at, kind_text(at), expected);
  return false;
}

At ResultReader::member(const At& object, std::string_view key) {
  At at{.pointer = fmt::format("{}/{}", object.pointer, base::json::escape_pointer(key))};
  if (expect(object, Kind::object, "an object")) at.value = object.value.find(key);
  return at;
}

std::vector<At> ResultReader::elements(const At& array) {
  std::vector<At> out;
  if (!expect(array, Kind::array, "an array")) return out;
  for (const base::json::Cursor value : array.value.elements()) {
    if (out.size() == most_elements) {
      refuse(array, "longer", fmt::format("at most {} elements", most_elements));
      return {};
    }
    out.push_back({value, fmt::format("{}/{}", array.pointer, out.size())});
  }
  return out;
}

std::string ResultReader::text(const At& at) {
  if (!expect(at, Kind::text, "a text")) return {};
  const std::string_view text = at.value.text();
  if (text.size() > longest_text) {
    refuse(at, "longer", fmt::format("at most {} bytes", longest_text));
    return {};
  }
  return std::string(text);
}

std::string ResultReader::optional_text(const At& at) { return at.none() ? "" : text(at); }

bool ResultReader::flag(const At& at) {
  return expect(at, Kind::boolean, "true or false") && at.value.boolean();
}

double ResultReader::number(const At& at, std::int64_t most) {
  if (!at.value.is(Kind::integer) && !expect(at, Kind::real, "a number")) return 0;
  const double value = at.value.real();
  if (value >= 0 && value <= static_cast<double>(most)) return value;
  refuse(at, "out of range", fmt::format("a number from 0 to {}", most));
  return 0;
}

model::Hundredths ResultReader::points(const At& at) {
  return std::llround(number(at, most_points) * 100);
}

std::optional<model::Hundredths> ResultReader::percent(const At& at) {
  if (at.none()) return std::nullopt;
  return std::llround(number(at, full) * 100);
}

bool ResultReader::whole(const At& at) { return number(at, 1) >= 1; }

}  // namespace stance::compare
