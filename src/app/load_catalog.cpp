#include "stance/app/assess.hpp"
#include "stance/catalog/embedded.hpp"

namespace stance::app {

std::optional<catalog::Catalog> load_catalog(const catalog::Origin& origin,
                                             base::Diagnostics& problems) {
  return catalog::Catalog::load(origin, catalog::embedded_catalog(), problems);
}

}  // namespace stance::app
