// Any text as a file of a catalog: read, linted, and embedded. What is read from the folder and
// what is read from the embedded form must be the same.
#include "fixture.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace {

using namespace stance;
namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    const fs::path memory = "/dev/shm";
    std::error_code error;
    const fs::path parent = fs::is_directory(memory, error) ? memory : fs::temp_directory_path();
    path_ = parent / fmt::format("stance-fuzz-{}", ::getpid());
    fs::copy(fuzz::catalog_folder, path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }

  void write(std::string_view text) const {
    std::ofstream(path_ / "fuzzed.yaml", std::ios::binary) << text;
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void check_embedded(const catalog::Catalog& from_folder, const fs::path& folder) {
  base::Diagnostics problems;
  const auto text = catalog::embed(folder, problems);
  fuzz::require(text.has_value() && !problems.has_errors(), "a good catalog cannot be embedded");
  auto built_in = catalog::Catalog::load({}, *text, problems);
  fuzz::check_printable(problems);
  fuzz::require(built_in.has_value(), "an embedded catalog cannot be read");
  fuzz::require(built_in->sha256() == from_folder.sha256(), "the embedded catalog is another");
  fuzz::require(built_in->controls().size() == from_folder.controls().size(),
                "the embedded catalog has other controls");
  built_in->lint(problems);
  fuzz::require(!problems.has_errors(), "the embedded catalog has errors");
}

}  // namespace

// The name is libFuzzer's. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Folder folder;
  folder.write({reinterpret_cast<const char*>(data), size});
  base::Diagnostics problems;
  auto loaded =
      catalog::Catalog::load({.built_in = false, .folders = {folder.path()}}, {}, problems);
  fuzz::require(loaded.has_value() != problems.has_errors(), "a catalog with errors, or none");
  if (loaded) loaded->lint(problems);
  fuzz::check_printable(problems);
  if (loaded && !problems.has_errors()) check_embedded(*loaded, folder.path());
  return 0;
}
