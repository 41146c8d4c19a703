#pragma once

#include "stance/base/error.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::base {

// Bytes of a file with zeroed padding behind them, as JSON parsers want; movable, address-stable.
class Buffer {
 public:
  static constexpr std::size_t padding = 64;

  Buffer() = default;
  explicit Buffer(std::size_t size);  // the bytes themselves are not set
  [[nodiscard]] static Buffer copy_of(std::string_view text);

  [[nodiscard]] char* data() { return bytes_.get(); }
  [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }
  // Only ever shortens; the padding behind the new end is zeroed again.
  void truncate(std::size_t size);

 private:
  struct Free {
    void operator()(char* bytes) const;
  };
  std::unique_ptr<char[], Free> bytes_;
  std::size_t size_ = 0;
};

// Reads a regular file (links are followed; FIFOs, devices and folders are refused without
// blocking). `limit` is in bytes; a larger file is refused before anything is read.
[[nodiscard]] Result<Buffer> read_file(const std::filesystem::path& path, std::uint64_t limit);

// All of a stream that is not a regular file, such as standard input; same limit.
[[nodiscard]] Result<Buffer> read_stream(int descriptor, std::string_view name,
                                         std::uint64_t limit);

// Writes to a temporary file beside the target (mode 0600), then renames over it. A device or
// FIFO that exists is written to directly. On failure the old content is untouched. Ctrl-C waits
// until it is done, so that no half or temporary file stays.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path, std::string_view content);

struct FolderLimits {
  std::size_t files = 100'000;
  std::size_t depth = 32;
};

struct FolderListing {
  std::vector<std::filesystem::path> files;  // regular files, sorted bytewise by path
  std::vector<std::string> passed_over;      // "path: reason", sorted
};

// Regular files below a folder. Links that leave the folder or form a loop, and anything that is
// no regular file, are passed over and named. Exceeding a limit is an error.
[[nodiscard]] Result<FolderListing> list_folder(const std::filesystem::path& folder,
                                                const FolderLimits& limits = {});

}  // namespace stance::base
