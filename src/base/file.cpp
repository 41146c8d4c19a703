#include "stance/base/file.hpp"

#include "regular_file.hpp"
#include "temporary.hpp"
#include "uninterrupted.hpp"

#include <fmt/format.h>

#include <cassert>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <optional>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace stance::base {

namespace {

// First size of the buffer for a stream whose length nobody knows.
constexpr std::size_t stream_block = 65'536;

tl::unexpected<Error> failure(ErrorKind kind, std::string message) {
  return tl::unexpected(Error{.kind = kind, .message = std::move(message)});
}

// Filling a large buffer page by page takes longer than reading a file into it: huge pages are
// asked for, where the system has them.
char* allocate(std::size_t size) {
  constexpr std::size_t huge_page = std::size_t{2} << 20;
  if (size < huge_page / 2) {
    if (void* bytes = std::malloc(size)) return static_cast<char*>(bytes);
    throw std::bad_alloc();
  }
  const std::size_t whole = (size + huge_page - 1) & ~(huge_page - 1);
  void* bytes = std::aligned_alloc(huge_page, whole);
  if (bytes == nullptr) throw std::bad_alloc();
  static_cast<void>(::madvise(bytes, whole, MADV_HUGEPAGE));
  return static_cast<char*>(bytes);
}

Buffer grown(const Buffer& old, std::size_t used, std::size_t size) {
  Buffer bigger(size);
  std::memcpy(bigger.data(), old.view().data(), used);
  return bigger;
}

// Reads to the end. The expected size is a hint: a file may grow, and files of /proc claim 0.
Result<Buffer> read_all(int descriptor, std::string_view name, std::size_t expected,
                        std::uint64_t limit) {
  // One byte more than expected, so that the end is seen without another, larger buffer.
  Buffer buffer(expected > 0 ? expected + 1 : stream_block);
  std::size_t used = 0;
  while (true) {
    if (used == buffer.size()) buffer = grown(buffer, used, 2 * used);
    const ssize_t count = read_some(descriptor, buffer.data() + used, buffer.size() - used);
    if (count < 0) return cannot("read", name, errno);
    if (count == 0) break;
    used += static_cast<std::size_t>(count);
    if (used > limit) {
      return failure(ErrorKind::unreadable,
                     fmt::format("'{}' is larger than the limit of {} bytes", name, limit));
    }
  }
  buffer.truncate(used);
  return buffer;
}

std::optional<Error> refusal(const struct stat& status, std::string_view name,
                             std::uint64_t limit) {
  if (!S_ISREG(status.st_mode)) {
    const char* wanted = S_ISDIR(status.st_mode) ? "a file" : "a regular file";
    return Error{.message = fmt::format("'{}' is {}, expected {}", name,
                                        kind_of_file(status.st_mode), wanted)};
  }
  if (static_cast<std::uint64_t>(status.st_size) > limit) {
    return Error{.message = fmt::format("'{}' is {} bytes, the limit is {} bytes", name,
                                        status.st_size, limit)};
  }
  return {};
}

// Returns 0 or the error number.
int write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t count = ::write(descriptor, content.data(), content.size());
    if (count >= 0) {
      content.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EAGAIN) {
      pollfd waiting = {.fd = descriptor, .events = POLLOUT, .revents = 0};
      static_cast<void>(::poll(&waiting, 1, -1));
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

int fill(Descriptor& file, std::string_view content) {
  if (::fchmod(file.get(), S_IRUSR | S_IWUSR) != 0) return errno;
  if (const int error = write_all(file.get(), content); error != 0) return error;
  // Some file systems have nothing to sync and say so with EINVAL.
  if (::fsync(file.get()) != 0 && errno != EINVAL) return errno;
  return file.close() ? 0 : errno;
}

Result<void> replace(const std::filesystem::path& target, std::string_view content) {
  // Until the temporary file has its name or is gone again.
  const Uninterrupted whole;
  const auto folder = target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
  std::string temporary = (folder / temporary_name).string();
  Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!file.valid()) return cannot("write", target.string(), errno);
  int error = fill(file, content);
  if (error == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) error = errno;
  if (error == 0) return {};
  ::unlink(temporary.c_str());
  return cannot("write", target.string(), error);
}

Result<void> write_directly(const std::filesystem::path& target, std::string_view content) {
  // Append, so that "/dev/stdout" of a redirected run destroys nothing.
  Descriptor file(::open(target.c_str(), O_WRONLY | O_APPEND | O_NOCTTY | O_CLOEXEC));
  if (!file.valid()) return cannot("write", target.string(), errno);
  int error = write_all(file.get(), content);
  if (error == 0 && !file.close()) error = errno;
  if (error != 0) return cannot("write", target.string(), error);
  return {};
}

// "/dev/stdout" and "/dev/fd/3" are links to whatever is open; to rename over them would replace
// the link itself.
bool names_open_descriptor(const std::filesystem::path& path) {
  struct stat status = {};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISLNK(status.st_mode)) return false;
  std::error_code error;
  const auto absolute = std::filesystem::absolute(path, error);
  const auto folder = std::filesystem::canonical(absolute.parent_path(), error);
  return !error && (folder == "/dev" || folder.native().starts_with("/proc/"));
}

}  // namespace

