#include "members.hpp"

#include "fixture.hpp"

using namespace stance;
using namespace stance::app;
using namespace stance::app::test;

namespace {

using Names = std::vector<std::pair<std::string, std::string>>;

// Names and paths, these from `folder` on.
Names found(const std::string& path, const std::string& folder, base::Diagnostics& problems) {
  const auto members = read_members(path, problems);
  REQUIRE(members);
  Names names;
  for (const Member& member : *members) {
    CHECK(member.path.starts_with(folder));
    names.emplace_back(member.name, member.path.substr(folder.size()));
  }
  return names;
}

base::Error refused(const std::string& path) {
  base::Diagnostics problems;
  const auto members = read_members(path, problems);
  REQUIRE_FALSE(members);
  return members.error();
}

}  // namespace

TEST_CASE("folders and archives directly below a folder are tenants, by name") {
  const Folder folder;
  folder.write("fleet/beta/deep/x.json", "");
  folder.write("fleet/alpha.zip", "");
  folder.write("fleet/Gamma.ZIP", "");
  folder.write("fleet/.hidden/x.json", "");
  folder.write("fleet/notes.txt", "");
  std::filesystem::create_directory_symlink(folder.path("rules"), folder.path("fleet/link"));
  base::Diagnostics problems;
  const std::string root = folder.path("fleet") + "/";
  CHECK(found(folder.path("fleet"), root, problems) ==
        Names{{"Gamma", "Gamma.ZIP"}, {"alpha", "alpha.zip"}, {"beta", "beta"}});
  problems.sort();
  REQUIRE(problems.all().size() == 3);
  CHECK(problems.errors() == 0);
  CHECK(problems.all()[0].message == "passed over " + root + ".hidden: hidden");
  CHECK(problems.all()[1].message == "passed over " + root + "link: a link");
  CHECK(problems.all()[2].message ==
        "passed over " + root + "notes.txt: neither a folder nor a .zip archive");
}

TEST_CASE("a list has paths from its own folder, with names where somebody gives them") {
  const Folder folder;
  folder.write("lists/all.txt",
               "# our tenants\n\nalpha/2026\r\n  fabrikam = ../beta/export.zip \n"
               "/srv/gamma/\n#delta\nepsilon.zip");
  base::Diagnostics problems;
  const auto members = read_members(folder.path("lists/all.txt"), problems);
  REQUIRE(members);
  Names names;
  for (const Member& member : *members) names.emplace_back(member.name, member.path);
  const std::string root = folder.path("lists") + "/";
  CHECK(names == Names{{"2026", root + "alpha/2026"},
                       {"fabrikam", root + "../beta/export.zip"},
                       {"gamma", "/srv/gamma/"},
                       {"epsilon", root + "epsilon.zip"}});
  CHECK(problems.all().empty());
}

TEST_CASE("a folder with names that no result can have still has its other tenants") {
  const Folder folder;
  folder.write("fleet/a/x.json", "");
  folder.write("fleet/a.zip", "");
  folder.write("fleet/b\xfc/x.json", "");
  folder.write("fleet/c/x.json", "");
  base::Diagnostics problems;
  const auto members = read_members(folder.path("fleet"), problems);
  REQUIRE(members);
  REQUIRE(members->size() == 4);
  CHECK(members->at(0).error.empty());
  CHECK(members->at(1).name == "a");
  CHECK(members->at(1).error == "two tenants are called 'a': '" + folder.path("fleet/a") +
                                    "' and '" + folder.path("fleet/a.zip") + "'");
  CHECK(members->at(2).name == "b\xEF\xBF\xBD");
  CHECK(members->at(2).error == "'b\xEF\xBF\xBD' cannot be the name of a tenant and of its result");
  CHECK(members->at(3).error.empty());
}

TEST_CASE("a path that would mean standard input is a file") {
  const Folder folder;
  folder.write("list.txt", "x = -\n");
  base::Diagnostics problems;
  const auto members = read_members(folder.path("list.txt"), problems);
  REQUIRE(members);
  CHECK(members->front().path == "./-");
}

TEST_CASE("what is no fleet is an error") {
  struct Case {
    std::string text;
    base::ErrorKind kind;
    std::string message;  // with @ for the path
    std::string hint;
  };
  const std::string hint =
      "give a folder of exports, or a text file with the path of an export on each line";
  const std::string name_it = "name it: NAME = PATH";
  const std::vector<Case> cases = {
      {"", base::ErrorKind::unrecognised, "'@' lists no tenant", hint},
      {"# nothing\n", base::ErrorKind::unrecognised, "'@' lists no tenant", hint},
      {"{\"a\": 1}", base::ErrorKind::unrecognised, "'@' is no list of exports", hint},
      {"[\n]", base::ErrorKind::unrecognised, "'@' is no list of exports", hint},
      {std::string("PK\0", 3), base::ErrorKind::unrecognised, "'@' is no list of exports", hint},
      {"\xff\n", base::ErrorKind::unrecognised, "'@' is no list of exports", hint},
      {"x = a\nx = b\n", base::ErrorKind::usage, "two tenants are called 'x': '@/a' and '@/b'",
       name_it},
      {"a/export\nb/export\n", base::ErrorKind::usage,
       "two tenants are called 'export': '@/a/export' and '@/b/export'", name_it},
      {"a/b = c\n", base::ErrorKind::usage,
       "'a/b' cannot be the name of a tenant and of its result", name_it},
      {"..\n", base::ErrorKind::usage, "'..' cannot be the name of a tenant and of its result",
       name_it},
      {"/\n", base::ErrorKind::usage, "'' cannot be the name of a tenant and of its result",
       name_it},
      {std::string(201, 'x') + "\n", base::ErrorKind::usage,
       "'" + std::string(201, 'x') + "' cannot be the name of a tenant and of its result", name_it},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) {
      const Folder folder;
      folder.write("list.txt", c.text);
      const base::Error error = refused(folder.path("list.txt"));
      std::string message = c.message;
      for (const auto& [mark, text] :
           {std::pair("@/", folder.path("")), std::pair("@", folder.path("list.txt"))}) {
        for (std::size_t at = 0; (at = message.find(mark, at)) != message.npos; at += text.size()) {
          message.replace(at, std::string_view(mark).size(), text);
        }
      }
      CHECK(error.kind == c.kind);
      CHECK(error.message == message);
      CHECK(error.hint == c.hint);
    }
  }
  const Folder folder;
  folder.write("fleet/notes.txt", "");
  const base::Error empty = refused(folder.path("fleet"));
  CHECK(empty.kind == base::ErrorKind::unrecognised);
  CHECK(empty.message == "'" + folder.path("fleet") + "' holds no tenant");
  CHECK(empty.hint == "each folder and each .zip archive directly below it is a tenant");
  CHECK(refused(folder.path("absent")).message ==
        "cannot open '" + folder.path("absent") + "': No such file or directory");
}
