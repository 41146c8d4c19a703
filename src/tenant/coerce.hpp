#pragma once

#include "damage.hpp"
#include "stance/base/arena.hpp"
#include "stance/base/json.hpp"
#include "stance/cel/type.hpp"
#include "stance/tenant/schema.hpp"

#include <cstdint>
#include <memory>
#include <string_view>

namespace stance::tenant {

class RecordReader;

// A projected field and how to read it.
struct Field {
  Field(const cel::FieldDecl& declaration, const FieldRule& reading);
  Field(Field&&) noexcept;
  ~Field();

  const cel::FieldDecl* decl;
  const FieldRule* rule;
  std::uint32_t slot = 0;
  std::uint32_t number = 0;  // in the damage log
  // It is mapped from a property of the enclosing object, whose shape is no fault of the exporter.
  bool mapped = false;
  cel::Type element = {};  // of a list
  std::unique_ptr<RecordReader>
      nested;  // reads records, where the type is a record or a list of them

  // While a row is read: the row and the value that was seen for this field.
  std::uint64_t row = 0;
  base::json::Cursor seen = {};
  bool disputed = false;

  [[nodiscard]] cel::Value when_null() const;
  [[nodiscard]] cel::Value when_absent() const;
  [[nodiscard]] cel::Value unknown(cel::Why why) const;
};

[[nodiscard]] Wanted wanted_by(const cel::Type& type);

// Reads JSON values as the declared types. What cannot be read is an unknown value and is noted.
class Coercion {
 public:
  Coercion(base::Arena& arena, DamageLog& log) : arena_(arena), log_(log) {}

  [[nodiscard]] cel::Value read(const Field& field, base::json::Cursor value);
  // A text that stands for the value of a field, from PowerShell's rendering of an object.
  [[nodiscard]] cel::Value read_text(const Field& field, std::string_view text);

 private:
  struct Target;

  [[nodiscard]] cel::Value read_list(const Field& field, base::json::Cursor value);
  [[nodiscard]] cel::Value read_elements(const Field& field, base::json::Cursor array);
  [[nodiscard]] cel::Value read_element(const Field& field, base::json::Cursor value);
  [[nodiscard]] cel::Value list_from_text(const Field& field, std::string_view text);
  [[nodiscard]] cel::Value list_from_parts(const Field& field, std::string_view text, char mark);
  [[nodiscard]] cel::Value list_of_one(const Field& field, cel::Value member, Fault fault);
  [[nodiscard]] cel::Value read_record(const Field& field, base::json::Cursor value);

  [[nodiscard]] cel::Value read_scalar(const Target& target, cel::Value raw);
  [[nodiscard]] cel::Value scalar_from_integer(const Target& target, cel::Value raw);
  [[nodiscard]] cel::Value scalar_from_text(const Target& target, std::string_view text);
  [[nodiscard]] cel::Value word(const Target& target, std::string_view text);
  [[nodiscard]] cel::Value scalar_from_object(const Target& target, base::json::Cursor object);

  [[nodiscard]] cel::Value read_dynamic(const Field& field, base::json::Cursor value, int depth);
  [[nodiscard]] cel::Value read_map(const Field& field, base::json::Cursor object, int depth);
  [[nodiscard]] cel::Value map_from_text(const Field& field, std::string_view text);

  [[nodiscard]] cel::Value fail(const Field& field, Fault fault, Wanted wanted);

  base::Arena& arena_;
  DamageLog& log_;
};

}  // namespace stance::tenant
