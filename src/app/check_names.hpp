#pragma once

#include "stance/app/assess.hpp"

namespace stance::app {

// What the framework, the gates and the filter of the request are about must be in the catalog;
// errors are `usage`.
[[nodiscard]] base::Result<void> check_names(const Request& request,
                                             const catalog::Catalog& catalog);

}  // namespace stance::app
