#include "commands.hpp"
#include "session.hpp"
#include "stance/base/text.hpp"
#include "stance/report/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

namespace stance::cli {

namespace {

// The kind of file that is asked for; empty for any file of a catalog.
base::Result<std::string_view> kind_of(const Arguments& arguments) {
  if (arguments.operands().empty()) return std::string_view();
  const std::string_view kind = arguments.operands().front();
  const std::span<const std::string_view> known = catalog::Catalog::file_kinds();
  if (std::ranges::find(known, kind) != known.end()) return kind;
  const std::string message = fmt::format("unknown kind of file '{}'", kind);
  if (const auto near = base::nearest(kind, known)) {
    return tl::unexpected(usage_error(message, fmt::format("did you mean '{}'?", *near)));
  }
  return tl::unexpected(usage_error(message, fmt::format("one of: {}", fmt::join(known, ", "))));
}

}  // namespace

base::Result<ExitCode> run_catalog_schema(const Arguments& arguments, Io& io) {
  const auto kind = kind_of(arguments);
  if (!kind) return tl::unexpected(kind.error());
  const catalog::Catalog* catalog = open_catalog(arguments, io);
  if (!catalog) return ExitCode::catalog;
  report::render_value_json(catalog->json_schema(*kind), io.out);
  return ExitCode::ok;
}

}  // namespace stance::cli
