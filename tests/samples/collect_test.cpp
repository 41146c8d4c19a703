#include "program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace stance::samples;

namespace {

constexpr std::string_view catalog = R"(catalog: {name: test, version: 1.0.0}
categories: [identity]
frameworks: {scuba: SCuBA}
datasets:
  demo.things:
    title: Things
    product: Demo
    key: id
    sources:
      graph: {context: things, request: "v1.0/things?$filter=a eq 'b'", scopes: [Things.Read.All]}
    fields: {id: string, good: bool}
  demo.parts:
    title: Parts
    product: Demo
    sources: {graph: {context: wholes, request: v1.0/wholes, at: /parts}}
    fields: {id: string}
  demo.others:
    title: Others
    product: Demo
    sources: {graph: {context: others, request: v1.0/others}}
    fields: {id: string}
  demo.far:
    title: Far
    product: Demo
    key: id
    sources: {graph: {context: far, request: v1.0/far}}
    fields: {id: string}
  demo.boxes:
    title: Boxes
    product: Demo
    collect: Get-Box -Filter "name eq 'it'"
    sources: {powershell: {commands: [Get-Box], session: exchange}}
    fields: {id: string}
)";

constexpr std::string_view control = R"(id: demo.one
revision: 1
title: Title
category: identity
product: Demo
points: 4
cost: low
user_impact: low
threats: [accountBreach]
description: d
rationale: r
steps: [s]
user_effect: u
let:
  others: demo.parts.size() + demo.others.size() + demo.far.size() + demo.boxes.size()
check:
  each: {in: demo.things, as: t, pass: t.good && others > 0, empty: unmet}
)";

// Answers as Microsoft Graph does: a page that links to another, an error, nothing at all.
constexpr std::string_view curl = R"sh(#!/bin/sh
for word; do
  case $last in -o) file=$word ;; -H) header=$word ;; esac
  last=$word
done
[ "$header" = 'Authorization: Bearer secret' ] || exit 9
h=https://graph.microsoft.com/v1.0
case $word in
"$h/things?\$filter=a%20eq%20'b'") cat >"$file" <<END
{"@odata.context":"$h/\$metadata#things","@odata.nextLink":"https:\/\/graph.microsoft.com\/v1.0\/things?a=1\u0026b=2",
 "value":[{"id":"1","good":true,"x":"\\"@odata.nextLink\\":\\"$h/no\\""}]}
END
;;
"$h/things?a=1&b=2")
  printf '{"@odata.context":"%s/$metadata#things","value":[{"id":"2","good":true}]}' "$h" >"$file" ;;
"$h/wholes") echo '{"error":{"code":"Forbidden","message":"no","innerError":{}}}' >"$file" ;;
"$h/far")
  printf '{"@odata.context":"%s/$metadata#far","@odata.nextLink":"https://example.org/far","value":[]}' \
    "$h" >"$file" ;;
*) exit 6 ;;
esac
)sh";

fs::path workshop() {
  fs::path folder = scratch("collect");
  write(folder / "rules/catalog.yaml", catalog);
  write(folder / "rules/controls/demo/one.yaml", control);
  write(folder / "bin/curl", curl);
  fs::permissions(folder / "bin/curl", fs::perms::owner_all);
  return folder;
}

const std::string print = "stance inspect --missing --catalog rules --as ";

}  // namespace

TEST_CASE("the shell collects what stance reads") {
  const fs::path folder = workshop();
  REQUIRE(run_line(folder, print + "curl >collect.sh").code == 0);
  CHECK(run_line(folder, "sh -n collect.sh").err.empty());
  const Ran ran = run_line(folder, "PATH=$PWD/bin:$PATH TOKEN=secret sh collect.sh out");
  CHECK(ran.code == 0);
  CHECK(ran.err ==
        "demo.far\n"
        "demo.far: the next page is on another host: https://example.org/far\n"
        "demo.others\ndemo.parts\ndemo.things\nSaved in out\n");
  const Ran found = run_line(folder, "stance inspect out --catalog rules --format json");
  CHECK(found.code == 0);
  const auto document = nlohmann::json::parse(found.out);
  std::string states;
  for (const auto& dataset : document["datasets"]) {
    states += dataset["name"].get<std::string>() + " " + dataset["state"].get<std::string>() +
              (dataset["open"] == true ? " open " : " ") + dataset["count"].dump() + "\n";
  }
  CHECK(states ==
        "demo.boxes not_collected 0\ndemo.far empty open 0\ndemo.others failed 0\n"
        "demo.parts failed 0\ndemo.things present 2\n");
}

TEST_CASE("the shell script needs a token and a new folder") {
  const fs::path folder = workshop();
  REQUIRE(run_line(folder, print + "curl >collect.sh").code == 0);
  CHECK(run_line(folder, "sh collect.sh out").code != 0);
  CHECK_FALSE(fs::exists(folder / "out"));
  CHECK(run_line(folder, "TOKEN=t sh collect.sh bin").code == 1);
}

TEST_CASE("a catalog cannot put lines into a script") {
  const fs::path folder = workshop();
  write(
      folder / "more/datasets/things.yaml",
      "datasets:\n  demo.things:\n    title: T\n    product: Demo\n    key: id\n"
      "    sources: {graph: {request: \"v1.0/a\\nrm x\"}}\n    fields: {id: string, good: bool}\n");
  for (const std::string language : {"curl", "powershell"}) {
    const Ran ran = run_line(folder, print + language + " --catalog +more");
    CHECK(ran.code == 4);
    CHECK(ran.out.empty());
    CHECK(ran.err ==
          "stance: error: the request of dataset 'demo.things' cannot stand in a script\n"
          "hint: printable ASCII characters only; correct the dataset in the catalog\n");
  }
}

TEST_CASE("PowerShell can parse its script") {
  const fs::path folder = workshop();
  REQUIRE(run_line(folder, print + "powershell >collect.ps1").code == 0);
  if (run_line(folder, "command -v pwsh").code != 0) {
    WARN("skipped: pwsh is not installed");
    return;
  }
  const Ran ran = run_line(
      folder,
      "HOME=$PWD pwsh -NoProfile -Command '$errors = $null;"
      " [void][System.Management.Automation.Language.Parser]::ParseFile("
      "\"$PWD/collect.ps1\", [ref]$null, [ref]$errors); $errors | ForEach-Object { \"$_\" }'");
  CHECK(ran.code == 0);
  CHECK(ran.out.empty());
}
