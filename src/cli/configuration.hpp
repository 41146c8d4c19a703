#pragma once

#include "io.hpp"
#include "options.hpp"
#include "stance/base/diagnostics.hpp"
#include "stance/base/error.hpp"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::cli {

// What an option is set to.
struct Setting {
  std::vector<std::string> values;
  std::string origin = {};  // "flag", "environment STANCE_X", "file:line" or "default"
};

// What configuration files set: that of the project, nearest upward from the working directory,
// and that of the user.
class Configuration {
 public:
  // A project file inside one of the inputs is not the user's and is passed over. All problems are
  // reported; with one there is no configuration.
  [[nodiscard]] static std::optional<Configuration> read(std::span<const std::string> inputs,
                                                         const Io& io, base::Diagnostics& problems);

  // What the files say for an option, the project's before the user's; null when none does. What
  // only an option of the same name of another command takes is passed over.
  [[nodiscard]] const Setting* find(const Option& option) const;
  // The same for any option of the name.
  [[nodiscard]] const Setting* find(std::string_view name) const;

  // As messages name them.
  [[nodiscard]] std::span<const std::string> files() const { return files_; }
  [[nodiscard]] std::span<const std::string> passed_over() const { return passed_over_; }

 private:
  using Settings = std::map<std::string, Setting, std::less<>>;

  std::vector<std::string> files_ = {};
  std::vector<std::string> passed_over_ = {};
  std::vector<Settings> settings_ = {};  // of each file
};

// Whether an option of the name takes the value; else what the first of them says. Only options
// that can be set beside the command line count.
[[nodiscard]] base::Result<void> check_for_any(std::string_view name, std::string_view value,
                                               std::string_view origin);

}  // namespace stance::cli
