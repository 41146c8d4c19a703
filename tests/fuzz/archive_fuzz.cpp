// Any bytes as an archive: listed, and every entry unpacked.
#include "fixture.hpp"
#include "stance/base/archive.hpp"

#include <cstddef>
#include <cstdint>
#include <set>

namespace {

using namespace stance;

void check_entry(base::Archive& archive, std::size_t index) {
  const base::ArchiveEntry& entry = archive.entries()[index];
  fuzz::require(!entry.name.empty() && entry.name.front() != '/', "a name that is no path");
  fuzz::require(entry.name.find('\\') == entry.name.npos, "a name that is in another form");
  const auto content = archive.read(index);
  if (content) fuzz::require(content->size() == entry.size, "an entry of another size");
  if (!content) fuzz::check_printable(base::render(content.error()));
}

}  // namespace

// The name is libFuzzer's. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto archive = base::Archive::open(base::Buffer::copy_of(bytes), "x");
  if (!archive) {
    fuzz::check_printable(base::render(archive.error()));
    return 0;
  }
  std::set<std::string> names;
  for (std::size_t i = 0; i < archive->entries().size(); ++i) {
    fuzz::require(names.insert(archive->entries()[i].name).second, "a name that is there twice");
    check_entry(*archive, i);
  }
  return 0;
}
