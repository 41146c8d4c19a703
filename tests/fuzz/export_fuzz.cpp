// Any bytes as an export: decoded, parsed, recognised, merged, and every field of every row read.
#include "fixture.hpp"
#include "load_file.hpp"
#include "merge.hpp"
#include "missing_values.hpp"
#include "scubagear.hpp"
#include "stance/base/encoding.hpp"
#include "stance/tenant/tenant.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace {

using namespace stance;

// The fields of a record and of the records in it.
void read_all_of(const tenant::RecordSchema& record, cel::Projections& projections) {
  const std::size_t count = record.type.fields().size();
  for (std::uint32_t i = 0; i < count; ++i) {
    static_cast<void>(projections.of(record.type).slot(i));
    if (record.rules[i].element != nullptr) read_all_of(*record.rules[i].element, projections);
  }
}

struct World {
  World() {
    for (const tenant::Dataset& dataset : catalog.schema().datasets()) {
      read_all_of(*dataset.row, projections);
    }
  }
  catalog::Catalog catalog = fuzz::load_catalog();
  ingest::Recogniser recogniser{catalog.schema()};
  cel::Projections projections = {};
};

std::optional<ingest::LoadedFile> load(std::string_view bytes) {
  auto buffer = base::Buffer::copy_of(bytes);
  auto decoded = base::decode(buffer, "x");
  if (!decoded) {
    fuzz::check_printable(base::render(decoded.error()));
    return std::nullopt;
  }
  const std::string text(decoded->text.view());
  fuzz::require(base::is_utf8(text), "decoded text is no UTF-8");
  auto document = base::json::Document::parse(std::move(decoded->text), "x");
  std::vector<ingest::MissingValue> filled;
  if (!document) {
    fuzz::check_printable(base::render(document.error()));
    auto repaired = ingest::fill_missing_values(text);
    if (!repaired) return std::nullopt;
    document = base::json::Document::parse(base::Buffer::copy_of(repaired->text), "x");
    if (!document) return std::nullopt;
    filled = std::move(repaired->missing);
  }
  return ingest::LoadedFile{.path = "x",
                            .document = *std::move(document),
                            .encoding = decoded->encoding,
                            .sha256 = {},
                            .filled = std::move(filled)};
}

// Rows in the table; every one has a place in the text.
std::size_t read_rows(tenant::Table& table, const World& world, std::string_view text) {
  std::vector<std::string> pointers;
  std::size_t bytes = 0;
  const auto scan = table.scan(world.projections);
  tenant::Rows batch;
  while (scan->next(batch)) {
    for (std::size_t r = 0; r < batch.count; ++r) {
      for (std::size_t i = 0; i < batch.width; ++i) {
        bytes += cel::to_text(batch.row(r)[i]).size();
      }
      pointers.push_back(table.locate(batch.places[r]).pointer);
    }
  }
  fuzz::require(bytes >= pointers.size(), "rows without values");
  for (const std::uint64_t line : base::json::lines_of(text, pointers)) {
    fuzz::require(line > 0, "a row has no place in the text");
  }
  return pointers.size();
}

}  // namespace

// The name is libFuzzer's. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const World world;
  auto file = load({reinterpret_cast<const char*>(data), size});
  if (!file) return 0;
  base::Diagnostics problems;
  std::vector<ingest::LoadedExport> exports;
  if (auto exported = ingest::recognise_scubagear(*file, problems)) {
    exports.push_back({*std::move(file), *std::move(exported), {}});
  } else {
    static_cast<void>(ingest::recognise_results(file->document.root()));
    auto answers =
        world.recogniser.recognise(file->document.root(), "Get-TransportConfig.json").answers;
    if (answers.empty()) return 0;
    exports.push_back({*std::move(file), std::move(answers), {}});
  }
  const auto tenant = ingest::merge(std::move(exports), world.catalog.schema(), {}, problems);
  fuzz::require(tenant.has_value(), "one export alone is of two tenants");
  fuzz::check_printable(problems);
  const std::string_view text = tenant->documents[0].text();
  for (const tenant::Holding& holding : tenant->holdings) {
    const std::size_t rows = read_rows(*holding.table, world, text);
    const bool present = holding.table->state() == tenant::State::present;
    fuzz::require(present == (rows > 0), "the state of a dataset and its rows disagree");
    fuzz::require(present ? holding.table->count() == rows : true, "rows are counted wrongly");
  }
  return 0;
}
