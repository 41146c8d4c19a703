#pragma once

#include "stance/cel/type.hpp"
#include "stance/cel/value.hpp"

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace stance::app {

// Values know nothing of the shape of rows: this tells it, by where the slots of a row stand.
class RowShapes {
 public:
  explicit RowShapes(const cel::Projections& projections) : projections_(projections) {}

  // Rows in a value of this type, rows inside of rows too.
  void add(const cel::Value& value, const cel::RecordType& type);

  // Null for rows that nobody added.
  [[nodiscard]] const cel::RecordType* find(const cel::Value& row) const;
  [[nodiscard]] const cel::Projections& projections() const { return projections_; }

 private:
  const cel::Projections& projections_;
  std::unordered_map<const cel::Value*, const cel::RecordType*> by_slots_;
};

// What keeps a value from being written.
struct Gap {
  enum class What : std::uint8_t {
    unknown,
    open,      // a list that may have other members
    same_key,  // two keys of a map that are one in JSON
  };
  What what = What::unknown;
  cel::Value cause = {};
  std::string path = {};  // to the part that is unknown, as "[0].name"; empty: all of it
};

// A value as compact JSON.
struct Written {
  std::string json = {};
  std::optional<Gap> gap = std::nullopt;  // the first one; there is no JSON then
  std::set<std::string> left_out = {};    // unknown fields of rows, as "dataset.field"
};

[[nodiscard]] Written write_json(const cel::Value& value, const RowShapes& shapes);

}  // namespace stance::app
