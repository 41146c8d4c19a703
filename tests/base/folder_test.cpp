#include "descriptor.hpp"
#include "scratch.hpp"
#include "stance/base/file.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

using namespace stance::base;
using stance::base::testing::Scratch;

namespace {

// Names relative to the root of the scratch folder, which differs from run to run.
std::vector<std::string> names(const Scratch& scratch, const FolderListing& listing) {
  std::vector<std::string> out;
  for (const auto& file : listing.files) out.push_back(file.string());
  for (const std::string& reason : listing.passed_over) out.push_back(reason);
  for (std::string& name : out) {
    REQUIRE(name.starts_with(scratch.root() + "/"));
    name.erase(0, scratch.root().size() + 1);
  }
  return out;
}

std::string refusal_of(const std::filesystem::path& folder, const FolderLimits& limits = {}) {
  const auto listing = list_folder(folder, limits);
  if (listing) return "listed " + std::to_string(listing->files.size()) + " files";
  CHECK(listing.error().kind == ErrorKind::unreadable);
  return listing.error().message;
}

}  // namespace

TEST_CASE("a folder is listed with everything below it, in order of bytes") {
  Scratch scratch;
  for (const char* name :
       {"b.json", "a/z.json", "a/b/c.json", "a.json", "Z.json", "\xff", "é", ".x"}) {
    scratch.write(name, "");
  }
  std::filesystem::create_directory(scratch.path("empty"));
  const auto listing = list_folder(scratch.root());
  REQUIRE(listing);
  CHECK(names(scratch, *listing) == std::vector<std::string>{".x", "Z.json", "a.json", "a/b/c.json",
                                                             "a/z.json", "b.json", "é", "\xff"});
}

TEST_CASE("links out of the folder, to folders and in loops are passed over and named") {
  Scratch outside;
  Scratch scratch;
  outside.write("secret", "x");
  scratch.write("root/dir/a.json", "");
  const auto link = [&scratch](const std::filesystem::path& to, std::string_view name) {
    std::filesystem::create_symlink(to, scratch.path("root") / name);
  };
  link("dir/a.json", "inside");
  link("inside", "twice");
  link("../root/dir/a.json", "around");
  link(outside.path("secret"), "out");
  link("../../../../../../../../etc/passwd", "up");
  link("dir", "folder");
  link("..", "dir/parent");
  link("self", "self");
  link("pong", "ping");
  link("ping", "pong");
  link("nowhere", "dangling");
  link("fifo", "pipe");
  REQUIRE(::mkfifo(scratch.path("root/fifo").c_str(), 0600) == 0);

  const auto listing = list_folder(scratch.path("root"));
  REQUIRE(listing);
  CHECK(names(scratch, *listing) ==
        std::vector<std::string>{
            "root/around", "root/dir/a.json", "root/inside", "root/twice",
            "root/dangling: a link that leads nowhere", "root/dir/parent: a link to a folder",
            "root/fifo: a FIFO", "root/folder: a link to a folder",
            "root/out: a link that leaves the folder", "root/ping: a loop of links",
            "root/pipe: a link to a FIFO", "root/pong: a loop of links",
            "root/self: a loop of links", "root/up: a link that leaves the folder"});
}

TEST_CASE("a neighbour whose name begins alike is outside") {
  Scratch scratch;
  scratch.write("root2/secret", "");
  std::filesystem::create_directory(scratch.path("root"));
  std::filesystem::create_symlink("../root2/secret", scratch.path("root/link"));
  const auto listing = list_folder(scratch.path("root"));
  REQUIRE(listing);
  CHECK(names(scratch, *listing) ==
        std::vector<std::string>{"root/link: a link that leaves the folder"});
}

TEST_CASE("the folder itself may be a link") {
  Scratch scratch;
  scratch.write("real/a.json", "");
  std::filesystem::create_symlink("a.json", scratch.path("real/b.json"));
  std::filesystem::create_directory_symlink("real", scratch.path("link"));
  const auto listing = list_folder(scratch.path("link"));
  REQUIRE(listing);
  CHECK(names(scratch, *listing) == std::vector<std::string>{"link/a.json", "link/b.json"});
}

TEST_CASE("what is no folder cannot be listed") {
  Scratch scratch;
  const auto file = scratch.write("a.json", "");
  const auto missing = scratch.path("missing");
  CHECK(refusal_of(file) == "'" + file.string() + "' is a file, expected a folder");
  CHECK(refusal_of(missing) == "cannot open '" + missing.string() + "': No such file or directory");
  CHECK(refusal_of("/dev/null") == "'/dev/null' is a device, expected a folder");
}

TEST_CASE("folders without permission are named, or an error when they are the root") {
  if (::geteuid() == 0) return;  // root may read everything
  Scratch scratch;
  scratch.write("locked/a.json", "");
  const auto locked = scratch.path("locked");
  REQUIRE(::chmod(locked.c_str(), 0) == 0);
  const auto listing = list_folder(scratch.root());
  REQUIRE(listing);
  CHECK(names(scratch, *listing) ==
        std::vector<std::string>{"locked: cannot be opened: Permission denied"});
  CHECK(refusal_of(locked) == "cannot open '" + locked.string() + "': Permission denied");
  ::chmod(locked.c_str(), 0700);
}

TEST_CASE("limits hold for files, folders and depth") {
  Scratch scratch;
  for (const char* name : {"a", "b", "c/d/e"}) scratch.write(name, "");
  const std::string root = "'" + scratch.root() + "'";
  CHECK(refusal_of(scratch.root(), {.files = 3, .depth = 2}) == "listed 3 files");
  CHECK(refusal_of(scratch.root(), {.files = 2}) == root + " holds more than 2 files");
  CHECK(refusal_of(scratch.root(), {.files = 0}) == root + " holds more than 0 files");
  CHECK(refusal_of(scratch.root(), {.depth = 1}) ==
        "'" + scratch.path("c/d").string() + "' is nested deeper than 1 folders");

  std::filesystem::remove(scratch.path("a"));
  std::filesystem::create_directory(scratch.path("c/f"));
  CHECK(refusal_of(scratch.root(), {.files = 2}) == root + " holds more than 2 files");
}

TEST_CASE("every kind of file has a name") {
  CHECK(std::string(kind_of_file(S_IFREG)) == "a file");
  CHECK(std::string(kind_of_file(S_IFDIR)) == "a folder");
  CHECK(std::string(kind_of_file(S_IFLNK)) == "a link");
  CHECK(std::string(kind_of_file(S_IFIFO)) == "a FIFO");
  CHECK(std::string(kind_of_file(S_IFSOCK)) == "a socket");
  CHECK(std::string(kind_of_file(S_IFCHR)) == "a device");
}
