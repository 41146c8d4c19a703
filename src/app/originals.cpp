#include "originals.hpp"

#include "stance/base/text.hpp"

#include <set>
#include <span>

namespace stance::app {

namespace {

using Texts = std::set<std::string, std::less<>>;

Texts words_of(const tenant::Schema& schema) {
  Texts words;
  for (const tenant::RecordSchema& record : schema.records()) {
    for (const cel::FieldDecl& field : record.type.fields()) {
      for (const std::string& word : field.words) words.insert(base::fold(word));
    }
  }
  return words;
}

class Gatherer {
 public:
  explicit Gatherer(const evaluate::Datasets& datasets)
      : projections_(datasets.projections()), words_(words_of(datasets.schema())) {}

  void add(const cel::Value& value, const tenant::RecordSchema& row);
  [[nodiscard]] std::vector<std::string> all() const { return {found_.begin(), found_.end()}; }

 private:
  void add_text(std::string_view text) {
    if (!words_.contains(base::fold(text))) found_.emplace(text);
  }

  const cel::Projections& projections_;
  Texts words_;
  Texts found_ = {};
};

// Records do not say what they are made of; the field that they stand in does.
void Gatherer::add(const cel::Value& value, const tenant::RecordSchema& row) {
  switch (value.kind) {
    case cel::Kind::text: add_text(value.text()); break;
    case cel::Kind::list:
      for (const cel::Value& member : value.members()) add(member, row);
      break;
    case cel::Kind::map:
      for (const cel::Entry& entry : std::span(value.entries, value.size)) {
        add(entry.key, row);
        add(entry.value, row);
      }
      break;
    case cel::Kind::record: {
      const cel::Projection* projection = projections_.find(row.type);
      if (projection == nullptr) break;
      for (std::size_t slot = 0; slot < projection->fields().size(); ++slot) {
        const tenant::RecordSchema* element = row.rules[projection->fields()[slot]].element;
        add(value.values[slot], element == nullptr ? row : *element);
      }
      break;
    }
    default: break;
  }
}

}  // namespace

std::vector<std::string> originals_in(const evaluate::Datasets& datasets) {
  Gatherer gatherer(datasets);
  for (const tenant::Dataset& dataset : datasets.schema().datasets()) {
    gatherer.add(datasets.values()[dataset.index], *dataset.row);
  }
  return gatherer.all();
}

}  // namespace stance::app
