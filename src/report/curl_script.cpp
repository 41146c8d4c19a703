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
# DOMAINS     names of domains to look up in DNS, with dig; otherwise those that Graph lists
)";

constexpr std::string_view begin = R"sh(
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
)sh";

constexpr std::string_view dns_functions = R"sh(
# The domains of the tenant, unless DOMAINS names others. What is no name of a domain is left out.
domains() {
  if [ -n "${DOMAINS:-}" ]; then
    printf '%s\n' $DOMAINS
  else
    get "$folder/.domains" "$host/v1.0/domains?\$select=id,isVerified"
    tr '{' '\n' <"$folder/.domains" | grep '"isVerified" *: *true' |
      sed -n 's/.*"id" *: *"\([^"]*\)".*/\1/p'
    rm -f "$folder/.domains"
  fi | grep '^[A-Za-z0-9._-]*$' | grep '\.'
}

# ask NAME: sets `status` to that of the answer and `texts` to TXT records, a JSON text each line.
ask() {
  answer=$(dig +noall +comments +answer +time=5 +tries=2 TXT "$1." 2>/dev/null </dev/null)
  status=$(printf '%s\n' "$answer" | sed -n 's/.* status: \([A-Z]*\).*/\1/p')
  texts=$(printf '%s\n' "$answer" |
    sed -n 's/^[^;].*[[:space:]]IN[[:space:]][[:space:]]*TXT[[:space:]]*"\(.*\)"$/\1/p' |
    sed -e 's/" "//g' -e 's/\\[0-9][0-9][0-9]/?/g' -e 's/\\\([^"\\]\)/\1/g' -e 's/.*/"&"/')
}

joined() { printf '%s\n' "$1" | grep . | paste -s -d , -; }

# record KIND DOMAIN: one row. A name that nobody answers for leaves the row without rdata.
record() {
  case $1 in
  spf) names=$2 ;;
  dkim) names="selector1._domainkey.$2 selector2._domainkey.$2" ;;
  dmarc) names=_dmarc.$2 ;;
  esac
  found=
  log=
  answered=yes
  domain=$2
  while [ -n "$names" ]; do
    name=${names%% *}
    case $names in *' '*) names=${names#* } ;; *) names= ;; esac
    ask "$name"
    case $status in
    NOERROR) result="Query returned $(printf '%s\n' "$texts" | grep -c .) txt records" ;;
    NXDOMAIN) result='Query returned NXDomain' ;;
    *)
      result="Query failed: ${status:-no answer}"
      answered=
      ;;
    esac
    log="$log${log:+, }{\"query_name\": \"$name\", \"query_method\": \"traditional\","
    log="$log \"query_result\": \"$result\", \"query_answers\": [$(joined "$texts")]}"
    found=$(printf '%s\n%s\n' "$found" "$texts" | grep .)
    # Without a record of its own a domain has that of the nearest domain above.
    if [ "$1" = dmarc ] && ! printf '%s\n' "$texts" | grep -qi '^"v=dmarc1'; then
      domain=${domain#*.}
      case $domain in *.*) names=_dmarc.$domain ;; esac
    fi
  done
  printf '{"domain": "%s", ' "$2"
  if [ -n "$answered" ]; then printf '"rdata": [%s], ' "$(joined "$found")"; fi
  printf '"log": [%s]}\n' "$log"
}

# The domains that SPF records of these domains refer to in place of their own.
redirected() { sed -n 's/.*"v=spf1 [^"]*redirect=\([A-Za-z0-9._-]*\).*/\1/p' "$1"; }

# lookup NAME KIND: saves the records of all domains.
lookup() {
  echo "$1" >&2
  file=$folder/$1.json
  if ! command -v dig >/dev/null; then
    echo '{"error": {"code": "no program", "message": "dig is not installed"}}' >"$file"
    return
  fi
  [ -n "${all+x}" ] || all=$(domains)
  if [ -z "$all" ]; then
    echo '{"error": {"code": "no domains", "message": "the domains are not known"}}' >"$file"
    return
  fi
  for one in $all; do record "$2" "$one"; done >"$file.rows"
  if [ "$2" = spf ]; then
    for one in $(redirected "$file.rows"); do record spf "$one"; done >"$file.more"
    cat "$file.more" >>"$file.rows"
    rm -f "$file.more"
  fi
  { echo '[' && sed '$!s/$/,/' "$file.rows" && echo ']'; } >"$file"
  rm -f "$file.rows"
}
)sh";

std::string shell_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

void add_fetches(const Collection& collection, std::string& text) {
  for (const Fetch& fetch : collection.requests) {
    text += fmt::format("fetch {} {}{}\n", shell_quoted(fetch.dataset), shell_quoted(fetch.what),
                        also_text(fetch));
  }
  for (const Fetch& lookup : collection.lookups) {
    text += fmt::format("lookup {} {}\n", shell_quoted(lookup.dataset), shell_quoted(lookup.what));
  }
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
  if (collection->requests.empty() && collection->lookups.empty()) {
    text += "\necho 'Microsoft Graph has nothing to collect.' >&2\n";
  } else {
    text += begin;
    if (!collection->lookups.empty()) text += dns_functions;
    text += '\n';
    add_fetches(*collection, text);
    text += "\necho \"Saved in $folder\" >&2\n";
  }
  add_commands(*collection, text);
  return text + by_hand_text(*collection);
}

}  // namespace stance::report
