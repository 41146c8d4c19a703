#pragma once

#include "descriptor.hpp"
#include "stance/base/error.hpp"

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <sys/types.h>

namespace stance::base {

struct RegularFile {
  Descriptor descriptor;
  struct stat status = {};
};

// Opens for reading what may be read without effects; a file over `limit` bytes is refused.
[[nodiscard]] Result<RegularFile> open_regular(const std::filesystem::path& path,
                                               std::uint64_t limit);

// As read(2), but goes on after signals and waits where the other side set the stream to not block.
[[nodiscard]] ssize_t read_some(int descriptor, char* to, std::size_t size);

// "cannot VERB 'NAME': why the system says so".
[[nodiscard]] tl::unexpected<Error> cannot(std::string_view verb, std::string_view name, int error);

}  // namespace stance::base
