#pragma once

#include "stance/base/arena.hpp"
#include "stance/cel/value.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stance::cel {

// Finds the rows of a list by the value of one slot, without going over all of them. 16 bytes a
// row; the list must outlive it.
class KeyIndex {
 public:
  KeyIndex(const Value& rows, std::uint32_t slot);

  [[nodiscard]] std::uint32_t slot() const { return slot_; }
  // Every row whose slot equals `key` or may equal it, in the order of the list, among few others.
  // As uncertain as the list. All rows when the key is unknown or of a kind that equals others.
  [[nodiscard]] Value rows_for(const Value& key, base::Arena& arena) const;

 private:
  struct Place {
    std::uint64_t hash = 0;
    std::uint32_t row = 0;
  };
  [[nodiscard]] static bool before(const Place& a, const Place& b);

  Value rows_;
  std::uint32_t slot_;
  std::vector<Place> places_;        // by hash, then row
  std::vector<std::uint32_t> rest_;  // rows whose slot has no hash: unknown, a list, ...
};

}  // namespace stance::cel
