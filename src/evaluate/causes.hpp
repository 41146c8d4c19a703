#pragma once

#include "run.hpp"

#include <string>
#include <vector>

namespace stance::evaluate {

// The unknown values a fold met, each once. What comes out does not depend on their order, so that
// the order of rows shows nowhere.
class Causes {
 public:
  explicit Causes(const Run& run) : run_(run) {}

  // Does nothing for a known value.
  void add(const cel::Value& cause);

  // By dataset, field, reason, then text.
  [[nodiscard]] std::vector<model::Missing> missing() const;

 private:
  struct Entry {
    cel::Why why = cel::Why::none;
    std::string dataset, field, expression;
    model::Missing missing;
  };

  const Run& run_;
  std::vector<Entry> entries_;
};

}  // namespace stance::evaluate
