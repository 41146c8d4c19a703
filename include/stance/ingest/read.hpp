#pragma once

#include "stance/base/diagnostics.hpp"
#include "stance/base/error.hpp"
#include "stance/tenant/tenant.hpp"

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace stance::ingest {

struct Limits {
  // Of a file that is read whole, and of all that an archive unpacks to.
  std::uint64_t file_bytes = std::uint64_t{2} << 30;
  // Files over this many bytes stay on disk where they are one large list, whatever their size.
  // Each control that goes over the list reads it again, so what fits into memory is kept there.
  std::uint64_t memory_bytes = std::uint64_t{256} << 20;
  // Of such a file, bytes that are read at a time.
  std::size_t window_bytes = std::size_t{256} << 10;
  // Whether exports of several tenants stop the reading; otherwise they are a problem of severity
  // error, and what was read is returned.
  bool one_tenant = true;
};

// Reads exports (files, folders, zip archives of them; "-" is standard input) into one tenant,
// whatever their order. Detection is by content, then by the name of the file. A named file that
// cannot be read or recognised is an error, and so are exports of different tenants; damage inside
// an export damages the dataset and the run goes on, as it does when a file in a folder or archive
// is broken. What is passed over, repaired or there twice goes to `problems`.
[[nodiscard]] base::Result<tenant::Tenant> read(std::span<const std::string> paths,
                                                const tenant::Schema& schema, const Limits& limits,
                                                base::Diagnostics& problems);

// A tenant from rows in canonical form, as in the tests inside controls: dataset -> JSON array (or
// one object for a singleton). Datasets not named are not collected. Goes through the same decoder.
[[nodiscard]] base::Result<tenant::Tenant> from_rows(const std::map<std::string, std::string>& rows,
                                                     const tenant::Schema& schema);

}  // namespace stance::ingest
