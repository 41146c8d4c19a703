#include "files.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;

TEST_CASE("files of a folder are read by path") {
  const testing::Folder folder(
      testing::Texts{{"b.yaml", "x: 1\n"}, {"a/c.yaml", "y: 2\n"}, {"n.txt", "-"}});
  base::Diagnostics problems;
  const CatalogFiles files = read_folder(folder.path(), 1, problems);
  CHECK(folder.rendered(problems) == "");
  REQUIRE(files.size() == 2);
  CHECK(files[0]->path == "a/c.yaml");
  CHECK(files[0]->root().find("y").text() == "2");
  CHECK(files[0]->sha256.size() == 64);
  CHECK(files[1]->path == "b.yaml");
  CHECK(files[1]->origin == 1);
}

TEST_CASE("all files are read, whatever is wrong with some") {
  const testing::Folder folder(testing::Texts{
      {"a.yaml", "x: [\n"}, {"b.yaml", "\xef\xbb\xbfy: 1\ny: 2\n"}, {"c.yml", "z: 1\n"}});
  std::filesystem::create_symlink("/etc", folder.path() / "d.yaml");
  base::Diagnostics problems;
  CHECK(read_folder(folder.path(), 1, problems).empty());
  CHECK(folder.rendered(problems) ==
        "rules: warning: passed over rules/d.yaml: a link that leaves the folder [ignored-file]\n"
        "rules/a.yaml:1:4: error: no valid YAML: end of sequence flow not found [yaml-syntax]\n"
        "  x: [\n     ^\n"
        "rules/b.yaml:2:1: error: duplicate key 'y' [duplicate-key]\n"
        "  y: 2\n  ^\nhint: the first one is in line 1\n"
        "rules/c.yml: warning: the file is not read [ignored-file]\n"
        "hint: name it .yaml\n");
}

TEST_CASE("a folder must be there and hold something") {
  const testing::Folder folder(testing::Texts{{"a.txt", ""}});
  base::Diagnostics problems;
  CHECK(read_folder(folder.path(), 1, problems).empty());
  CHECK(folder.rendered(problems) ==
        "rules: error: the folder holds no catalog: there is no .yaml file in it "
        "[missing-catalog]\n");
  base::Diagnostics more;
  CHECK(read_folder(folder.path() / "none", 1, more).empty());
  CHECK(folder.rendered(more) ==
        "rules/none: error: cannot open 'rules/none': No such file or directory\n");
}

TEST_CASE("files are limited in size") {
  const testing::Folder folder(
      testing::Texts{{"a.yaml", "x: '" + std::string(1 << 20, 'y') + "'\n"}});
  base::Diagnostics problems;
  CHECK(read_folder(folder.path(), 1, problems).empty());
  CHECK(problems.errors() == 1);
}
