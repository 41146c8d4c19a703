#include "program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>

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
  dns.spf:
    title: SPF records
    product: Demo
    key: domain
    sources:
      powershell: {commands: [Get-SpfRecord]}
      dns: {record: spf}
    fields: {domain: string, rdata: list(string)}
  dns.dmarc:
    title: DMARC records
    product: Demo
    key: domain
    sources:
      powershell: {commands: [Get-DmarcRecord]}
      dns: {record: dmarc}
    fields: {domain: string, rdata: list(string)}
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
  others: |
    demo.parts.size() + demo.others.size() + demo.far.size() + demo.boxes.size()
    + dns.spf.size() + dns.dmarc.size()
check:
  each: {in: demo.things, as: t, pass: t.good && others > 0, empty: unmet}
)";

// Answers as Microsoft Graph does: a page that links to another, an error, nothing at all.
constexpr std::string_view curl = R"sh(#!/bin/sh
for word; do
  case $last in -o) file=$word ;; esac
  case $word in *secret*) exit 8 ;; esac
  last=$word
done
[ "$(cat)" = 'header = "Authorization: Bearer secret"' ] && [ -z "${TOKEN:-}" ] || exit 9
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
"$h/domains?\$select=id,isVerified") cat >"$file" <<END
{"value":[{"id":"b.example.com","isVerified":true},{"isVerified":true,"id":"down.example.com"},
 {"id":"no.example.com","isVerified":false},{"id":"x;y.com","isVerified":true}]}
END
;;
*) exit 6 ;;
esac
)sh";

// Answers of name servers as dig writes them.
constexpr std::string_view dig = R"sh(#!/bin/sh
for word; do name=${word%.}; done
status=NOERROR
case $name in
b.example.com) text='"v=spf1 " "redirect=_spf.example.com"' ;;
_spf.example.com) text='"v=spf1 -all"' ;;
_dmarc.example.com) text='"v=DMARC1\; p=reject\; rua=\"x\" \195"' ;;
down.example.com) status=SERVFAIL ;;
*) status=NXDOMAIN ;;
esac
echo ";; ->>HEADER<<- opcode: QUERY, status: $status, id: 1"
[ -z "${text:-}" ] || printf '%s.\t300\tIN\tTXT\t%s\n' "$name" "$text"
)sh";

fs::path workshop() {
  fs::path folder = scratch("collect");
  write(folder / "rules/catalog.yaml", catalog);
  write(folder / "rules/controls/demo/one.yaml", control);
  write(folder / "bin/curl", curl);
  write(folder / "bin/dig", dig);
  for (const auto* program : {"bin/curl", "bin/dig"}) {
    fs::permissions(folder / program, fs::perms::owner_all);
  }
  return folder;
}

// Domains and their texts, a line each.
std::string told_records(const fs::path& file) {
  std::ifstream in(file);
  std::string text;
  for (const auto& row : nlohmann::json::parse(in)) {
    text += row["domain"].get<std::string>();
    if (!row.contains("rdata")) text += " not known";
    for (const auto& record : row.value("rdata", nlohmann::json::array())) {
      text += " " + record.get<std::string>();
    }
    text += "\n";
  }
  return text;
}

// Nothing where there is no PowerShell.
std::string syntax_errors_of_powershell(const fs::path& folder) {
  if (run_line(folder, "command -v pwsh").code != 0) {
    WARN("skipped: pwsh is not installed");
    return {};
  }
  const Ran ran = run_line(
      folder,
      "HOME=$PWD pwsh -NoProfile -Command '$errors = $null;"
      " [void][System.Management.Automation.Language.Parser]::ParseFile("
      "\"$PWD/collect.ps1\", [ref]$null, [ref]$errors); $errors | ForEach-Object { \"$_\" }'");
  return ran.code == 0 ? ran.out : "pwsh failed";
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
        "demo.others\ndemo.parts\ndemo.things\ndns.dmarc\ndns.spf\nSaved in out\n");
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
        "demo.parts failed 0\ndemo.things present 2\ndns.dmarc present 2\ndns.spf present 3\n");
  CHECK(told_records(folder / "out/dns.spf.json") ==
        "b.example.com v=spf1 redirect=_spf.example.com\ndown.example.com not known\n"
        "_spf.example.com v=spf1 -all\n");
  CHECK(told_records(folder / "out/dns.dmarc.json") ==
        "b.example.com v=DMARC1; p=reject; rua=\"x\" ?\n"
        "down.example.com v=DMARC1; p=reject; rua=\"x\" ?\n");
}

TEST_CASE("scripts of the whole catalog have no mistakes of syntax") {
  const fs::path folder = scratch("collect-all");
  REQUIRE(run_line(folder, "stance inspect --missing --as curl >collect.sh").code == 0);
  for (const std::string shell : {"sh", "bash"}) {
    const Ran ran = run_line(folder, shell + " -n collect.sh");
    CHECK(ran.code == 0);
    CHECK(ran.err.empty());
  }
  if (run_line(folder, "command -v shellcheck").code == 0) {
    CHECK(run_line(folder, "shellcheck -s sh -S warning collect.sh").out.empty());
  }
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

TEST_CASE("PowerShell can parse its scripts") {
  const fs::path folder = workshop();
  for (const std::string& command : {print, std::string("stance inspect --missing --as ")}) {
    REQUIRE(run_line(folder, command + "powershell >collect.ps1").code == 0);
    CHECK(syntax_errors_of_powershell(folder).empty());
  }
}
