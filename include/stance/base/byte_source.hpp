#pragma once

#include "stance/base/error.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace stance::base {

class Sha256;

// One pass over bytes, from their beginning to their end.
class ByteReader {
 public:
  virtual ~ByteReader() = default;
  // Fills as much of `into`, which is not empty, as there is; 0 at the end and from then on.
  [[nodiscard]] virtual Result<std::size_t> read(std::span<char> into) = 0;
};

// Bytes that may be too many for memory. They can be read as often as wanted, by several threads at
// once.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // What messages call it.
  [[nodiscard]] virtual const std::string& name() const = 0;
  // As they are stored.
  [[nodiscard]] virtual std::uint64_t size() const = 0;
  // The stored bytes go to `hash`, too, which must outlive the reader.
  [[nodiscard]] virtual std::unique_ptr<ByteReader> open(Sha256* hash = nullptr) const = 0;
};

using SharedBytes = std::shared_ptr<const ByteSource>;

// A regular file, under the rules of read_file(). It stays open. That it was written to meanwhile
// is an error (`unreadable`) at the end of a pass.
[[nodiscard]] Result<SharedBytes> open_bytes(const std::filesystem::path& path);

}  // namespace stance::base
