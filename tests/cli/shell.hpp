#pragma once

#include <array>
#include <cstdio>
#include <memory>
#include <string>

namespace stance::cli {

// What a line of shell prints, errors and all.
inline std::string shell_output(const std::string& line) {
  const std::string whole = "exec 2>&1; " + line;
  const auto close = [](std::FILE* stream) { ::pclose(stream); };
  const std::unique_ptr<std::FILE, decltype(close)> stream(::popen(whole.c_str(), "r"), close);
  std::string out;
  std::array<char, 4096> part = {};
  for (std::size_t size = 1; stream && size > 0;) {
    size = std::fread(part.data(), 1, part.size(), stream.get());
    out.append(part.data(), size);
  }
  return out;
}

inline bool is_installed(const std::string& program) {
  return !shell_output("command -v " + program).empty();
}

}  // namespace stance::cli
