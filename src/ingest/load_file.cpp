#include "load_file.hpp"

#include "missing_values.hpp"
#include "stance/base/sha256.hpp"

#include <algorithm>
#include <future>
#include <optional>
#include <utility>

namespace stance::ingest {
namespace {

using base::json::Document;

// Larger files are not repaired: the repair needs a second copy of the text.
constexpr std::size_t max_repaired_bytes = std::size_t{64} << 20;

// Below that a thread takes longer than it saves.
constexpr std::size_t min_parallel_bytes = std::size_t{256} << 10;

constexpr int standard_input = 0;

}  // namespace

std::string name_of(const std::string& path) { return path == "-" ? "standard input" : path; }

base::Result<base::Buffer> read_bytes(const std::string& path, const Limits& limits) {
  if (path == "-") return base::read_stream(standard_input, name_of(path), limits.file_bytes);
  return base::read_file(path, limits.file_bytes);
}

bool is_blank(std::string_view bytes) {
  for (const std::string_view mark : {"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"}) {
    if (!bytes.starts_with(mark)) continue;
    bytes.remove_prefix(mark.size());
    break;
  }
  return std::ranges::all_of(
      bytes, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0'; });
}

base::Result<LoadedFile> load_file(base::Buffer bytes, const std::string& name) {
  const std::string_view original = bytes.view();
  auto decoded = base::decode(bytes, name);
  if (!decoded) return tl::unexpected(std::move(decoded).error());

  // A large file is hashed while it is parsed; the bytes stand still until both are done.
  auto hashing =
      std::async(original.size() < min_parallel_bytes ? std::launch::deferred
                                                      : std::launch::async | std::launch::deferred,
                 base::sha256_hex, original);
  auto document = Document::take(decoded->text, name);
  std::string sha256 = hashing.get();
  std::vector<MissingValue> filled;
  if (!document && decoded->text.size() <= max_repaired_bytes) {
    if (auto repaired = fill_missing_values(decoded->text.view())) {
      auto second = Document::parse(base::Buffer::copy_of(repaired->text), name);
      if (second) {
        document = std::move(second);
        filled = std::move(repaired->missing);
      }
    }
  }
  std::vector<Repair> repairs;
  std::string banner;
  if (!document && decoded->text.size() <= max_repaired_bytes) {
    if (auto repaired = repair(decoded->text.view(), name)) {
      document = std::move(repaired->document);
      repairs = std::move(repaired->repairs);
      banner = std::move(repaired->banner);
    }
  }
  if (!document) return tl::unexpected(std::move(document).error());
  return LoadedFile{.path = name,
                    .document = *std::move(document),
                    .encoding = decoded->encoding,
                    .sha256 = std::move(sha256),
                    .filled = std::move(filled),
                    .repairs = std::move(repairs),
                    .banner = std::move(banner)};
}

}  // namespace stance::ingest
