#pragma once

#include "contents.hpp"
#include "reader.hpp"
#include "stance/catalog/profile.hpp"

namespace stance::catalog {

// Reads a profile against the controls of a catalog. What is wrong becomes a problem at its node.
[[nodiscard]] Profile read_profile(const Node& root, Contents& contents, Reader& reader);

}  // namespace stance::catalog
