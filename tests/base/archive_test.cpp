#include "stance/base/archive.hpp"

#include "stance/base/error.hpp"
#include "zip_bytes.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <sys/stat.h>
#include <vector>

using namespace stance::base;
using namespace stance::base::testing;

namespace {

// The message and hint of the error, or every entry and what is said of it.
std::string show(std::string_view bytes, const ArchiveLimits& limits = {}) {
  auto archive = Archive::open(Buffer::copy_of(bytes), "x.zip", limits);
  if (!archive) return render(archive.error());
  std::string text;
  for (std::size_t i = 0; i < archive->entries().size(); ++i) {
    const ArchiveEntry& entry = archive->entries()[i];
    text += entry.name + " " + std::to_string(entry.size) + ": ";
    const auto content = archive->read(i);
    text += content ? std::string(content->view()) + "\n" : render(content.error());
  }
  for (const std::string& reason : archive->passed_over()) text += reason + "\n";
  return text;
}

std::string show(const std::vector<ZipFile>& files, const ArchiveLimits& limits = {}) {
  return show(zip_of(files), limits);
}

const std::string unpack = "\nhint: unpack the archive and give the folder\n";
const std::string again = "\nhint: copy or download the archive again\n";
const std::string broken_list = "error: 'x.zip' is a damaged archive: the list of its files is ";

}  // namespace

TEST_CASE("an archive is known by its first bytes") {
  CHECK(is_archive(zip_of({{"a", "x"}})));
  CHECK(is_archive(zip_of({})));
  for (const char* text : {"", "PK", "PK\1\2", "PK\7\x8", "{}", " PK\3\4", "\x1f\x8b"}) {
    CHECK_FALSE(is_archive(text));
    CHECK(show(text) == "error: 'x.zip' is no zip archive" + again);
  }
}

TEST_CASE("the files of an archive are read in the order of their bytes") {
  CHECK(show({{"b.json", "[2]"},
              {"a/z.json", "[1]"},
              {"a/", ""},
              {"empty", ""},
              thousand_letters("a.json"),
              {"\xff", "y"}}) == "a.json 1000: " + std::string(1000, 'a') +
                                     "\na/z.json 3: [1]\nb.json 3: [2]\nempty 0: \n\xff 1: y\n");
  CHECK(show(zip_of({})).empty());
}

TEST_CASE("an entry may be read again, after others and after damage") {
  auto archive = Archive::open(
      Buffer::copy_of(zip_of({{"a", "A"}, {.name = "b", .content = "B", .checksum = 1}})), "x");
  REQUIRE(archive);
  for (int i = 0; i < 3; ++i) {
    CHECK_FALSE(archive->read(1));
    CHECK(archive->read(0)->view() == "A");
  }
}

TEST_CASE("what stands behind the text of an entry is zero") {
  auto archive = Archive::open(Buffer::copy_of(zip_of({thousand_letters("a")})), "x");
  REQUIRE(archive);
  auto content = archive->read(0);
  REQUIRE(content);
  CHECK(std::string_view(content->data() + 1000, Buffer::padding) ==
        std::string(Buffer::padding, '\0'));
}

TEST_CASE("names are brought into one form") {
  CHECK(show({{"a\\b.json", "1"}, {"./c//d.json", "2"}, {"folder\\", ""}, {"...", "3"}}) ==
        "... 1: 3\na/b.json 1: 1\nc/d.json 1: 2\n");
}

TEST_CASE("names that no file below a folder could have are passed over") {
  struct Case {
    std::string name, expected;
  };
  const std::string leaves = ": a path that leaves the archive\n";
  const std::string control = ": a name with control characters\n";
  const Case cases[] = {
      {"../x", "x.zip/../x" + leaves},
      {"a/../../x", "x.zip/a/../../x" + leaves},
      {"..\\x", "x.zip/../x" + leaves},
      {"a/..", "x.zip/a/.." + leaves},
      {"..", "x.zip/.." + leaves},
      {"/etc/passwd", "x.zip//etc/passwd" + leaves},
      {"\\\\host\\x", "x.zip//host/x" + leaves},
      {"C:\\x", "x.zip/C:/x" + leaves},
      {"a\nb", "x.zip/a\nb" + control},
      {std::string("a\0b", 3), std::string("x.zip/a\0b", 9) + control},
      {"a\x7f", "x.zip/a\x7f" + control},
      {"", "x.zip/: an empty name\n"},
      {".", "x.zip/: an empty name\n"},
      {std::string(1025, 'n'), "x.zip: a name of 1025 bytes\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(show({{c.name, "1"}, {"ok", "2"}}) == "ok 1: 2\n" + c.expected);
    }
  }
  const std::string longest(1024, 'n');
  CHECK(show({{longest, "1"}}) == longest + " 1: 1\n");
}

TEST_CASE("links and other things that are no files are passed over") {
  CHECK(show({{.name = "link", .content = "/etc/passwd", .mode = S_IFLNK | 0777},
              {.name = "fifo", .content = "", .mode = S_IFIFO},
              {.name = "folder", .content = "", .mode = S_IFDIR | 0755},
              {.name = "file", .content = "1", .mode = S_IFREG | 0644}}) ==
        "file 1: 1\nx.zip/fifo: a FIFO\nx.zip/folder: a folder\nx.zip/link: a link\n");
}

TEST_CASE("of entries with one name none is chosen") {
  CHECK(show({{"a", "1"}, {"b", "2"}, {"./a", "3"}}) ==
        "a 1: error: 'x.zip/a' is 2 times in the archive\n"
        "hint: unpack the archive, keep one of them, and give the folder\n"
        "b 1: 2\n");
}

