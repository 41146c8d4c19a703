#pragma once

#include "reader.hpp"
#include "stance/tenant/schema.hpp"

namespace stance::catalog {

// Reads the `sources` of a dataset whose fields are known already.
void read_sources(const Node& sources, tenant::Dataset& dataset, Reader& reader);

// An error when the record has no field of this name.
void check_field(const Node& node, const tenant::RecordSchema& record, Reader& reader);

}  // namespace stance::catalog
