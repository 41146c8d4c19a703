#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <regex>
#include <set>

using namespace stance::cli;

namespace {

std::set<std::string> files_in(const std::string& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

// Targets of "[text](target)"; addresses stand in angle brackets.
std::vector<std::string> links_of(const std::string& text) {
  static const std::regex link(R"(\]\(([^)]*)\))");
  std::vector<std::string> out;
  for (std::sregex_iterator at(text.begin(), text.end(), link), end; at != end; ++at) {
    // What is escaped is text.
    if (at->position() > 0 && text[static_cast<std::size_t>(at->position()) - 1] == '\\') continue;
    out.push_back((*at)[1]);
  }
  return out;
}

}  // namespace

TEST_CASE("the pages of a catalog") {
  const Scratch scratch;
  scratch.write("docs/mine.md", "Mine.\n");
  const Called called =
      call({"catalog", "docs", "--catalog", "@catalog", "--output", scratch.file("docs")});
  CHECK(called.code == 0);
  CHECK(called.err.empty());
  CHECK(called.out == "4 pages in " + scratch.file("docs") + "\n");
  CHECK(files_in(scratch.file("docs")) ==
        std::set<std::string>{"entra.restrict-invites.md", "entra.review-administrators.md",
                              "exchange.enable-auditing.md", "index.md", "mine.md"});
  CHECK(scratch.text_of("docs/mine.md") == "Mine.\n");
  CHECK(scratch.text_of("docs/entra.restrict-invites.md") ==
        R"(# Let only administrators invite guests

`entra.restrict-invites` · [All controls](index.md)

| Property | Value |
| --- | --- |
| Category | Identity |
| Product | Microsoft Entra ID |
| Points | 4 (medium severity) |
| Cost | low |
| User impact | moderate |
| Protects against | data exfiltration |
| Revision | 1 |

## What it asks

Only people with the Guest Inviter role may invite guests.

## Why

A guest that anybody invited is a guest that nobody knows.

## How to do it

1. Set the guest invite restrictions to administrators.

## How users are affected

Others ask an inviter.

## What is checked

- Authorization policy: allowInvitesFrom is adminsAndGuestInviters or none

## What it reads

| Dataset | What it is | Collected by | Permissions |
| --- | --- | --- | --- |
| `entra.authorizationPolicy` | Authorization policy | Get-MgBetaPolicyAuthorizationPolicy |  |

## Tests

- administrators only
- everyone
- not collected

## Compliance

| Framework | Ids |
| --- | --- |
| scuba | MS.AAD.8.2v1 |
)");
}

TEST_CASE("every link between the pages of the built-in catalog leads somewhere") {
  const Scratch scratch;
  const std::string folder = scratch.file("a/b");
  REQUIRE(call({"catalog", "docs", "-o", folder}).code == 0);
  const std::set<std::string> files = files_in(folder);
  CHECK(files.size() > 40);
  std::set<std::string> linked;
  for (const std::string& file : files) {
    for (const std::string& link : links_of(scratch.text_of("a/b/" + file))) {
      CAPTURE(file, link);
      CHECK(files.contains(link));
      linked.insert(link);
    }
  }
  CHECK(linked == files);
}

TEST_CASE("the same catalog gives the same pages") {
  const Scratch scratch;
  REQUIRE(call({"catalog", "docs", "-o", scratch.file("a")}).code == 0);
  REQUIRE(call({"catalog", "docs", "-o", scratch.file("b")}).code == 0);
  for (const std::string& file : files_in(scratch.file("a"))) {
    CHECK(scratch.text_of("a/" + file) == scratch.text_of("b/" + file));
  }
}

TEST_CASE("pages need a folder that can be written to") {
  const Called none = call({"catalog", "docs"});
  CHECK(none.code == 2);
  CHECK(none.err ==
        "stance: error: 'stance catalog docs' needs a folder to write to\n"
        "hint: stance catalog docs --output DIR\n");
  const Scratch scratch;
  scratch.write("file", "");
  const Called blocked = call({"catalog", "docs", "-o", scratch.file("file/docs")});
  CHECK(blocked.code == 2);
  CHECK(blocked.err == "stance: error: cannot create the folder '" + scratch.file("file/docs") +
                           "': Not a directory\n");
  std::filesystem::create_directories(scratch.file("taken/index.md"));
  const Called taken = call({"catalog", "docs", "-o", scratch.file("taken")});
  CHECK(taken.code == 2);
  CHECK(taken.err ==
        "stance: error: '" + scratch.file("taken/index.md") + "' is a folder, expected a file\n");
  CHECK(call({"catalog", "docs", "--catalog", "@broken", "-o", scratch.file("x")}).code == 4);
}
