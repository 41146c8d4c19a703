#include "stance/report/handbook.hpp"

#include "samples.hpp"
#include "stance/base/text.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace stance;
using namespace stance::report;

namespace {

Handbook legacy_book() {
  Handbook book{.name = "stance built-in", .version = "1.0.0", .categories = {"identity", "data"}};
  const model::ControlResult legacy = legacy_control();
  book.controls.push_back({legacy.info, legacy_texts(), {"blocked for all", "- not collected"}});
  book.controls.front().info.datasets = {"entra.conditionalAccessPolicies", "entra.users",
                                         "exchange.transportConfig", "unknown.dataset"};
  model::DatasetResult policies;
  policies.name = "entra.conditionalAccessPolicies";
  policies.title = "Conditional Access policies";
  policies.step = {.kind = model::CollectKind::graph,
                   .request = "v1.0/identity/conditionalAccess/policies",
                   .scopes = {"Policy.Read.All", "Directory.Read.All"}};
  model::DatasetResult users;
  users.name = "entra.users";
  users.title = "Users";
  users.collect = "Ask | somebody";
  model::DatasetResult transport;
  transport.name = "exchange.transportConfig";
  transport.title = "Transport configuration";
  transport.step = {
      .kind = model::CollectKind::cmdlet, .command = "Get-TransportConfig", .session = "exchange"};
  book.datasets = {policies, users, transport};
  return book;
}

std::string without_code(const std::string& text) {
  std::string out;
  bool code = false;
  for (const char c : text) {
    if (c == '`') code = !code;
    if (!code) out += c;
  }
  return out;
}

}  // namespace

TEST_CASE("a handbook has an index") {
  const std::vector<HandbookFile> files = render_handbook(legacy_book());
  REQUIRE(files.size() == 2);
  CHECK(files[0].name == "index.md");
  CHECK(files[0].text == R"(# Controls of stance built-in 1.0.0

1 control with 8 points.

## Identity

### Microsoft Entra ID

| Control | Id | Points | Cost | User impact |
| --- | --- | --- | --- | --- |
| [Block legacy authentication for everyone](entra.block-legacy-authentication.md) | `entra.block-legacy-authentication` | 8 | moderate | moderate |
)");
}

TEST_CASE("a handbook has a page for each control") {
  const std::vector<HandbookFile> files = render_handbook(legacy_book());
  REQUIRE(files.size() == 2);
  CHECK(files[1].name == "entra.block-legacy-authentication.md");
  CHECK(files[1].text == R"(# Block legacy authentication for everyone

`entra.block-legacy-authentication` · [All controls](index.md)

| Property | Value |
| --- | --- |
| Category | Identity |
| Product | Microsoft Entra ID |
| Points | 8 (high severity) |
| Cost | moderate |
| User impact | moderate |
| Criticality | shall |
| Protects against | account breach, password cracking |
| Licence | `AAD_PREMIUM` |
| Revision | 2 |

## What it asks

Clients that cannot do modern authentication are refused.
Both client types must be blocked.

Break-glass accounts may stay out.

## Why

Legacy protocols know no second factor, so a stolen password is enough.

## How to do it

1. Open the Entra admin center, Protection, Conditional Access.
2. Create a policy for all users and all apps with the conditions Exchange ActiveSync clients and Other clients, and grant: block access.

## How users are affected

Old mail programs and scanners can no longer sign in.

## What is checked

- any policy of entra.conditionalAccessPolicies with the best credit:
  - must: the policy is enforced
  - all users are included

## Parameters

| Parameter | Default and meaning |
| --- | --- |
| `allowedExclusions` | \{\}: users, groups and apps that may be left out |

## What it reads

| Dataset | What it is | Collected by | Permissions |
| --- | --- | --- | --- |
| `entra.conditionalAccessPolicies` | Conditional Access policies | `GET /v1.0/identity/conditionalAccess/policies` | `Policy.Read.All`, `Directory.Read.All` |
| `entra.users` | Users | Ask \| somebody |  |
| `exchange.transportConfig` | Transport configuration | `Get-TransportConfig` | exchange session |

## Tests

- blocked for all
- \- not collected

## Compliance

| Framework | Ids |
| --- | --- |
| scuba | MS.AAD.1.1v1 |
| cis\_m365\_7.0 | 5.2.2.3 |

## Notes

SCuBA accepts no exclusion by role.

## Links

- <https://learn.microsoft.com/entra/identity/conditional-access/>
)");
}

TEST_CASE("what a control does not have makes no section") {
  Handbook book{.categories = {"identity"}};
  book.controls.push_back({legacy_control().info});
  book.controls.front().info.refs.clear();
  book.controls.front().info.criticality.clear();
  const std::string text = render_handbook(book)[1].text;
  CHECK(text.find("\n##") == std::string::npos);
  CHECK(text.ends_with("| Revision | 2 |\n"));
}

TEST_CASE("hostile texts stay texts, and files stay in their folder") {
  Handbook book{.categories = {hostile().controls[0].info.category}};
  book.controls.push_back({hostile().controls[0].info, hostile_texts(), hostile_texts().steps});
  book.controls.front().info.id = "../../etc/passwd";
  book.datasets = hostile().datasets;
  for (const HandbookFile& file : render_handbook(book)) {
    CHECK(file.name.find('/') == std::string::npos);
    // In code it is shown.
    CHECK(without_code(file.text).find('<') == std::string::npos);
    CHECK(base::is_utf8(file.text));
    std::string lines = file.text;
    for (char& c : lines) {
      if (c == '\n') c = ' ';
    }
    CHECK(base::printable(lines) == lines);
  }
}
