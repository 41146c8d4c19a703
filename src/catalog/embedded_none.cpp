#include "stance/catalog/embedded.hpp"

namespace stance::catalog {

std::string_view embedded_catalog() { return {}; }

}  // namespace stance::catalog
