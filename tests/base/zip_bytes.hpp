#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::base::testing {

// A file for zip_of(), which packs nothing and believes every number.
struct ZipFile {
  std::string name;
  std::string content;  // as it is in the archive
  std::uint32_t method = 0;
  std::uint32_t flags = 0;
  std::uint32_t mode = 0;
  std::optional<std::uint32_t> checksum = std::nullopt;
  std::optional<std::uint32_t> size = std::nullopt;
  std::optional<std::string> name_before_content = std::nullopt;
  bool zip64 = false;
};

inline std::string little(std::uint64_t number, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>((number >> (8 * i)) & 0xff);
  return text;
}

inline std::uint32_t crc32_of(std::string_view text) {
  std::uint32_t sum = 0xffffffff;
  for (const char c : text) {
    sum ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ (0xedb88320 & (0 - (sum & 1)));
  }
  return ~sum;
}

constexpr std::uint32_t deflate = 8;

// 1,000 times the letter a, deflated to 11 bytes.
inline ZipFile thousand_letters(const std::string& name) {
  return {.name = name,
          .content = std::string("\x4b\x4c\x1c\x05\xa3\x60\x14\x0c\x77\x00\x00", 11),
          .method = deflate,
          .checksum = crc32_of(std::string(1000, 'a')),
          .size = 1000};
}

// Flags to length of extra data, which both headers of a file have.
inline std::string common_header(const ZipFile& file, const std::string& name, std::size_t extra) {
  const std::uint32_t all = 0xffffffff;
  const std::uint64_t packed = file.content.size();
  return little(file.flags, 2) + little(file.method, 2) + little(0, 4) +
         little(file.checksum.value_or(crc32_of(file.content)), 4) +
         little(file.zip64 ? all : packed, 4) +
         little(file.zip64 ? all : file.size.value_or(static_cast<std::uint32_t>(packed)), 4) +
         little(name.size(), 2) + little(extra, 2);
}

// `counted` is the number of files that the archive claims to hold.
inline std::string zip_of(const std::vector<ZipFile>& files,
                          std::optional<std::uint64_t> counted = std::nullopt) {
  std::string text, list;
  for (const ZipFile& file : files) {
    std::string extra;
    if (file.zip64) {
      extra = little(1, 2) + little(16, 2) + little(file.size.value_or(file.content.size()), 8) +
              little(file.content.size(), 8);
    }
    const std::string before = file.name_before_content.value_or(file.name);
    list += "PK\1\2" + little(0x0314, 2) + little(20, 2) +
            common_header(file, file.name, extra.size()) + little(0, 6) +
            little(std::uint64_t{file.mode} << 16, 4) + little(text.size(), 4) + file.name + extra;
    text += "PK\3\4" + little(20, 2) + common_header(file, before, extra.size()) + before + extra +
            file.content;
  }
  const std::uint64_t count = counted.value_or(files.size());
  return text + list + "PK\5\6" + little(0, 4) + little(count, 2) + little(count, 2) +
         little(list.size(), 4) + little(text.size(), 4) + little(0, 2);
}

// The archive with a list in the form for more than 4 GiB or 65,535 files.
inline std::string zip64_of(const std::vector<ZipFile>& files) {
  constexpr std::size_t end_bytes = 22;
  std::string text = zip_of(files);
  const std::string end = text.substr(text.size() - end_bytes);
  text.resize(text.size() - end_bytes);
  const std::size_t at = text.size();
  const std::size_t list = text.find("PK\1\2");
  text += "PK\6\6" + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 8) +
          little(files.size(), 8) + little(files.size(), 8) + little(at - list, 8) +
          little(list, 8);
  text += "PK\6\7" + little(0, 4) + little(at, 8) + little(1, 4);
  return text + end.substr(0, 8) + std::string(12, '\xff') + little(0, 2);
}

}  // namespace stance::base::testing
