#pragma once

#include "run.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

namespace stance::cli {

// What a command line gave.
struct Called {
  int code = 0;
  std::string out;
  std::string err;
};

inline std::string data(const std::string& name) {
  return std::string(STANCE_SOURCE_DIR) + "/tests/cli/data/" + name;
}

inline std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
    text.replace(at, what.size(), by);
    at += by.size();
  }
  return text;
}

using Environment = std::map<std::string, std::string, std::less<>>;

// Runs a command line in which "@name" is a file of the test data; so it is in the outputs. Files
// of a project are looked for from `folder` upward.
inline Called call(const std::vector<std::string>& line, Environment environment = {},
                   const std::filesystem::path& folder = {}) {
  std::vector<std::string> words;
  words.reserve(line.size());
  for (const std::string& word : line) words.push_back(replaced(word, "@", data("")));
  std::ostringstream out;
  std::ostringstream err;
  environment.try_emplace("LANG", "C.UTF-8");
  Io io = {out, err, std::move(environment)};
  io.today = "2026-02-03";
  io.folder = folder;
  const int code = run(words, io);
  return {code, replaced(out.str(), data(""), "@"), replaced(err.str(), data(""), "@")};
}

// A folder that goes away with its test.
class Scratch {
 public:
  Scratch()
      : path_(std::filesystem::temp_directory_path() /
              ("stance-cli-" + std::to_string(getpid()) + "-" + std::to_string(next()))) {
    std::filesystem::create_directories(path_);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { std::filesystem::remove_all(path_); }

  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] std::string text_of(const std::string& name) const {
    std::ifstream in(path_ / name);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
  }

 private:
  static int next() {
    static int count = 0;
    return ++count;
  }

  std::filesystem::path path_;
};

}  // namespace stance::cli
