#pragma once

#include "find_rows.hpp"
#include "stance/tenant/schema.hpp"
#include "stance/tenant/table.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace stance::ingest {

// What an export, or a group of answers, holds of one dataset.
struct DatasetFinding {
  tenant::State state = tenant::State::not_collected;
  const tenant::SourceRule* source = nullptr;  // null when the exporter has no place for it
  FoundRows found = {};
  // Places among all exports that were read: of the files that were looked at, and of each row's.
  std::vector<std::size_t> files = {};
  std::vector<std::size_t> row_files = {};
  std::string detail = {};
  bool cut = false;  // text stands in place of all rows
};

// What is to be preferred comes first: data, then damage, then failure, then nothing.
[[nodiscard]] inline int rank(tenant::State state) {
  switch (state) {
    case tenant::State::present:
    case tenant::State::empty: return 0;
    case tenant::State::damaged: return 1;
    case tenant::State::failed: return 2;
    case tenant::State::not_collected: return 3;
  }
  return 3;
}

}  // namespace stance::ingest
