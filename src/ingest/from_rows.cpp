#include "stance/base/file.hpp"
#include "stance/base/text.hpp"
#include "stance/ingest/read.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace stance::ingest {
namespace {

using base::json::Cursor;
using base::json::Kind;

base::Error unknown_dataset(const std::string& name, const tenant::Schema& schema) {
  std::vector<std::string_view> names;
  for (const tenant::Dataset& dataset : schema.datasets()) names.push_back(dataset.name);
  const auto near = base::nearest(name, names);
  return {.kind = base::ErrorKind::usage,
          .message = fmt::format("unknown dataset '{}'", name),
          .hint = near ? fmt::format("did you mean '{}'?", *near) : std::string{}};
}

base::Result<tenant::MemoryRows> rows_of(const tenant::Dataset& dataset, Cursor root,
                                         std::uint32_t input) {
  tenant::MemoryRows found;
  if (root.is(Kind::object)) {
    found.rows.push_back({.self = root});
    found.places.push_back({.input = input, .pointer = {}});
    return found;
  }
  if (!root.is(Kind::array)) {
    return tl::unexpected(base::Error{
        .kind = base::ErrorKind::usage,
        .message = fmt::format("rows of '{}' are neither a list nor one object", dataset.name)});
  }
  std::size_t index = 0;
  for (const Cursor row : root.elements()) {
    if (!row.is(Kind::object)) {
      return tl::unexpected(
          base::Error{.kind = base::ErrorKind::usage,
                      .message = fmt::format("row {} of '{}' is no object", index, dataset.name)});
    }
    found.rows.push_back({.self = row});
    found.places.push_back({.input = input, .pointer = fmt::format("/{}", index++)});
  }
  if (dataset.singleton && index > 1) {
    return tl::unexpected(base::Error{
        .kind = base::ErrorKind::usage,
        .message = fmt::format("'{}' has one row, but {} are given", dataset.name, index)});
  }
  return found;
}

}  // namespace

base::Result<tenant::Tenant> from_rows(const std::map<std::string, std::string>& rows,
                                       const tenant::Schema& schema) {
  tenant::Tenant built;
  for (std::size_t i = 0; i < schema.datasets().size(); ++i) {
    built.holdings.push_back({.table = tenant::missing_table(tenant::State::not_collected)});
  }
  for (const auto& [name, text] : rows) {
    const tenant::Dataset* dataset = schema.find(name);
    if (dataset == nullptr) return tl::unexpected(unknown_dataset(name, schema));
    auto document = base::json::Document::parse(base::Buffer::copy_of(text), name);
    if (!document) return tl::unexpected(std::move(document).error());
    const auto input = static_cast<std::uint32_t>(built.inputs.size());
    auto found = rows_of(*dataset, document->root(), input);
    if (!found) return tl::unexpected(std::move(found).error());
    tenant::Holding& holding = built.holdings[dataset->index];
    holding.table = tenant::memory_table(*dataset, nullptr, *std::move(found));
    holding.origin = name;
    holding.inputs = {input};
    built.inputs.push_back({.path = name, .format = "rows", .encoding = "utf-8", .sha256 = {}});
    built.documents.push_back(*std::move(document));
  }
  return built;
}

}  // namespace stance::ingest
