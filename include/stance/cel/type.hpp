#pragma once

#include "stance/cel/value.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::cel {

class RecordType;

enum class TypeKind : std::uint8_t {
  dyn,
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

// A static type. Lists and maps name the type of their elements (null: dyn); the pointed-to types
// are constants or belong to a RecordType.
struct Type {
  TypeKind kind = TypeKind::dyn;
  bool nullable = false;
  const Type* element = nullptr;
  const RecordType* record = nullptr;

  [[nodiscard]] bool is(TypeKind k) const { return kind == k; }
  [[nodiscard]] bool dynamic() const { return kind == TypeKind::dyn; }
};

[[nodiscard]] Type simple(TypeKind kind);
// list(element); an element that is itself a list or map loses the type of its own elements.
[[nodiscard]] Type list_of(const Type& element);
[[nodiscard]] Type map_of(const Type& element);
[[nodiscard]] Type element_of(const Type& type);

// "int", "list(string)", "row of entra.domains", ...
[[nodiscard]] std::string to_text(const Type& type);

// True when a value of one type can be meant where the other is wanted (dyn fits everywhere, null
// fits nullable types, int and double mix).
[[nodiscard]] bool compatible(const Type& a, const Type& b);

// A property of a row, or of a record nested in a row.
struct FieldDecl {
  std::string path;  // lowerCamelCase, groups joined by dots: conditions.users.includeUsers
  Type type;
  // Words an enumeration can have; `closed` means the list is known to be complete.
  std::vector<std::string> words = {};
  bool closed = false;
  std::string dataset = {};  // full name of the dataset, for messages
  Subject named = {};        // the two above for unknown values; set by RecordType::finish()

  [[nodiscard]] const Subject& subject() const { return named; }
};

// The declared shape of rows: fields by path, looked up exactly.
class RecordType {
 public:
  // `id` is dense over all record types of a schema.
  RecordType(std::string name, std::uint32_t id) : name_(std::move(name)), id_(id) {}
  RecordType(const RecordType&) = delete;
  RecordType& operator=(const RecordType&) = delete;

  // Returns the index of the field; adding a path twice is a bug of the caller.
  std::uint32_t add(FieldDecl field);
  // Call once after the last add(): from then on fields keep their address.
  void finish();

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::uint32_t id() const { return id_; }
  [[nodiscard]] std::span<const FieldDecl> fields() const { return fields_; }
  [[nodiscard]] const std::uint32_t* find(std::string_view path) const;
  // A field, or a group that has fields below it.
  [[nodiscard]] bool is_prefix(std::string_view path) const;
  [[nodiscard]] Type type() const { return {TypeKind::record, false, nullptr, this}; }
  [[nodiscard]] const Type* self() const { return &self_; }

 private:
  std::string name_;
  std::uint32_t id_;
  std::vector<FieldDecl> fields_;
  std::map<std::string, std::uint32_t, std::less<>> index_;
  Type self_{TypeKind::record, false, nullptr, this};
};

// Which fields of a record type are read, and in which slot of a projected row each one stands.
// Grows while programs are compiled; must not change once rows have been decoded with it.
class Projection {
 public:
  std::uint32_t slot(std::uint32_t field);
  // Field of each slot.
  [[nodiscard]] std::span<const std::uint32_t> fields() const { return fields_; }
  // Asks for an index on a slot.
  void look_up(std::uint32_t slot) { keys_.insert(slot); }
  // Slots by which rows are looked up.
  [[nodiscard]] const std::set<std::uint32_t>& keys() const { return keys_; }

 private:
  std::vector<std::uint32_t> fields_;
  std::vector<std::uint32_t> slot_of_;  // by field, slot + 1; 0 is none
  std::set<std::uint32_t> keys_;
};

class Projections {
 public:
  [[nodiscard]] Projection& of(const RecordType& type);
  // Null when nothing of the type is read.
  [[nodiscard]] const Projection* find(const RecordType& type) const;

 private:
  std::vector<Projection> by_id_;
};

}  // namespace stance::cel
