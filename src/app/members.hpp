#pragma once

#include "stance/base/diagnostics.hpp"
#include "stance/base/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stance::app {

// A tenant of a fleet.
struct Member {
  std::string name;        // of its result, without ".json"; unique but for those with an error
  std::string path;        // of its export
  std::string error = {};  // why it cannot be assessed
};

// The tenants of a folder, each a folder or a .zip archive directly below it, by name; or those of
// a text file, in its order: "PATH" or "NAME = PATH" on each line, from the folder of the file,
// with comments behind '#' at the start of a line. What is passed over is told as notes. A folder
// that holds names no result can have still has all its tenants; a list with them is an error.
[[nodiscard]] base::Result<std::vector<Member>> read_members(const std::string& path,
                                                             base::Diagnostics& problems);

}  // namespace stance::app
