#include "stance/base/folder_lock.hpp"

#include "descriptor.hpp"
#include "temporary.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>

namespace stance::base {

namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> failure(std::string message, std::string hint = {}) {
  return tl::unexpected(
      Error{.kind = ErrorKind::output, .message = std::move(message), .hint = std::move(hint)});
}

void remove_temporary_files(const fs::path& folder) {
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
    const bool file = entry.symlink_status(ignored).type() == fs::file_type::regular;
    if (file && is_temporary(entry.path().filename().native())) fs::remove(entry, ignored);
  }
}

}  // namespace

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<FolderLock> FolderLock::take(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    return failure(
        fmt::format("cannot create the folder '{}': {}", folder.string(), error.message()));
  }
  Descriptor file(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!file.valid()) {
    return failure(fmt::format("cannot open '{}': {}", folder.string(), system_message(errno)));
  }
  // File systems without locks go without.
  if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    return failure(fmt::format("another run writes to '{}'", folder.string()),
                   "wait for it, or name another folder");
  }
  remove_temporary_files(folder);
  return FolderLock(file.release());
}

}  // namespace stance::base
