#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace stance::samples {

namespace fs = std::filesystem;

// What one run of the program left behind.
struct Ran {
  int code = -1;
  std::string out;
  std::string err;
};

// Runs the program inside `folder`, with a UTF-8 locale and no other environment.
[[nodiscard]] Ran run(const fs::path& folder, const std::vector<std::string>& arguments);

// Runs a line of shell inside `folder`; `stance` is the program.
[[nodiscard]] Ran run_line(const fs::path& folder, std::string_view line);

[[nodiscard]] std::string read(const fs::path& file);
void write(const fs::path& file, std::string_view text);

// An empty folder for one test.
[[nodiscard]] fs::path scratch(std::string_view name);

// Whether expectations are to be rewritten instead of compared.
[[nodiscard]] bool updating();

// Empty when both texts are equal, else what `diff` prints.
[[nodiscard]] std::string difference(std::string_view expected, std::string_view found);

// The difference between a file and what should be in it; while updating, writes the file.
[[nodiscard]] std::string file_difference(const fs::path& file, std::string_view found);

// The folders of samples/, sorted, and the exports in one of them.
[[nodiscard]] std::vector<fs::path> sample_folders();
[[nodiscard]] std::vector<std::string> exports_in(const fs::path& folder);
// What else the commands of a sample are given: the words of its file "options".
[[nodiscard]] std::vector<std::string> options_of(const fs::path& folder);

}  // namespace stance::samples
