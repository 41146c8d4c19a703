#include "collection.hpp"
#include "stance/report/collect.hpp"

#include <fmt/format.h>

namespace stance::report {

namespace {

constexpr std::string_view head =
    R"(#!/bin/sh
# Collects configuration of a Microsoft 365 tenant for stance. It only reads the tenant.
# What cannot be read is saved as an error, and the script goes on.
#
# Run:   TOKEN=... sh collect.sh [FOLDER]
# Then:  stance assess stance-export
#
# TOKEN       an access token for Microsoft Graph
# GRAPH_HOST  another host than https://graph.microsoft.com
)";

constexpr std::string_view functions = R"sh(
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
)sh";

std::string shell_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

void add_commands(const Collection& collection, std::string& text) {
  if (collection.sessions.empty()) return;
  text += "\n# Only cmdlets tell these; stance inspect --missing --as powershell collects them:\n";
  for (const SessionFetches& fetches : collection.sessions) {
    for (const Fetch& fetch : fetches.fetches) {
      text += fmt::format("#   {}: {} ({})\n", fetch.dataset, fetch.what, fetches.session->title);
      for (const std::string& also : fetch.also) {
        text += fmt::format("#   {}: {} ({})\n", also, fetch.what, fetches.session->title);
      }
    }
  }
}

}  // namespace

base::Result<std::string> curl_script(const model::Assessment& assessment) {
  const auto collection = collection_of(assessment);
  if (!collection) return tl::unexpected(collection.error());
  std::string text(head);
  if (!collection->scopes.empty()) {
    text += fmt::format("#\n# Permissions of the token:\n#   {}\n",
                        fmt::join(collection->scopes, "\n#   "));
  }
  if (collection->requests.empty()) {
    text += "\necho 'Microsoft Graph has nothing to collect.' >&2\n";
  } else {
    text += functions;
    text += '\n';
    for (const Fetch& fetch : collection->requests) {
      text += fmt::format("fetch {} {}{}\n", shell_quoted(fetch.dataset), shell_quoted(fetch.what),
                          also_text(fetch));
    }
    text += "\necho \"Saved in $folder\" >&2\n";
  }
  add_commands(*collection, text);
  return text + by_hand_text(*collection);
}

}  // namespace stance::report
