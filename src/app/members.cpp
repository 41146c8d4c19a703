#include "members.hpp"

#include "stance/base/file.hpp"
#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

namespace stance::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_members = 100'000;
constexpr std::size_t longest_name = 200;  // bytes; file systems take 255
constexpr std::uint64_t most_list_bytes = std::uint64_t{64} << 20;

tl::unexpected<base::Error> refused(base::ErrorKind kind, std::string message,
                                    std::string hint = {},
                                    std::optional<base::Position> position = std::nullopt) {
  return tl::unexpected(base::Error{.kind = kind,
                                    .message = std::move(message),
                                    .position = std::move(position),
                                    .hint = std::move(hint)});
}

bool is_zip(const fs::path& path) { return base::equal_fold(path.extension().string(), ".zip"); }

std::string name_of(const fs::path& path) {
  const fs::path last = path.has_filename() ? path.filename() : path.parent_path().filename();
  return (is_zip(last) ? last.stem() : last).string();
}

// Whether it can be the name of a file that people see.
bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= longest_name && name[0] != '.' &&
         name.find('/') == std::string_view::npos && base::printable(name) == name;
}

// What is wrong with the name of a member behind others; empty when nothing is.
std::string name_fault(const Member& member, std::map<std::string, std::string>& seen) {
  if (!is_name(member.name)) {
    return fmt::format("'{}' cannot be the name of a tenant and of its result",
                       base::printable(member.name));
  }
  const auto [twin, added] = seen.emplace(member.name, member.path);
  if (added) return {};
  return fmt::format("two tenants are called '{}': '{}' and '{}'", member.name,
                     base::printable(twin->second), base::printable(member.path));
}

// Links may lead anywhere, and an export that somebody sent may hold some.
std::string why_not(const fs::directory_entry& entry) {
  std::error_code error;
  const fs::file_type type = entry.symlink_status(error).type();
  if (entry.path().filename().native().starts_with('.')) return "hidden";
  if (type == fs::file_type::symlink) return "a link";
  if (type == fs::file_type::directory) return {};
  if (type == fs::file_type::regular && is_zip(entry.path())) return {};
  return "neither a folder nor a .zip archive";
}

base::Result<std::vector<Member>> read_folder(const std::string& path,
                                              base::Diagnostics& problems) {
  std::error_code error;
  std::vector<Member> members;
  for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
    if (const std::string why = why_not(*at); !why.empty()) {
      problems.add({.severity = base::Severity::note,
                    .message = fmt::format("passed over {}: {}", at->path().string(), why)});
      continue;
    }
    members.push_back({name_of(at->path()), at->path().string()});
    if (members.size() > most_members) {
      return refused(base::ErrorKind::unreadable,
                     fmt::format("'{}' holds more than {} tenants", path, most_members));
    }
  }
  if (error) {
    return refused(base::ErrorKind::unreadable,
                   fmt::format("cannot open '{}': {}", path, error.message()));
  }
  if (members.empty()) {
    return refused(base::ErrorKind::unrecognised, fmt::format("'{}' holds no tenant", path),
                   "each folder and each .zip archive directly below it is a tenant");
  }
  std::ranges::sort(members, {},
                    [](const Member& member) { return std::tie(member.name, member.path); });
  std::map<std::string, std::string> seen;
  for (Member& member : members) {
    member.error = name_fault(member, seen);
    if (!member.error.empty()) member.name = base::printable(member.name);
  }
  return members;
}

Member read_line(std::string_view line, const fs::path& folder) {
  constexpr std::string_view sign = " = ";
  std::string name;
  if (const std::size_t at = line.find(sign); at != std::string_view::npos) {
    name = base::trimmed(line.substr(0, at));
    line = base::trimmed(line.substr(at + sign.size()));
  }
  const fs::path path(line);
  if (name.empty()) name = name_of(path);
  // Alone it would be standard input.
  return {std::move(name), line == "-" ? "./-" : (folder / path).string()};
}

base::Result<std::vector<Member>> read_list(const std::string& path) {
  const auto bytes = base::read_file(path, most_list_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  constexpr std::string_view what =
      "give a folder of exports, or a text file with the path of an export on each line";
  std::string_view text = bytes->view();
  const std::string_view start = base::trimmed(text.substr(0, text.find('\n')));
  if (start.starts_with('{') || start.starts_with('[') || !base::is_utf8(text) ||
      text.find('\0') != std::string_view::npos) {
    return refused(base::ErrorKind::unrecognised, fmt::format("'{}' is no list of exports", path),
                   std::string(what));
  }
  std::vector<Member> members;
  const fs::path folder = fs::path(path).parent_path();
  while (!text.empty()) {
    const std::string_view line = base::trimmed(base::take_line(text));
    if (line.empty() || line.starts_with('#')) continue;
    members.push_back(read_line(line, folder));
    if (members.size() > most_members) {
      return refused(base::ErrorKind::unreadable,
                     fmt::format("'{}' lists more than {} tenants", path, most_members));
    }
  }
  if (members.empty()) {
    return refused(base::ErrorKind::unrecognised, fmt::format("'{}' lists no tenant", path),
                   std::string(what));
  }
  std::map<std::string, std::string> seen;
  for (const Member& member : members) {
    if (std::string fault = name_fault(member, seen); !fault.empty()) {
      return refused(base::ErrorKind::usage, std::move(fault), "name it: NAME = PATH");
    }
  }
  return members;
}

}  // namespace

base::Result<std::vector<Member>> read_members(const std::string& path,
                                               base::Diagnostics& problems) {
  std::error_code ignored;
  return fs::is_directory(path, ignored) ? read_folder(path, problems) : read_list(path);
}

}  // namespace stance::app
