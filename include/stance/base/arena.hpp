#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <type_traits>
#include <vector>

namespace stance::base {

// Bump allocator for trivially destructible things. Freed as a whole or reset to be reused;
// reset keeps the first block, so that a loop over rows stops allocating after its first turn.
class Arena {
 public:
  explicit Arena(std::size_t block = std::size_t{16} * 1024) : block_size_(block) {}

  Arena(Arena&&) noexcept = default;
  Arena& operator=(Arena&&) noexcept = default;

  // Uninitialised storage for `count` objects of T.
  template <class T>
  [[nodiscard]] T* array(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    static_assert(alignof(T) <= alignof(std::max_align_t));
    // NOLINTNEXTLINE(bugprone-sizeof-expression): arrays of pointers are meant.
    return static_cast<T*>(allocate(count * sizeof(T), alignof(T)));
  }

  [[nodiscard]] std::string_view copy(std::string_view text) {
    char* bytes = array<char>(text.size());
    if (!text.empty()) std::memcpy(bytes, text.data(), text.size());
    return {bytes, text.size()};
  }

  [[nodiscard]] void* allocate(std::size_t size, std::size_t alignment) {
    const std::size_t start = (used_ + alignment - 1) & ~(alignment - 1);
    if (blocks_.empty() || start + size > capacity_) return allocate_in_new_block(size);
    used_ = start + size;
    return blocks_.back().get() + start;
  }

  // Forgets everything that was handed out.
  void reset() {
    if (used_ + full_ > 0) forget();
  }

  // Bytes handed out since the last reset, for memory budgets.
  [[nodiscard]] std::size_t bytes() const { return full_ + used_; }

 private:
  [[nodiscard]] void* allocate_in_new_block(std::size_t size);
  void forget();

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::size_t block_size_;
  std::size_t first_capacity_ = 0;
  std::size_t capacity_ = 0;
  std::size_t used_ = 0;
  std::size_t full_ = 0;
};

}  // namespace stance::base
