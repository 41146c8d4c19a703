#include "stance/tenant/schema.hpp"

#include <cassert>

namespace stance::tenant {

RecordSchema& Schema::add_record(std::string name) {
  return records_.emplace_back(std::move(name), static_cast<std::uint32_t>(records_.size()));
}

Dataset& Schema::add(Dataset dataset) {
  dataset.index = static_cast<std::uint32_t>(datasets_.size());
  [[maybe_unused]] const bool fresh = by_name_.emplace(dataset.name, dataset.index).second;
  assert(fresh);
  return datasets_.emplace_back(std::move(dataset));
}

const Dataset* Schema::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &datasets_[found->second];
}

}  // namespace stance::tenant
