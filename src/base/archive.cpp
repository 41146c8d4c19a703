#include "stance/base/archive.hpp"

#include "descriptor.hpp"

#include <fmt/format.h>
#include <minizip/unzip.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <optional>
#include <sys/stat.h>
#include <utility>

namespace stance::base {

namespace {

constexpr std::string_view first_file = "PK\3\4";
constexpr std::string_view no_file = "PK\5\6";
constexpr std::string_view listed_file = "PK\1\2";
// Bytes of an entry of the list before its name.
constexpr std::uint64_t listed_bytes = 46;
// The number that stands in the list of an archive whose number of files is not known from it.
constexpr std::uint64_t uncounted = 0xffff;

// The size that stands for one kept elsewhere; minizip 1.1 does not find it there.
constexpr std::uint64_t wide_size = 0xffffffff;

constexpr unsigned encrypted_flag = 1;
constexpr unsigned stored = 0;
constexpr std::size_t most_at_once = std::size_t{1} << 30;  // minizip counts in int
constexpr const char* unpack_hint = "unpack the archive and give the folder";
constexpr const char* again_hint = "copy or download the archive again";

tl::unexpected<Error> failure(ErrorKind kind, std::string message, const char* hint) {
  return tl::unexpected(Error{.kind = kind, .message = std::move(message), .hint = hint});
}

// What minizip takes for a file.
struct Memory {
  std::string_view bytes;
  std::uint64_t at = 0;
  std::uint64_t last_set = 0;  // where it last went by an absolute position
  bool at_end = false;         // whether the last read found too little
};

Memory& memory_of(voidpf stream) { return *static_cast<Memory*>(stream); }

voidpf open_memory(voidpf memory, const void* /*name*/, int /*mode*/) { return memory; }

uLong read_memory(voidpf /*opaque*/, voidpf stream, void* to, uLong size) {
  Memory& memory = memory_of(stream);
  const auto count = std::min<std::uint64_t>(size, memory.bytes.size() - memory.at);
  std::memcpy(to, memory.bytes.data() + memory.at, count);
  memory.at += count;
  memory.at_end = count < size;
  return count;
}

uLong write_memory(voidpf /*opaque*/, voidpf /*stream*/, const void* /*from*/, uLong /*size*/) {
  return 0;
}

ZPOS64_T tell_memory(voidpf /*opaque*/, voidpf stream) { return memory_of(stream).at; }

long seek_memory(voidpf /*opaque*/, voidpf stream, ZPOS64_T offset, int origin) {
  Memory& memory = memory_of(stream);
  std::uint64_t to = offset;
  // Steps back come as large numbers, which wrap around.
  if (origin == ZLIB_FILEFUNC_SEEK_CUR) to += memory.at;
  if (origin == ZLIB_FILEFUNC_SEEK_END) to += memory.bytes.size();
  if (to > memory.bytes.size()) return -1;
  if (origin == ZLIB_FILEFUNC_SEEK_SET) memory.last_set = to;
  memory.at = to;
  return 0;
}

int close_memory(voidpf /*opaque*/, voidpf /*stream*/) { return 0; }

// Without this the numbers that an archive was cut off before would be read as zero.
int error_of_memory(voidpf /*opaque*/, voidpf stream) { return memory_of(stream).at_end ? 1 : 0; }

struct CloseZip {
  void operator()(void* zip) const { unzClose(zip); }
};
using Zip = std::unique_ptr<void, CloseZip>;

// The memory must stay where it is.
Zip open_zip(Memory& memory) {
  zlib_filefunc64_def functions = {.zopen64_file = open_memory,
                                   .zread_file = read_memory,
                                   .zwrite_file = write_memory,
                                   .ztell64_file = tell_memory,
                                   .zseek64_file = seek_memory,
                                   .zclose_file = close_memory,
                                   .zerror_file = error_of_memory,
                                   .opaque = &memory};
  return Zip(unzOpen2_64("", &functions));
}

// An entry and what reading it takes.
struct Packed {
  ArchiveEntry entry;
  std::uint64_t bytes = 0;
  unz64_file_pos position = {};
  unsigned method = stored;
  bool encrypted = false;
  bool wide = false;
  std::size_t times = 1;
};

// "a//./b\c" is "a/b/c"; a final slash, which marks a folder, stays.
std::string normalised(std::string_view name) {
  std::string slashed(name);
  std::ranges::replace(slashed, '\\', '/');
  std::string text = slashed.starts_with('/') ? "/" : "";
  std::size_t begin = 0;
  while (begin < slashed.size()) {
    const std::size_t end = std::min(slashed.find('/', begin), slashed.size());
    const std::string_view part = std::string_view(slashed).substr(begin, end - begin);
    if (!part.empty() && part != ".") {
      text += part;
      if (end < slashed.size()) text += '/';
    }
    begin = end + 1;
  }
  return text;
}

// Of a normalised name.
bool leaves(std::string_view name) {
  const bool drive = name.size() > 1 && name[1] == ':';
  return drive || name.starts_with('/') || name == ".." || name.starts_with("../") ||
         name.ends_with("/..") || name.find("/../") != std::string_view::npos;
}

bool has_control(std::string_view name) {
  return std::ranges::any_of(
      name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

// Why an entry is no file, or nothing. The upper half of the attributes is the mode of the file,
// where the packer kept one.
std::optional<std::string> refusal(std::string_view name, mode_t mode) {
  if (name.empty()) return "an empty name";
  if (has_control(name)) return "a name with control characters";
  if (leaves(name)) return "a path that leaves the archive";
  if ((mode & S_IFMT) != 0 && !S_ISREG(mode)) return kind_of_file(mode);
  return std::nullopt;
}

}  // namespace

struct Archive::Opened {
  explicit Opened(Buffer content, std::string called, const ArchiveLimits& within)
      : bytes(std::move(content)),
        name(std::move(called)),
        limits(within),
        memory{.bytes = bytes.view()} {}

  [[nodiscard]] Result<void> list();
  [[nodiscard]] Result<void> add_current();
  [[nodiscard]] Result<void> add_file(std::string path, const unz_file_info64& info);
  [[nodiscard]] bool more_listed(const unz_file_info64& info) const;
  void sort();
  [[nodiscard]] Result<void> check(const Packed& packed) const;
  [[nodiscard]] Result<Buffer> unpack(const Packed& packed) const;

  [[nodiscard]] std::string path_of(const Packed& file) const {
    return name + "/" + file.entry.name;
  }
  [[nodiscard]] tl::unexpected<Error> damaged(std::string_view how) const {
    return failure(ErrorKind::malformed, fmt::format("'{}' is a damaged archive: {}", name, how),
                   again_hint);
  }
  [[nodiscard]] tl::unexpected<Error> too_many() const {
    return failure(ErrorKind::unreadable,
                   fmt::format("'{}' holds more than {} files", name, limits.entries), unpack_hint);
  }

  Buffer bytes;
  std::string name;
  ArchiveLimits limits;
  Memory memory;
  Zip zip = nullptr;
  std::vector<Packed> packed = {};
  std::vector<ArchiveEntry> entries = {};
  std::vector<std::string> passed_over = {};
  std::uint64_t unpacked_bytes = 0;
  bool more = false;  // whether another entry stands behind the current one
};

Result<void> Archive::Opened::list() {
  // minizip does not open it.
  if (bytes.view().starts_with(no_file)) return {};
  zip = open_zip(memory);
  unz_global_info64 global = {};
  if (!zip || unzGetGlobalInfo64(zip.get(), &global) != UNZ_OK) {
    return damaged("the list of its files is missing");
  }
  std::uint64_t count = 0;
  for (int status = unzGoToFirstFile(zip.get()); status == UNZ_OK;
       status = unzGoToNextFile(zip.get())) {
    if (++count > limits.entries) return too_many();
    if (auto added = add_current(); !added) return added;
  }
  // minizip goes by the number alone, which wraps around in archives of old programs.
  const bool counted = count == global.number_entry || global.number_entry == uncounted;
  if (more || !counted) return damaged("the list of its files is broken");
  sort();
  return {};
}

Result<void> Archive::Opened::add_current() {
  unz_file_info64 info = {};
  std::string raw(limits.name_bytes, '\0');
  if (unzGetCurrentFileInfo64(zip.get(), &info, raw.data(), raw.size(), nullptr, 0, nullptr, 0) !=
      UNZ_OK) {
    return damaged("the list of its files is broken");
  }
  more = more_listed(info);
  if (info.size_filename > raw.size()) {
    passed_over.push_back(fmt::format("{}: a name of {} bytes", name, info.size_filename));
    return {};
  }
  raw.resize(info.size_filename);
  std::string path = normalised(raw);
  if (path.ends_with('/')) return {};  // a folder
  if (const auto reason = refusal(path, static_cast<mode_t>(info.external_fa >> 16))) {
    passed_over.push_back(fmt::format("{}/{}: {}", name, path, *reason));
    return {};
  }
  return add_file(std::move(path), info);
}

// minizip does not tell where an entry of the list is: it is where it last went.
bool Archive::Opened::more_listed(const unz_file_info64& info) const {
  const std::uint64_t end = memory.last_set + listed_bytes + info.size_filename +
                            info.size_file_extra + info.size_file_comment;
  return end < bytes.size() && bytes.view().substr(end).starts_with(listed_file);
}

Result<void> Archive::Opened::add_file(std::string path, const unz_file_info64& info) {
  Packed file = {.entry = {.name = std::move(path), .size = info.uncompressed_size},
                 .bytes = std::min<std::uint64_t>(info.compressed_size, bytes.size()),
                 .method = static_cast<unsigned>(info.compression_method),
                 .encrypted = (info.flag & encrypted_flag) != 0,
                 .wide = info.uncompressed_size == wide_size || info.compressed_size == wide_size};
  if (file.wide) file.entry.size = 0;
  if (file.entry.size > limits.unpacked_bytes - unpacked_bytes) {
    return failure(ErrorKind::unreadable,
                   fmt::format("'{}' unpacks to more than {} bytes", name, limits.unpacked_bytes),
                   unpack_hint);
  }
  unpacked_bytes += file.entry.size;
  if (unzGetFilePos64(zip.get(), &file.position) != UNZ_OK) {
    return damaged("the list of its files is broken");
  }
  packed.push_back(std::move(file));
  return {};
}

// Of entries with the same name one stands for all.
void Archive::Opened::sort() {
  std::ranges::sort(passed_over);
  std::ranges::sort(packed, {},
                    [](const Packed& file) -> const std::string& { return file.entry.name; });
  std::vector<Packed> once;
  for (Packed& file : packed) {
    if (!once.empty() && once.back().entry.name == file.entry.name) {
      ++once.back().times;
    } else {
      entries.push_back(file.entry);
      once.push_back(std::move(file));
    }
  }
  packed = std::move(once);
}

Result<void> Archive::Opened::check(const Packed& file) const {
  const std::string path = path_of(file);
  const std::uint64_t size = file.entry.size;
  if (file.times > 1) {
    return failure(ErrorKind::malformed,
                   fmt::format("'{}' is {} times in the archive", path, file.times),
                   "unpack the archive, keep one of them, and give the folder");
  }
  if (file.encrypted) {
    return failure(ErrorKind::unreadable, fmt::format("'{}' is encrypted", path), unpack_hint);
  }
  if (file.wide) {
    return failure(ErrorKind::unreadable,
                   fmt::format("'{}' is packed in the form for more than 4 GiB", path),
                   unpack_hint);
  }
  if (file.method != stored && file.method != Z_DEFLATED) {
    return failure(ErrorKind::unreadable,
                   fmt::format("'{}' is packed by method {}, expected {} or {}", path, file.method,
                               stored, Z_DEFLATED),
                   unpack_hint);
  }
  if (size > limits.small_bytes && (size - limits.small_bytes) / limits.ratio > file.bytes) {
    return failure(ErrorKind::unreadable,
                   fmt::format("'{}' unpacks from {} bytes to {}, the limit is {} to 1", path,
                               file.bytes, size, limits.ratio),
                   unpack_hint);
  }
  return {};
}

Result<Buffer> Archive::Opened::unpack(const Packed& file) const {
  const auto damaged_entry = [&](std::string_view how) {
    return failure(ErrorKind::malformed, fmt::format("'{}' is damaged: {}", path_of(file), how),
                   again_hint);
  };
  if (unzGoToFilePos64(zip.get(), &file.position) != UNZ_OK ||
      unzOpenCurrentFile(zip.get()) != UNZ_OK) {
    return damaged_entry("the archive describes it in two ways");
  }
  Buffer content(file.entry.size);
  std::size_t used = 0;
  int count = 1;
  while (count > 0 && used < content.size()) {
    const std::size_t block = std::min(content.size() - used, most_at_once);
    count = unzReadCurrentFile(zip.get(), content.data() + used, static_cast<unsigned>(block));
    if (count > 0) used += static_cast<std::size_t>(count);
  }
  // Checks the sum, too, of what was read to its end.
  const int closed = unzCloseCurrentFile(zip.get());
  if (count < 0) return damaged_entry("it cannot be unpacked");
  if (used < content.size()) {
    return damaged_entry(fmt::format("it ends after {} of {} bytes", used, content.size()));
  }
  if (closed != UNZ_OK) return damaged_entry("its checksum is wrong");
  return content;
}

bool is_archive(std::string_view bytes) {
  return bytes.starts_with(first_file) || bytes.starts_with(no_file);
}

Archive::Archive(std::unique_ptr<Opened> opened) : opened_(std::move(opened)) {}
Archive::Archive(Archive&& other) noexcept = default;
Archive& Archive::operator=(Archive&& other) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(Buffer bytes, std::string name, const ArchiveLimits& limits) {
  if (!is_archive(bytes.view())) {
    return failure(ErrorKind::malformed, fmt::format("'{}' is no zip archive", name), again_hint);
  }
  auto opened = std::make_unique<Opened>(std::move(bytes), std::move(name), limits);
  if (auto listed = opened->list(); !listed) return tl::unexpected(std::move(listed).error());
  return Archive(std::move(opened));
}

const std::vector<ArchiveEntry>& Archive::entries() const { return opened_->entries; }

const std::vector<std::string>& Archive::passed_over() const { return opened_->passed_over; }

Result<Buffer> Archive::read(std::size_t entry) {
  assert(entry < opened_->packed.size());
  const Packed& file = opened_->packed[entry];
  if (auto checked = opened_->check(file); !checked) {
    return tl::unexpected(std::move(checked).error());
  }
  return opened_->unpack(file);
}

}  // namespace stance::base
