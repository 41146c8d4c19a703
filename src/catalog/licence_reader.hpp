#pragma once

#include "reader.hpp"
#include "stance/rules/licence_table.hpp"

#include <optional>

namespace stance::catalog {

// `licence_table`: service plans, and what they are sold in. All problems are reported; with one
// there is none.
[[nodiscard]] std::optional<rules::LicenceTable> read_licence_table(const Node& body,
                                                                    Reader& reader);

}  // namespace stance::catalog
