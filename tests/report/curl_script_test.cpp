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
#
# Permissions of the token:
#   License.Read.All
#   Policy.Read.All

set -u
: "${TOKEN:?is not set to an access token for Microsoft Graph}"
host=${GRAPH_HOST:-https://graph.microsoft.com}
folder=${1:-stance-export}
umask 077
# Fails when the folder is there: files of two runs do not mix.
mkdir -- "$folder" || exit 1

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
    if ! curl -sS -g -H "Authorization: Bearer $TOKEN" -o "$file" "$link" ||
      ! grep -q '^[[:space:]]*{' "$file"; then
      echo '{"error": {"code": "no answer", "message": "curl got no JSON"}}' >"$file"
    fi
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

echo 'Microsoft Graph has nothing to collect.' >&2
)sh");
}

TEST_CASE("a curl script is refused with the texts that cannot stand in it") {
  model::Assessment assessment = lacking();
  assessment.datasets[2].step.scopes = {"a\n"};
  CHECK(curl_script(assessment).error().message ==
        "the scopes of dataset 'entra.rules' cannot stand in a script");
}
