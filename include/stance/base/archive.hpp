#pragma once

#include "stance/base/file.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace stance::base {

struct ArchiveLimits {
  std::size_t entries = 100'000;
  std::size_t name_bytes = 1'024;
  // Of all entries together, as the archive declares them.
  std::uint64_t unpacked_bytes = std::uint64_t{2} << 30;
  // Unpacked bytes for each packed one, once an entry is larger than `small_bytes`. Exports that
  // repeat themselves reach 50; deflate ends at 1,032.
  std::uint64_t ratio = 200;
  std::uint64_t small_bytes = std::uint64_t{1} << 20;
};

struct ArchiveEntry {
  std::string name;        // with "/" between folders, whatever packed it
  std::uint64_t size = 0;  // unpacked, in bytes, as the archive says; 0 where not known
};

// Whether a text begins as a zip archive does.
[[nodiscard]] bool is_archive(std::string_view bytes);

// A zip archive in memory, read without writing anything to disk.
class Archive {
 public:
  // `name` is what messages call it. A broken list of files, or too many of them, is an error.
  [[nodiscard]] static Result<Archive> open(Buffer bytes, std::string name,
                                            const ArchiveLimits& limits = {});
  Archive(Archive&& other) noexcept;
  Archive& operator=(Archive&& other) noexcept;
  ~Archive();

  // Files, sorted bytewise by name; every name is there once.
  [[nodiscard]] const std::vector<ArchiveEntry>& entries() const;
  // "archive/name: reason", sorted: links, and names that no file below a folder could have.
  [[nodiscard]] const std::vector<std::string>& passed_over() const;

  // An entry by its index, unpacked. Encryption, damage, the form for more than 4 GiB, an entry
  // that is there twice, and one that grows too much are errors of that entry alone.
  [[nodiscard]] Result<Buffer> read(std::size_t entry);

 private:
  struct Opened;
  explicit Archive(std::unique_ptr<Opened> opened);

  std::unique_ptr<Opened> opened_;
};

}  // namespace stance::base
