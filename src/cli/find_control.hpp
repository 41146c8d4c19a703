#pragma once

#include "stance/app/assess.hpp"
#include "stance/base/error.hpp"

#include <string_view>

namespace stance::cli {

// By id, else by the id that a framework gives it, when only one control has that.
[[nodiscard]] base::Result<const model::ControlInfo*> find_control(std::string_view name,
                                                                   const catalog::Catalog& catalog);

}  // namespace stance::cli
