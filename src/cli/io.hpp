#pragma once

#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>

namespace stance::cli {

// Everything a command may know of the process around it; tests make their own.
struct Io {
  std::ostream& out;
  std::ostream& err;
  std::map<std::string, std::string, std::less<>> environment = {};
  bool out_is_terminal = false;
  std::size_t out_columns = 0;  // 0: not known
  std::string today = {};       // "YYYY-MM-DD"
  // The working directory; without one no file of a project is looked for.
  std::filesystem::path folder = {};
  bool err_is_terminal = false;

  // The same with another place for messages.
  [[nodiscard]] Io with_messages(std::ostream& messages) const {
    return {out, messages, environment, out_is_terminal, out_columns, today, folder, false};
  }
  // The value of a variable; empty when it is not set.
  [[nodiscard]] std::string_view variable(std::string_view name) const {
    const auto found = environment.find(name);
    return found == environment.end() ? std::string_view() : found->second;
  }
};

}  // namespace stance::cli
