#pragma once

#include "reader.hpp"
#include "stance/tenant/schema.hpp"

namespace stance::catalog {

// Adds one entry of `datasets` to the schema. What is wrong is reported, and left out.
void read_dataset(const Node& name, const Node& body, tenant::Schema& schema, Reader& reader);

}  // namespace stance::catalog
