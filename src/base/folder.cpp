#include "descriptor.hpp"
#include "stance/base/file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <deque>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <system_error>
#include <utility>

namespace stance::base {

namespace {

namespace fs = std::filesystem;

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};
using OpenFolder = std::unique_ptr<DIR, CloseFolder>;

// Links to folders are not followed below the root, whatever happens between listing and opening.
OpenFolder open_folder(const fs::path& path, int flags) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags));
  if (!file.valid()) return nullptr;
  OpenFolder folder(::fdopendir(file.get()));
  if (folder) static_cast<void>(file.release());
  return folder;
}

bool is_below(const fs::path& path, const fs::path& root) {
  return std::ranges::mismatch(root, path).in1 == root.end();
}

// Breadth first with names in order, so that limits stop every run at the same place.
class Walk {
 public:
  Walk(const fs::path& root, const FolderLimits& limits) : root_(root), limits_(limits) {}

  [[nodiscard]] Result<FolderListing> run();

 private:
  struct Level {
    fs::path path;
    std::size_t depth = 0;
  };

  // False when the folder cannot be read; the reason is in errno.
  [[nodiscard]] bool list(const Level& level);
  void visit(const fs::path& path, std::size_t depth);
  void follow(const fs::path& link);
  void pass_over(const fs::path& path, std::string_view reason) {
    listing_.passed_over.push_back(fmt::format("{}: {}", path.string(), reason));
  }
  [[nodiscard]] bool too_many() const {
    return listing_.files.size() + listing_.passed_over.size() > limits_.files ||
           folders_ > limits_.files;
  }
  [[nodiscard]] tl::unexpected<Error> unreadable(std::string message) const {
    return tl::unexpected(Error{.kind = ErrorKind::unreadable, .message = std::move(message)});
  }

  fs::path root_;
  fs::path real_root_;
  FolderLimits limits_;
  FolderListing listing_;
  std::deque<Level> open_;
  std::size_t folders_ = 0;
};

Result<FolderListing> Walk::run() {
  struct stat status = {};
  std::error_code error;
  if (::stat(root_.c_str(), &status) != 0) {
    return unreadable(fmt::format("cannot open '{}': {}", root_.string(), system_message(errno)));
  }
  if (!S_ISDIR(status.st_mode)) {
    return unreadable(
        fmt::format("'{}' is {}, expected a folder", root_.string(), kind_of_file(status.st_mode)));
  }
  real_root_ = fs::canonical(root_, error);
  if (error) {
    return unreadable(fmt::format("cannot open '{}': {}", root_.string(), error.message()));
  }
  open_.push_back({root_, 0});
  while (!open_.empty()) {
    const Level level = std::move(open_.front());
    open_.pop_front();
    if (level.depth > limits_.depth) {
      return unreadable(
          fmt::format("'{}' is nested deeper than {} folders", level.path.string(), limits_.depth));
    }
    if (!list(level)) {
      const std::string reason = system_message(errno);
      if (level.depth == 0) {
        return unreadable(fmt::format("cannot open '{}': {}", root_.string(), reason));
      }
      pass_over(level.path, "cannot be opened: " + reason);
    }
    if (too_many()) {
      return unreadable(
          fmt::format("'{}' holds more than {} files", root_.string(), limits_.files));
    }
  }
  std::ranges::sort(listing_.files, {}, &fs::path::native);
  std::ranges::sort(listing_.passed_over);
  return std::move(listing_);
}

bool Walk::list(const Level& level) {
  const OpenFolder folder = open_folder(level.path, level.depth == 0 ? 0 : O_NOFOLLOW);
  if (!folder) return false;
  std::vector<std::string> names;
  // Files and folders have the same limit; one name more than both is enough to know.
  while (names.size() / 2 <= limits_.files) {
    errno = 0;
    const dirent* entry = ::readdir(folder.get());
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
  }
  if (errno != 0) return false;
  std::ranges::sort(names);
  for (const std::string& name : names) {
    visit(level.path / name, level.depth + 1);
    if (too_many()) break;
  }
  return true;
}

void Walk::visit(const fs::path& path, std::size_t depth) {
  struct stat status = {};
  if (::lstat(path.c_str(), &status) != 0) {
    pass_over(path, "cannot be opened: " + system_message(errno));
  } else if (S_ISREG(status.st_mode)) {
    listing_.files.push_back(path);
  } else if (S_ISDIR(status.st_mode)) {
    ++folders_;
    open_.push_back({path, depth});
  } else if (S_ISLNK(status.st_mode)) {
    follow(path);
  } else {
    pass_over(path, kind_of_file(status.st_mode));
  }
}

void Walk::follow(const fs::path& link) {
  std::error_code error;
  const fs::path target = fs::canonical(link, error);
  struct stat status = {};
  if (error == std::errc::too_many_symbolic_link_levels) {
    pass_over(link, "a loop of links");
  } else if (error || ::lstat(target.c_str(), &status) != 0) {
    pass_over(link, "a link that leads nowhere");
  } else if (!is_below(target, real_root_)) {
    pass_over(link, "a link that leaves the folder");
  } else if (!S_ISREG(status.st_mode)) {
    pass_over(link, fmt::format("a link to {}", kind_of_file(status.st_mode)));
  } else {
    listing_.files.push_back(link);
  }
}

}  // namespace

Result<FolderListing> list_folder(const fs::path& folder, const FolderLimits& limits) {
  return Walk(folder, limits).run();
}

}  // namespace stance::base