TEST_CASE("entries that need more than deflate are named") {
  CHECK(show({{.name = "a", .content = "1", .flags = 1}}) ==
        "a 1: error: 'x.zip/a' is encrypted" + unpack);
  CHECK(show({{.name = "a", .content = "1", .method = 9}}) ==
        "a 1: error: 'x.zip/a' is packed by method 9, expected 0 or 8" + unpack);
}

TEST_CASE("entries that are not what they claim are damaged") {
  struct Case {
    std::string name, expected;
    ZipFile file;
  };
  const Case cases[] = {
      {"checksum",
       "a 1: error: 'x.zip/a' is damaged: its checksum is wrong",
       {.name = "a", .content = "1", .checksum = 5}},
      {"larger than its content",
       "a 4: error: 'x.zip/a' is damaged: it ends after 1 of 4 bytes",
       {.name = "a", .content = "1", .size = 4}},
      {"smaller than its content",
       "a 2: error: 'x.zip/a' is damaged: its checksum is wrong",
       {.name = "a", .content = "123", .size = 2}},
      {"no deflate",
       "a 9: error: 'x.zip/a' is damaged: it cannot be unpacked",
       {.name = "a", .content = "\xff\xff\xff", .method = deflate, .size = 9}},
      {"cut off",
       "a 1000: error: 'x.zip/a' is damaged: it cannot be unpacked",
       {.name = "a",
        .content = thousand_letters("").content.substr(0, 5),
        .method = deflate,
        .size = 1000}},
      {"two descriptions",
       "a 1: error: 'x.zip/a' is damaged: the archive describes it in two ways",
       {.name = "a", .content = "1", .name_before_content = "other"}},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(show({c.file}) == c.expected + again); }
  }
}

TEST_CASE("an archive that ends anywhere is an error or says what is damaged") {
  const std::string whole = zip_of({{"a", "[1]"}, thousand_letters("b")});
  for (std::size_t size = 4; size < whole.size(); ++size) {
    CHECK(show(whole.substr(0, size)) == broken_list + "missing" + again);
  }
}

TEST_CASE("an archive with any byte changed is read or refused") {
  const std::string whole = zip64_of({{"a", "[1]"}});
  for (std::size_t at = 4; at < whole.size(); ++at) {
    for (const char byte : {'\0', '\1', '\x7f', '\xff'}) {
      std::string changed = whole;
      changed[at] = byte;
      const std::string shown = show(changed);
      CHECK((shown.find("x.zip") != shown.npos || shown.ends_with(" 3: [1]\n")));
    }
  }
}

TEST_CASE("a list that holds more or less than it claims is damaged") {
  const std::vector<ZipFile> files = {{"a", "1"}, {"b", "2"}, {"c", "3"}};
  for (const std::uint64_t claimed : {0U, 1U, 2U, 4U, 65'534U}) {
    CHECK(show(zip_of(files, claimed)) == broken_list + "broken" + again);
  }
  CHECK(show(zip_of(files, 65'535)) == "a 1: 1\nb 1: 2\nc 1: 3\n");
}

TEST_CASE("the form for many files is read, that for large ones is named") {
  CHECK(show(zip64_of({{"a", "[1]"}, thousand_letters("b")})) ==
        "a 3: [1]\nb 1000: " + std::string(1000, 'a') + "\n");
  CHECK(show({{.name = "a", .content = "[1]", .zip64 = true}, {"b", "2"}}) ==
        "a 0: error: 'x.zip/a' is packed in the form for more than 4 GiB" + unpack + "b 1: 2\n");
}

TEST_CASE("limits hold for files and for what they unpack to") {
  CHECK(show({{"a", "1"}, {"b", "2"}}, {.entries = 2}) == "a 1: 1\nb 1: 2\n");
  CHECK(show({{"a", "1"}, {"b", "2"}, {"c/", ""}}, {.entries = 2}) ==
        "error: 'x.zip' holds more than 2 files" + unpack);
  CHECK(show({{"a", "12"}, {"b", "3"}}, {.unpacked_bytes = 3}) == "a 2: 12\nb 1: 3\n");
  CHECK(show({{"a", "12"}, {"b", "34"}}, {.unpacked_bytes = 3}) ==
        "error: 'x.zip' unpacks to more than 3 bytes" + unpack);

  const std::string a(1000, 'a');
  CHECK(show({thousand_letters("a")}, {.ratio = 10, .small_bytes = 1000}) == "a 1000: " + a + "\n");
  CHECK(show({thousand_letters("a")}, {.ratio = 10, .small_bytes = 881}) == "a 1000: " + a + "\n");
  CHECK(show({thousand_letters("a")}, {.ratio = 10, .small_bytes = 880}) ==
        "a 1000: error: 'x.zip/a' unpacks from 11 bytes to 1000, the limit is 10 to 1" + unpack);
}

TEST_CASE("sizes that no memory has are refused before anything is unpacked") {
  ZipFile lie = thousand_letters("a");
  lie.size = 0x7fffffff;
  CHECK(
      show({lie}) ==
      "a 2147483647: error: 'x.zip/a' unpacks from 11 bytes to 2147483647, the limit is 200 to 1" +
          unpack);
  ZipFile more = lie;
  more.name = "b";
  CHECK(show({lie, more}) == "error: 'x.zip' unpacks to more than 2147483648 bytes" + unpack);
}
