#include "program.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace stance::samples {

namespace {

std::string shell_word(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace

Ran run_line(const fs::path& folder, std::string_view line) {
  const fs::path outputs = scratch("run");
  const fs::path out = outputs / "out";
  const fs::path err = outputs / "err";
  const std::string path = fs::path(STANCE_PROGRAM).parent_path().string() + ":/usr/bin:/bin";
  const std::string command = "cd " + shell_word(folder.string()) +
                              " && env -i LC_ALL=C.UTF-8 PATH=" + shell_word(path) + " sh -c " +
                              shell_word(line) + " >" + shell_word(out.string()) + " 2>" +
                              shell_word(err.string()) + " </dev/null";
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read(out), read(err)};
}

Ran run(const fs::path& folder, const std::vector<std::string>& arguments) {
  std::string line = "stance";
  for (const std::string& argument : arguments) line += " " + shell_word(argument);
  return run_line(folder, line);
}

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write(const fs::path& file, std::string_view text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

fs::path scratch(std::string_view name) {
  // Tests of one executable run beside each other.
  const std::string process = std::to_string(getpid());
  fs::path folder = fs::path(STANCE_SCRATCH_DIR) / process / name;
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

bool updating() {
  const char* asked = std::getenv("STANCE_UPDATE");
  return asked != nullptr && std::string_view(asked) == "1";
}

std::string difference(std::string_view expected, std::string_view found) {
  if (expected == found) return {};
  const fs::path folder = scratch("difference");
  write(folder / "expected", expected);
  write(folder / "found", found);
  return run_line(folder, "diff -u expected found").out;
}

std::string file_difference(const fs::path& file, std::string_view found) {
  const std::string expected = read(file);
  if (expected == found || !updating()) return difference(expected, found);
  write(file, found);
  return {};
}

std::vector<fs::path> sample_folders() {
  std::vector<fs::path> folders;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(fs::path(STANCE_SOURCE_DIR) / "samples")) {
    if (entry.is_directory()) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

std::vector<std::string> exports_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("expected.") && name != "options") names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> options_of(const fs::path& folder) {
  std::vector<std::string> words;
  if (!fs::exists(folder / "options")) return words;
  std::istringstream text(read(folder / "options"));
  for (std::string word; text >> word;) words.push_back(word);
  return words;
}

}  // namespace stance::samples
