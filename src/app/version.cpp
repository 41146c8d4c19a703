#include "stance/app/assess.hpp"

namespace stance::app {

std::string_view version() { return STANCE_VERSION; }
std::string_view build() { return STANCE_BUILD; }

}  // namespace stance::app
