#pragma once

#include "coerce.hpp"
#include "damage.hpp"
#include "stance/base/arena.hpp"
#include "stance/base/json.hpp"
#include "stance/cel/type.hpp"
#include "stance/tenant/decode.hpp"
#include "stance/tenant/schema.hpp"

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::tenant {

// The declared names below one object, in lower case, found by length first: most properties of a
// row are read by nobody and must cost little.
class Names {
 public:
  void add(std::string name, std::uint32_t node);
  void finish();
  [[nodiscard]] bool empty() const { return names_.empty(); }
  // Compares without ASCII case; nothing is the common answer.
  [[nodiscard]] const std::uint32_t* find(std::string_view key) const;
  [[nodiscard]] const std::uint32_t* find_exact(std::string_view name) const;

 private:
  struct Name {
    std::string text;
    std::uint32_t node;
  };
  std::vector<Name> names_;            // by length
  std::vector<std::uint32_t> starts_;  // by length: index of the first name; one more at the end
};

// A step on the path of projected fields: a group, a field, or both.
struct Node {
  static constexpr std::uint32_t no_field = ~std::uint32_t{0};

  Names names = {};
  std::uint32_t field = no_field;
  std::vector<std::uint32_t> below = {};  // all fields below this group
  // Of these, fields whose absence means something once this first group of their path is there.
  std::vector<std::uint32_t> implied = {};

  // While a row is read.
  std::uint64_t row = 0;
  base::json::Cursor seen = {};
  bool disputed = false;
};

// What the readers of one dataset share.
struct Reading {
  const cel::Projections& projections;
  const SourceRule* source;  // may be null
  DamageLog& log;
};

// Reads records of one type into slots.
class RecordReader {
 public:
  // `prefix` is put before the paths of fields in the damage log; nested readers have one.
  RecordReader(const RecordSchema& schema, const Reading& reading, const std::string& prefix);

  [[nodiscard]] std::size_t width() const { return defaults_.size(); }

  void read(const RawRow& row, std::span<cel::Value> slots, base::Arena& arena);
  // Joins another row of the same key into the slots of the row that was read last.
  void join(const RawRow& twin, std::span<cel::Value> slots, base::Arena& arena);

 private:
  static constexpr std::uint32_t root = 0;
  static constexpr std::uint32_t enclosing = 1;  // the object that the record is a part of

  struct Target {
    std::span<cel::Value> slots;
    Coercion coercion;
  };

  void add_field(const RecordSchema& schema, std::uint32_t index, const Reading& reading,
                 const std::string& prefix);
  void add_path(std::uint32_t start, std::string_view path, std::uint32_t field);
  void add_default(Field& field, std::initializer_list<std::string_view> paths);
  void select(std::string_view selected);
  void start_row(Target& target);
  [[nodiscard]] std::uint32_t child(std::uint32_t node, std::string_view name);

  void visit_object(std::uint32_t node, base::json::Cursor object, Target& target);
  void visit(std::uint32_t node, base::json::Cursor value, Target& target);
  void visit_group(std::uint32_t node, base::json::Cursor value, Target& target);
  void visit_text(const Node& node, std::string_view text, Target& target);
  void set_field(Field& field, base::json::Cursor value, Target& target);
  void dispute(Field& field, Target& target);
  void set_below(const Node& node, cel::Why why, Fault fault, Target& target);

  std::deque<Field> fields_;  // by slot
  std::deque<Node> nodes_;
  std::vector<cel::Value> defaults_;
  // By slot: the first steps of a field's paths, in lower case, where its absence means something.
  std::vector<std::vector<std::string>> firsts_;
  std::string_view selected_ = {};             // that the following is about
  std::vector<bool> left_out_ = {};            // by slot: not asked for
  std::vector<base::json::Cursor> told_ = {};  // by slot: the values of rows that were joined
  bool joined_ = false;
  DamageLog& log_;
  Field* map_key_ = nullptr;
  std::uint64_t row_ = 0;
};

}  // namespace stance::tenant
