#pragma once

#include "reader.hpp"
#include "stance/model/decision.hpp"

namespace stance::catalog {

// Adds the entries and tagged tenants of a file to `decisions`. What is wrong becomes a problem at
// its node. Whether there are such controls, objects and tags is not asked: that depends on the
// catalog, the export and the other files.
void read_decisions(const Node& root, model::Decisions& decisions, Reader& reader);

}  // namespace stance::catalog
