#pragma once

#include "stance/cel/compile.hpp"
#include "stance/cel/program.hpp"
#include "stance/cel/value.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace stance::catalog {

// An expression that stands in no file, compiled against a catalog.
struct LooseExpression {
  // Of its own: what it reads of rows is no matter of the controls. Large datasets are lists here.
  std::unique_ptr<cel::Environment> environment;
  cel::Program program;
  // For the frame: the values of the variables, and place for the rest.
  std::vector<cel::Value> locals = {};
  std::uint32_t asof = 0;  // the local that takes the time of collection
};

}  // namespace stance::catalog
