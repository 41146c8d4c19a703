#pragma once

#include "stance/base/error.hpp"

#include <filesystem>
#include <utility>

namespace stance::base {

// A folder that only this run writes to.
class FolderLock {
 public:
  // Makes the folder when it is not there, and removes the temporary files that a killed run left
  // in it. Errors are `output`: the folder cannot be made, or another run has it.
  [[nodiscard]] static Result<FolderLock> take(const std::filesystem::path& folder);

  FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FolderLock& operator=(FolderLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace stance::base
