#include "stance/base/byte_source.hpp"

#include "scratch.hpp"
#include "stance/base/sha256.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>

using namespace stance::base;
using stance::base::testing::Scratch;

namespace {

// All bytes, read in small pieces, or the message of the error.
std::string all_of(const ByteSource& source, Sha256* hash = nullptr) {
  const auto reader = source.open(hash);
  std::string all;
  std::array<char, 3> piece = {};
  while (true) {
    const auto count = reader->read(piece);
    if (!count) return render(count.error());
    if (*count == 0) break;
    all.append(piece.data(), *count);
  }
  const auto again = reader->read(piece);
  CHECK((again.has_value() && *again == 0));
  return all;
}

}  // namespace

TEST_CASE("a file can be read as often as wanted") {
  Scratch scratch;
  const auto file = scratch.write("users.json", "contoso users");
  const auto source = open_bytes(file);
  REQUIRE(source);
  CHECK((*source)->name() == file.string());
  CHECK((*source)->size() == 13);
  Sha256 hash;
  CHECK(all_of(**source, &hash) == "contoso users");
  CHECK(hash.hex() == sha256_hex("contoso users"));
  // What was opened stays, whatever happens to its name.
  std::filesystem::remove(file);
  CHECK(all_of(**source) == "contoso users");
}

TEST_CASE("that a file was written to is seen at its end") {
  Scratch scratch;
  const auto file = scratch.write("users.json", "contoso");
  const auto source = open_bytes(file);
  REQUIRE(source);
  std::ofstream(file, std::ios::app) << " users";
  CHECK(all_of(**source) == "error: '" + file.string() +
                                "' was written to while it was read\n"
                                "hint: wait until the export is complete\n");
}

TEST_CASE("only regular files are read as bytes") {
  Scratch scratch;
  const auto missing = open_bytes(scratch.path("missing"));
  REQUIRE_FALSE(missing);
  CHECK(missing.error().message ==
        "cannot open '" + scratch.path("missing").string() + "': No such file or directory");
  const auto folder = open_bytes(scratch.root());
  REQUIRE_FALSE(folder);
  CHECK(folder.error().message == "'" + scratch.root() + "' is a folder, expected a file");
}
