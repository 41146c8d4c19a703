#include "row_key.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <string_view>

namespace stance::tenant {

// "a+b" names two fields that identify a row together.
std::vector<std::uint32_t> key_fields(const Dataset& dataset) {
  std::vector<std::uint32_t> fields;
  std::string_view rest = dataset.key;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('+'), rest.size());
    const std::uint32_t* field = dataset.row->type.find(rest.substr(0, end));
    if (field == nullptr) return {};
    fields.push_back(*field);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return fields;
}

namespace {

void add_footprint(const RecordSchema& schema, const cel::Projections& projections,
                   std::vector<std::uint32_t>& footprint) {
  const cel::Projection* projection = projections.find(schema.type);
  const std::span<const std::uint32_t> fields =
      projection == nullptr ? std::span<const std::uint32_t>{} : projection->fields();
  footprint.push_back(static_cast<std::uint32_t>(fields.size()));
  footprint.insert(footprint.end(), fields.begin(), fields.end());
  for (const std::uint32_t field : fields) {
    const RecordSchema* element = schema.rules[field].element;
    if (element != nullptr) add_footprint(*element, projections, footprint);
  }
}

}  // namespace

KeyReader::KeyReader(const Dataset& dataset, const SourceRule* source)
    : fields_(key_fields(dataset)) {
  cel::Projection& projection = projections_.of(dataset.row->type);
  for (const std::uint32_t field : fields_) static_cast<void>(projection.slot(field));
  decoder_ = std::make_unique<RowDecoder>(*dataset.row, projections_, source);
  parts_.resize(decoder_->width());
}

std::optional<std::string> KeyReader::read(const RawRow& row) {
  arena_.reset();
  decoder_->decode(row, parts_, arena_);
  return key_text(parts_);
}

std::optional<std::string> key_text(std::span<const cel::Value> parts) {
  std::string key;
  for (const cel::Value& part : parts) {
    if (part.is_unknown() || part.is_null()) return std::nullopt;
    key += part.kind == cel::Kind::text
               ? std::string(part.text())
               : cel::to_text(part, std::numeric_limits<std::size_t>::max());
    key += '\0';
  }
  return key;
}

std::vector<std::uint32_t> footprint_of(const RecordSchema& schema,
                                        const cel::Projections& projections) {
  std::vector<std::uint32_t> footprint;
  add_footprint(schema, projections, footprint);
  return footprint;
}

}  // namespace stance::tenant
