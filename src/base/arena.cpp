#include "stance/base/arena.hpp"

#include <algorithm>
#include <utility>

namespace stance::base {

void* Arena::allocate_in_new_block(std::size_t size) {
  // A moved-from arena has no blocks but still its old counters.
  full_ = blocks_.empty() ? 0 : full_ + used_;
  capacity_ = std::max(block_size_, size);
  used_ = size;
  if (blocks_.empty()) first_capacity_ = capacity_;
  blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(capacity_));
  return blocks_.back().get();
}

void Arena::forget() {
  if (blocks_.size() > 1) blocks_.resize(1);
  capacity_ = blocks_.empty() ? 0 : first_capacity_;
  used_ = 0;
  full_ = 0;
}

}  // namespace stance::base
