#include "samples.hpp"
#include "stance/report/collect.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::report;

TEST_CASE("a whole curl script") {
  CHECK(curl_script(lacking()).value() == R"sh(#!/bin/sh
# Collects configuration of a Microsoft 365 tenant for stance. It only reads the tenant.
# What cannot be read is saved as an error, and the script goes on.
#
# Run:   TOKEN=... sh collect.sh [FOLDER]
# Then:  stance assess stance-export
#
# TOKEN       an access token for Microsoft Graph
# GRAPH_HOST  another host than https://graph.microsoft.com
# DOMAINS     names of domains to look up in DNS, with dig; otherwise those that Graph lists
#
# Permissions of the token:
#   License.Read.All
#   Policy.Read.All

set -uf
: "${TOKEN:?is not set to an access token for Microsoft Graph}"
token=$TOKEN
unset TOKEN
case $token in
*[!A-Za-z0-9._~+/=-]*)
  echo 'TOKEN is no access token' >&2
  exit 1
  ;;
esac
host=${GRAPH_HOST:-https://graph.microsoft.com}
folder=${1:-stance-export}
umask 077
# Fails when the folder is there: files of two runs do not mix.
mkdir -- "$folder" || exit 1

# get FILE ADDRESS: waits as long as the service asks for. Other users of this machine see the
# arguments of programs, so curl reads the token from its input.
get() {
  if ! printf 'header = "Authorization: Bearer %s"\n' "$token" |
    curl --config - -sS -g --retry 5 --retry-max-time 600 -o "$1" "$2" ||
    ! grep -q '^[[:space:]]*{' "$1"; then
    echo '{"error": {"code": "no answer", "message": "curl got no JSON"}}' >"$1"
  fi
}

next_link() {
  LC_ALL=C sed -n 's/.*"@odata\.nextLink" *: *"\([^"]*\)".*/\1/p' <"$1" |
    sed -e 's/\\u0026/\&/g' -e 's/\\\//\//g' -e 1q
}

# fetch NAME ADDRESS: saves the pages of an answer as NAME-1.json, NAME-2.json, ...
fetch() {
  echo "$1" >&2
  link=$host/$2
  page=0
  while [ -n "$link" ]; do
    page=$((page + 1))
    file=$folder/$1-$page.json
    get "$file" "$link"
    link=$(next_link "$file")
    # The token is for this host only.
    case $link in
    '' | "$host"/*) ;;
    *)
      echo "$1: the next page is on another host: $link" >&2
      link=
      ;;
    esac
  done
}

fetch 'entra.rules' 'beta/rules?$filter=id%20eq%20'\''a'\'''
fetch 'entra.skus' 'v1.0/subscribedSkus'  # also entra.plans

echo "Saved in $folder" >&2

# Only cmdlets tell these; stance inspect --missing --as powershell collects them:
#   exchange.mailboxes: Get-CASMailbox -ResultSize 'Unlimited' (Exchange Online)
#   exchange.rules: Get-TransportRule (Exchange Online)
#   sharepoint.tenant: Get-SPOTenant (SharePoint Online)

# Not collected by scripts:
#   dns.spf: ScubaGear
)sh");
}

TEST_CASE("a curl script looks up DNS") {
  model::Assessment assessment;
  assessment.datasets = {lacking().datasets.front()};
  model::DatasetResult& dataset = assessment.datasets.front();
  dataset.name = "dns.spf";
  dataset.state = "not_collected";
  dataset.controls = {"demo.first"};
  dataset.step = {.kind = model::CollectKind::dns, .request = "spf"};
  const std::string script = curl_script(assessment).value();
  CHECK_THAT(script, Catch::Contains("# Permissions of the token:\n#   Domain.Read.All\n"));
  CHECK_THAT(script, Catch::Contains("\nlookup() {\n"));
  CHECK_THAT(script,
             Catch::EndsWith("\nlookup 'dns.spf' 'spf'\n\necho \"Saved in $folder\" >&2\n"));
}

TEST_CASE("a curl script for nothing") {
  CHECK(curl_script({}).value() == R"sh(#!/bin/sh
# Collects configuration of a Microsoft 365 tenant for stance. It only reads the tenant.
# What cannot be read is saved as an error, and the script goes on.
#
# Run:   TOKEN=... sh collect.sh [FOLDER]
# Then:  stance assess stance-export
#
# TOKEN       an access token for Microsoft Graph
# GRAPH_HOST  another host than https://graph.microsoft.com
# DOMAINS     names of domains to look up in DNS, with dig; otherwise those that Graph lists

echo 'Microsoft Graph has nothing to collect.' >&2
)sh");
}

TEST_CASE("a curl script is refused with the texts that cannot stand in it") {
  model::Assessment assessment = lacking();
  assessment.datasets[2].step.scopes = {"a\n"};
  CHECK(curl_script(assessment).error().message ==
        "the scopes of dataset 'entra.rules' cannot stand in a script");
}
