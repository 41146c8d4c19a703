#pragma once

#include "reader.hpp"
#include "stance/tenant/schema.hpp"

namespace stance::catalog {

// Reads the `fields` of a dataset into the record of its rows; nested records are added to the
// schema and finished, `record` is left to the caller.
void read_fields(const Node& fields, tenant::RecordSchema& record, tenant::Schema& schema,
                 Reader& reader);

}  // namespace stance::catalog
