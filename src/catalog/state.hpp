#pragma once

#include "contents.hpp"
#include "stance/catalog/catalog.hpp"

#include <memory>

namespace stance::catalog {

struct Catalog::State {
  std::unique_ptr<Contents> contents;
};

}  // namespace stance::catalog
