#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace stance::base::testing {

// A folder of its own for one test, gone afterwards.
class Scratch {
 public:
  Scratch() : root_((std::filesystem::temp_directory_path() / "stance-test-XXXXXX").string()) {
    if (::mkdtemp(root_.data()) == nullptr) std::abort();
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  [[nodiscard]] std::filesystem::path path(std::string_view name) const {
    return std::filesystem::path(root_) / name;
  }

  // The path of the new file, for those who need it.
  std::filesystem::path write(std::string_view name, std::string_view content) {
    auto file = path(name);
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file;
  }

  [[nodiscard]] const std::string& root() const { return root_; }

 private:
  std::string root_;
};

[[nodiscard]] inline std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace stance::base::testing
