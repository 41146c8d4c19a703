#pragma once

#include "contents.hpp"
#include "stance/catalog/catalog.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace stance::catalog {

// A change in force: the document of a control, or what a function was before.
struct Changed {
  std::string control = {};
  std::optional<base::json::Document> document = std::nullopt;
  std::string function = {};
  std::string body = {};
  std::string_view original = {};
};

struct Catalog::State {
  std::unique_ptr<Contents> contents;
  std::optional<Changed> changed = std::nullopt;
};

}  // namespace stance::catalog
