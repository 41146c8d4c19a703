#pragma once

#include "missing_values.hpp"
#include "repair.hpp"
#include "stance/base/encoding.hpp"
#include "stance/base/error.hpp"
#include "stance/base/file.hpp"
#include "stance/base/json.hpp"
#include "stance/ingest/read.hpp"
#include "stance/tenant/stream_table.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace stance::ingest {

// One JSON file, read and parsed.
struct LoadedFile {
  std::string path;
  base::json::Document document;
  base::Encoding encoding = base::Encoding::utf8;
  std::string sha256;
  std::vector<MissingValue> filled = {};  // with empty lists
  std::vector<Repair> repairs = {};
  std::string banner = {};  // what stood before the JSON
  // What the document holds only the first elements of; null where it holds the whole file.
  std::shared_ptr<const tenant::LargeList> list = nullptr;
};

// "-" is standard input, and is called so from then on.
[[nodiscard]] std::string name_of(const std::string& path);
[[nodiscard]] base::Result<base::Buffer> read_bytes(const std::string& path, const Limits& limits);

// Whether there is nothing in the bytes but blanks and a byte order mark.
[[nodiscard]] bool is_blank(std::string_view bytes);

// The bytes of a file on disk, on standard input, or in an archive.
[[nodiscard]] base::Result<LoadedFile> load_file(base::Buffer bytes, const std::string& name);

}  // namespace stance::ingest
