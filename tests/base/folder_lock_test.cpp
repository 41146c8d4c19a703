#include "stance/base/folder_lock.hpp"

#include "scratch.hpp"
#include "stance/base/file.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <sys/wait.h>
#include <unistd.h>

using namespace stance::base;
using stance::base::testing::Scratch;

TEST_CASE("a folder is made, and only one at a time has it") {
  const Scratch scratch;
  const auto folder = scratch.path("a/b");
  {
    const auto lock = FolderLock::take(folder);
    REQUIRE(lock);
    const auto second = FolderLock::take(folder);
    REQUIRE_FALSE(second);
    CHECK(second.error().kind == ErrorKind::output);
    CHECK(second.error().message == "another run writes to '" + folder.string() + "'");
    CHECK(second.error().hint == "wait for it, or name another folder");
  }
  CHECK(FolderLock::take(folder));
}

TEST_CASE("a lock ends with the program that has it") {
  const Scratch scratch;
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(FolderLock::take(scratch.root()) ? 0 : 1);
  int status = 1;
  ::waitpid(child, &status, 0);
  CHECK(status == 0);
  CHECK(FolderLock::take(scratch.root()));
}

TEST_CASE("temporary files of a killed run go away, everything else stays") {
  Scratch scratch;
  for (const std::string name :
       {".stance-aB12cD", ".stance-", ".stance-1234567", "stance-123456"}) {
    scratch.write(name, "x");
  }
  std::filesystem::create_directory(scratch.path(".stance-folder"));
  std::filesystem::create_directory(scratch.path(".stance-abcdef"));
  REQUIRE(FolderLock::take(scratch.root()));
  std::set<std::string> left;
  for (const auto& entry : std::filesystem::directory_iterator(scratch.root())) {
    left.insert(entry.path().filename().string());
  }
  CHECK(left == std::set<std::string>{".stance-", ".stance-1234567", ".stance-abcdef",
                                      ".stance-folder", "stance-123456"});
}

TEST_CASE("a folder that cannot be is an error") {
  Scratch scratch;
  const std::string file = scratch.write("file", "x").string();
  const auto below = FolderLock::take(file + "/folder");
  REQUIRE_FALSE(below);
  CHECK(below.error().kind == ErrorKind::output);
  CHECK(below.error().message == "cannot create the folder '" + file + "/folder': Not a directory");
  const auto itself = FolderLock::take(file);
  REQUIRE_FALSE(itself);
  CHECK(itself.error().message == "cannot create the folder '" + file + "': Not a directory");
}
