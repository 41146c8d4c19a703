#pragma once

#include "stance/base/json.hpp"
#include "stance/cel/type.hpp"
#include "stance/tenant/decode.hpp"
#include "stance/tenant/schema.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::tenant {

struct TestField {
  std::string path;
  cel::Type type;
  FieldRule rule = {};
  std::vector<std::string> words = {};
};

inline RecordSchema& declare(Schema& schema, const std::string& name,
                             const std::vector<TestField>& fields) {
  RecordSchema& row = schema.add_record(name);
  for (const TestField& field : fields) {
    row.type.add({.path = field.path, .type = field.type, .words = field.words, .dataset = name});
    row.rules.push_back(field.rule);
  }
  row.type.finish();
  return row;
}

inline cel::Type list_of(cel::TypeKind kind) { return cel::list_of(cel::simple(kind)); }

// Every field of the record types is read.
inline cel::Projections read_all(const std::vector<const RecordSchema*>& records) {
  cel::Projections projections;
  for (const RecordSchema* record : records) {
    for (std::uint32_t i = 0; i < record->type.fields().size(); ++i) {
      static_cast<void>(projections.of(record->type).slot(i));
    }
  }
  return projections;
}

inline base::json::Document parse(std::string_view text) {
  return base::json::Document::parse(base::Buffer::copy_of(text), "test").value();
}

// A value with the slots of records written out.
inline std::string show(const cel::Value& value, const RecordSchema& row) {
  if (value.kind == cel::Kind::record) {
    std::string text = "{";
    for (std::size_t i = 0; i < row.type.fields().size(); ++i) {
      text += (i > 0 ? ", " : "") + row.type.fields()[i].path + ": ";
      text += cel::to_text(value.values[i], 1000);
    }
    return text + "}";
  }
  if (value.kind == cel::Kind::list) {
    std::string text = "[";
    for (const cel::Value& member : value.members()) {
      text += (text.size() > 1 ? ", " : "") + show(member, row);
    }
    return text + "]";
  }
  return cel::to_text(value, 1000);
}

inline std::string show(const std::vector<Damage>& damage) {
  std::string text;
  for (const Damage& d : damage) {
    text += (text.empty() ? "" : "; ") + d.field + ": " + d.what;
    text += d.repaired ? " (repaired)" : "";
    text += d.rows == 1 ? "" : " x" + std::to_string(d.rows);
  }
  return text;
}

}  // namespace stance::tenant