tl::unexpected<Error> cannot(std::string_view verb, std::string_view name, int error) {
  const ErrorKind kind = verb == "write" ? ErrorKind::output : ErrorKind::unreadable;
  return failure(kind, fmt::format("cannot {} '{}': {}", verb, name, system_message(error)));
}

ssize_t read_some(int descriptor, char* to, std::size_t size) {
  while (true) {
    const ssize_t count = ::read(descriptor, to, size);
    if (count >= 0) return count;
    if (errno == EAGAIN) {
      pollfd waiting = {.fd = descriptor, .events = POLLIN, .revents = 0};
      static_cast<void>(::poll(&waiting, 1, -1));
    } else if (errno != EINTR) {
      return count;
    }
  }
}

const char* kind_of_file(mode_t mode) {
  if (S_ISREG(mode)) return "a file";
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISLNK(mode)) return "a link";
  if (S_ISFIFO(mode)) return "a FIFO";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

void Buffer::Free::operator()(char* bytes) const { std::free(bytes); }

Buffer::Buffer(std::size_t size) : bytes_(allocate(size + padding)), size_(size) {
  std::memset(bytes_.get() + size, 0, padding);
}

Buffer Buffer::copy_of(std::string_view text) {
  Buffer buffer(text.size());
  if (!text.empty()) std::memcpy(buffer.data(), text.data(), text.size());
  return buffer;
}

void Buffer::truncate(std::size_t size) {
  assert(size <= size_);
  if (size >= size_) return;
  std::memset(bytes_.get() + size, 0, padding);
  size_ = size;
}

Result<RegularFile> open_regular(const std::filesystem::path& path, std::uint64_t limit) {
  const std::string name = path.string();
  // Looked at before it is opened, since opening a FIFO or a device already has effects.
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) return cannot("open", name, errno);
  if (auto error = refusal(status, name, limit)) return tl::unexpected(*std::move(error));
  Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!file.valid() || ::fstat(file.get(), &status) != 0) return cannot("open", name, errno);
  if (auto error = refusal(status, name, limit)) return tl::unexpected(*std::move(error));
  return RegularFile{std::move(file), status};
}

Result<Buffer> read_file(const std::filesystem::path& path, std::uint64_t limit) {
  const auto file = open_regular(path, limit);
  if (!file) return tl::unexpected(file.error());
  return read_all(file->descriptor.get(), path.string(),
                  static_cast<std::size_t>(file->status.st_size), limit);
}

Result<Buffer> read_stream(int descriptor, std::string_view name, std::uint64_t limit) {
  return read_all(descriptor, name, 0, limit);
}

Result<void> write_file(const std::filesystem::path& path, std::string_view content) {
  struct stat status = {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) {
    return failure(ErrorKind::output,
                   fmt::format("'{}' is a folder, expected a file", path.string()));
  }
  const bool special = exists && !S_ISREG(status.st_mode);
  if (special || names_open_descriptor(path)) return write_directly(path, content);
  return replace(path, content);
}

}  // namespace stance::base
