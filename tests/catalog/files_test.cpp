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

TEST_CASE("a damaged built-in catalog is reported") {
  for (const std::string_view text :
       {"", "{}", "{}\n", "{\"stance_catalog\":1,\"files\":[[\"a\",\"b\",99]]}\nx\n",
        "{\"stance_catalog\":1,\"files\":[[\"a\",\"b\",1,[],[1],99]]}\nx\ny\n",
        "{\"stance_catalog\":1,\"files\":[[\"a\",\"b\",-1]]}\nx\n",
        "{\"stance_catalog\":1,\"files\":[3]}\n", "{\"stance_catalog\":1,\"files\":["}) {
    DYNAMIC_SECTION(text) {
      base::Diagnostics problems;
      static_cast<void>(read_built_in(text, problems));
      CHECK(testing::rendered(problems) == "error: the built-in catalog is damaged\n");
    }
  }
}

TEST_CASE("files survive being written and read as built-in catalog") {
  const testing::Folder folder(testing::small_catalog());
  base::Diagnostics problems;
  CatalogFiles files = read_folder(folder.path(), 1, problems);
  files.front()->datasets.reset();
  for (auto& file : files) {
    if (file->path.starts_with("controls/")) file->datasets = {{"test.users"}};
  }
  const std::string text = write_built_in(files);
  const BuiltIn built_in = read_built_in(text, problems);
  CHECK(testing::rendered(problems) == "");
  REQUIRE(built_in.files.size() == files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    CHECK(built_in.files[i]->path == files[i]->path);
    CHECK(built_in.files[i]->sha256 == files[i]->sha256);
    CHECK(built_in.files[i]->json == files[i]->json);
    CHECK(built_in.files[i]->datasets == files[i]->datasets);
    CHECK(static_cast<bool>(built_in.files[i]->head) == files[i]->datasets.has_value());
  }
  const auto control = std::ranges::find(built_in.files, "controls/test/users.yaml",
                                         [](const auto& file) { return file->path; });
  REQUIRE(control != built_in.files.end());
  CHECK((*control)->head.find("title").text() == "Users are active");
  CHECK((*control)->head.find("title").line() == 3);
  CHECK_FALSE((*control)->head.find("check"));
  CHECK((*control)->root().find("check"));
}
