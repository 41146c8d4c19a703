#include "load_file.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <sys/stat.h>
#include <utility>

using namespace stance;
using namespace stance::ingest;

namespace {

std::string utf16(std::string_view ascii, bool big) {
  std::string text = big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii) {
    text += big ? std::string{'\0', c} : std::string{c, '\0'};
  }
  return text;
}

std::string utf32(std::string_view ascii) {
  std::string text;
  for (const char c : ascii) text += std::string{c, '\0', '\0', '\0'};
  return text;
}

base::Result<LoadedFile> load_path(const std::string& path, const Limits& limits = {}) {
  auto bytes = read_bytes(path, limits);
  if (!bytes) return tl::unexpected(std::move(bytes).error());
  return load_file(*std::move(bytes), name_of(path));
}

}  // namespace

TEST_CASE("files are read in every encoding that exporters use") {
  Folder folder;
  struct Case {
    std::string name, content, encoding;
  };
  const std::string json = R"({"a":"b"})";
  const Case cases[] = {
      {"plain", json, "utf-8"},
      {"marked", "\xEF\xBB\xBF" + json, "utf-8-bom"},
      {"little", utf16(json, false), "utf-16le"},
      {"big", utf16(json, true), "utf-16be"},
      {"wide", std::string("\xFF\xFE\0\0", 4) + utf32(json), "utf-32le"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const auto path = folder.write(c.name + ".json", c.content);
      const auto file = load_path(path);
      REQUIRE(file);
      CHECK(file->path == path);
      CHECK(file->document.root().find("a").text() == "b");
      CHECK(base::name(file->encoding) == c.encoding);
      CHECK(file->filled.empty());
    }
  }
}

TEST_CASE("the digest is that of the bytes before they are decoded") {
  Folder folder;
  const auto file = load_path(folder.write("a.json", "[]"));
  REQUIRE(file);
  CHECK(file->sha256 == "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945");
  const auto marked = load_file(base::Buffer::copy_of("\xEF\xBB\xBF[]"), "x.zip/a.json");
  REQUIRE(marked);
  CHECK(marked->path == "x.zip/a.json");
  CHECK(marked->sha256 == "1b7a6afb58ce9d1ab0dd41e566d637dbc98647399002c198af5943c6f362a794");
}

TEST_CASE("missing values are filled when that makes the text valid") {
  Folder folder;
  const auto file = load_path(folder.write("a.json", R"({"a": ,"b":{"c":}})"));
  REQUIRE(file);
  CHECK(file->filled == std::vector<MissingValue>{{"/a", 1, "a"}, {"/b/c", 1, "c"}});
  CHECK(file->document.root().find("a").kind() == base::json::Kind::array);

  const auto hopeless = load_path(folder.write("b.json", "{\"a\": ,\"b\"}"));
  REQUIRE_FALSE(hopeless);
  CHECK(hopeless.error().kind == base::ErrorKind::malformed);
  REQUIRE(hopeless.error().position);
  CHECK(hopeless.error().position->line == 1);
  CHECK(hopeless.error().position->column == 7);
}

TEST_CASE("slips are repaired after all else failed, and told") {
  const auto file = load_file(base::Buffer::copy_of("WARNING: x\n[1,]"), "a.json");
  REQUIRE(file);
  CHECK(file->document.root().at(0).integer() == 1);
  REQUIRE(file->repairs.size() == 2);
  CHECK(file->banner == "WARNING: x");
  const auto sound = load_file(base::Buffer::copy_of("[1]"), "a.json");
  REQUIRE(sound);
  CHECK(sound->repairs.empty());
  const auto hopeless = load_file(base::Buffer::copy_of("[1,] x"), "a.json");
  REQUIRE_FALSE(hopeless);
  CHECK(base::render(hopeless.error()) ==
        "a.json:1:4: error: invalid JSON: unexpected ']', expected a value\n");
}

TEST_CASE("a file of blanks and a mark is blank") {
  for (const std::string_view bytes :
       {std::string_view(""), std::string_view("\xEF\xBB\xBF"),
        std::string_view("\xFF\xFE\r\0\n\0", 6), std::string_view(" \r\n")}) {
    CHECK(is_blank(bytes));
  }
  CHECK_FALSE(is_blank("[]"));
  CHECK_FALSE(is_blank("\xFF\xFE\xFF\xFE"));
}

TEST_CASE("standard input has a name of its own") {
  CHECK(name_of("-") == "standard input");
  CHECK(name_of("a/-") == "a/-");
}

TEST_CASE("what is no file is refused at once") {
  Folder folder;
  const auto fifo = (folder / "fifo.json").string();
  REQUIRE(mkfifo(fifo.c_str(), 0600) == 0);
  for (const std::string& path : {fifo, folder.path(), (folder / "absent.json").string()}) {
    const auto file = load_path(path);
    REQUIRE_FALSE(file);
    CHECK(file.error().kind == base::ErrorKind::unreadable);
  }
}

TEST_CASE("a file over the limit is not read") {
  Folder folder;
  const auto path = folder.write("a.json", "[1,2,3]");
  CHECK(load_path(path, {.file_bytes = 7}));
  const auto file = load_path(path, {.file_bytes = 6});
  REQUIRE_FALSE(file);
  CHECK(file.error().kind == base::ErrorKind::unreadable);
}
