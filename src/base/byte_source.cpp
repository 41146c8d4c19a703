#include "stance/base/byte_source.hpp"

#include "regular_file.hpp"
#include "stance/base/sha256.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <limits>
#include <string_view>
#include <utility>

namespace stance::base {
namespace {

bool is_same(const struct stat& a, const struct stat& b) {
  return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
         a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

class FileBytes : public ByteSource {
 public:
  FileBytes(RegularFile file, std::string name) : file_(std::move(file)), name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] std::uint64_t size() const override {
    return static_cast<std::uint64_t>(file_.status.st_size);
  }
  [[nodiscard]] std::unique_ptr<ByteReader> open(Sha256* hash) const override;

  [[nodiscard]] int descriptor() const { return file_.descriptor.get(); }
  [[nodiscard]] bool changed() const {
    struct stat now = {};
    return ::fstat(descriptor(), &now) != 0 || !is_same(now, file_.status);
  }

 private:
  RegularFile file_;
  std::string name_;
};

class FileReader : public ByteReader {
 public:
  FileReader(const FileBytes& file, Sha256* hash) : file_(file), hash_(hash) {}

  Result<std::size_t> read(std::span<char> into) override {
    ssize_t count = -1;
    do {
      count = ::pread(file_.descriptor(), into.data(), into.size(), at_);
    } while (count < 0 && errno == EINTR);
    if (count < 0) return cannot("read", file_.name(), errno);
    at_ += count;
    const auto filled = static_cast<std::size_t>(count);
    if (filled == 0 && file_.changed()) {
      return tl::unexpected(
          Error{.message = fmt::format("'{}' was written to while it was read", file_.name()),
                .hint = "wait until the export is complete"});
    }
    if (hash_ != nullptr) hash_->add({into.data(), filled});
    return filled;
  }

 private:
  const FileBytes& file_;
  Sha256* hash_;
  off_t at_ = 0;
};

std::unique_ptr<ByteReader> FileBytes::open(Sha256* hash) const {
  return std::make_unique<FileReader>(*this, hash);
}

}  // namespace

Result<SharedBytes> open_bytes(const std::filesystem::path& path) {
  auto file = open_regular(path, std::numeric_limits<std::uint64_t>::max());
  if (!file) return tl::unexpected(std::move(file).error());
  return std::make_shared<FileBytes>(*std::move(file), path.string());
}

}  // namespace stance::base
