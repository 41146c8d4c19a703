# shellcheck shell=bash
# Writes the hostile inputs of tests/hostile/run into the current folder.

tenant='11111111-1111-1111-1111-111111111111'
head='"baseline_version": "1", "module_version": "1.8.0"'
head+=', "timestamp_zulu": "2026-05-04T17:15:48Z"'
identity='"tenant_details": {"DisplayName": "Contoso", "TenantId": "'$tenant'"}'
policy='{"Id": "a", "AllowInvitesFrom": "adminsAndGuestInviters"}'
body='"authorization_policies": ['$policy']'
export_text="{$head, $identity, $body}"

# What no terminal may see: escape and control characters, an 8-bit control, bidirectional and
# zero-width characters, line and paragraph separators, a workflow command, markup.
evil_json='\u001b[31m\u001b]0;t\u0007\u009b1m\u202e\u2066\u200b\u2028\r\n::error::x\u0000\u007f<b>|`'
evil_name=$'\e[31m\xc2\x9b\xe2\x80\xae\n'

repeat() { head -c "$2" /dev/zero | tr '\0' "$1"; }

write_texts() {
  printf '%s' "$export_text" >good.json
  : >empty.json
  printf ' \n\t \r\n' >blank.json
  printf '\xef\xbb\xbf' >mark-only.json
  local at
  for at in 1 30 "$((${#export_text} / 2))" "$((${#export_text} - 1))"; do
    printf '%s' "${export_text:0:at}" >"cut-$at.json"
  done
  printf '%s x' "$export_text" >trailing-word.json
  printf '%s%s' "$export_text" "$export_text" >twice.json
  repeat '[' 100000 >deep-lists.json
  { repeat '[' 100000 | sed 's/\[/{"a":/g' && echo 1; } >deep-objects.json
  printf '{"a": 01}' >leading-zero.json
  printf '{"a": NaN}' >nan.json
  printf '{"a": 99999999999999999999999999}' >huge-integer.json
  printf '{"a": 1e999}' >huge-real.json
  printf '{"a": "\\ud800x"}' >surrogate.json
  printf '{"a": "\t"}' >raw-tab.json
  printf '{"a": \x1b[31m}' >raw-escape.json
  printf '{"a": /**/ 1, }' >comment.json
}

write_encodings() {
  local encoding
  for encoding in UTF-16LE UTF-16BE UTF-32LE UTF-32BE; do
    printf '%s' "$export_text" | iconv -f UTF-8 -t "$encoding" >"$encoding.json"
    printf '\ufeff%s' "$export_text" | iconv -f UTF-8 -t "$encoding" >"$encoding-mark.json"
  done
  printf '\xef\xbb\xbf%s' "$export_text" >UTF-8-mark.json
  { cat UTF-16LE-mark.json && printf '\x20'; } >UTF-16-odd.json
  printf '%s' "${export_text/Contoso/$'Cont\xf6so \xff\x81'}" >not-utf8.json
  printf '\xff\x81\x00\x9d\x00\xfe' >binary.json
}

write_values() {
  printf '"text"' >text.json
  printf '12' >number.json
  printf 'null' >null.json
  printf 'true' >true.json
  printf '[]' >list.json
  printf '[1, [2]]' >list-of-numbers.json
  printf '{}' >object.json
  printf '[{"RequirementMet": true, "Criticality": "Shall"}]' >TestResults.json
  printf '{"ReportSummary": {}, "Results": []}' >EXOReport.json
  printf '{"MetaData": {}, "Results": [], "Raw": 5}' >ScubaResults.json
  local kind value key keys
  for kind in number:5 text:'"x"' boolean:true null:null lists:'[[[[1]]]]' object:'{"a": {"b": []}}'; do
    value=${kind#*:}
    keys='"aad_successful_commands": '$value
    for key in baseline_version module_version date timestamp_zulu tenant_details tenant_id \
      report_uuid aad_unsuccessful_commands authorization_policies conditional_access_policies \
      privileged_users privileged_roles dkim_config dmarc_records; do
      keys+=', "'$key'": '$value
    done
    printf '{%s}' "$keys" >"every-${kind%%:*}.json"
  done
}

write_keys() {
  local other='{"Id": "a", "AllowInvitesFrom": "everyone"}'
  printf '%s' "{$head, $identity, $body, $body}" >same-key.json
  printf '%s' "{$head, $identity, $body, ${body/$policy/$other}}" >other-value.json
  printf '%s' "{$head, $identity, $body, ${body/authorization_policies/Authorization_Policies}}" \
    >case-twin.json
  printf '%s' "${export_text/'"Id": "a"'/'"Id": "a", "allowinvitesfrom": "everyone"'}" \
    >row-twin.json
  printf '%s' "${export_text//11111111/22222222}" >other-tenant.json
  printf '%s' "${export_text//"$identity"/\"x\": 1}" >no-tenant.json
  printf '%s' "{$head, $identity}" >no-data.json
}

write_evil() {
  local row='{"Id": "@", "AllowInvitesFrom": "@", "@": "@"}' text
  local ca='{"Id": "@", "DisplayName": "@", "State": "@", "Conditions": {"Users": "@"}}'
  text='{"baseline_version": "@", "module_version": "@", "date": "@", "@": 1'
  text+=', "tenant_details": {"DisplayName": "@", "TenantId": "@"}, "report_uuid": "@"'
  text+=", \"authorization_policies\": [$row], \"conditional_access_policies\": [$ca, $ca]"
  text+=', "dkim_config": [{"Domain": "@", "Enabled": false, "Id": "@"}]'
  text+=', "accepted_domains": [{"DomainName": "@", "Name": "@"}]'
  text+=', "privileged_users": {"@": {"DisplayName": "@", "roles": ["@", "Global Administrator"]}}'
  printf '%s' "${text//@/$evil_json}}" >evil.json
  printf '%s' "${text//@/$evil_json}" >evil-cut.json
  mkdir evil-folder
  printf '%s' "$export_text" >"evil-folder/$evil_name.json"
  printf '{' >"evil-folder/cut$evil_name.json"
  mkfifo "evil-folder/fifo$evil_name"
}

# Small texts that would grow by some factor, and large ones.
write_large() {
  truncate -s 5G five-gibibytes.json
  { printf '%s' "${export_text%\}}, \"x\": \"" && repeat A 5000000 && printf '"}'; } >long-text.json
  local long
  long=$(repeat V 1000000)
  printf '%s' "${export_text/1.8.0/$long}" >long-version.json
  printf '%s' "${export_text/2026-05-04T17:15:48Z/\", \"date\": \"$long}" >long-date.json
  { printf '{"%s":' "$long" && repeat , 50000 | sed 's/,/,:/g' && printf '}'; } >missing-values.json
  { printf '{"x": {"%s": {' "$long" && repeat , 50000 | sed 's/,/"k":,/g' && printf '}}}'; } \
    >missing-below.json
  local one two
  one=$(seq -f '"k%.0f":1' 20000 | paste -sd,)
  two=$(seq -f '"k%.0f":1' 20000 -1 2 | paste -sd,)
  printf '%s' "${export_text%\}}, \"x\": {$one}, \"x\": {$two}}" >many-keys.json
}

write_places() {
  mkfifo fifo
  ln -s loop loop
  ln -s nowhere dangling
  mkdir -p no-export/below mixed/below readonly
  echo 'not json' >no-export/notes.txt
  printf '{}' >no-export/below/other.json
  cp good.json mixed/
  printf '{' >mixed/broken.json
  cp TestResults.json mixed/below/
  mkfifo mixed/fifo.json
  ln -s ../.. mixed/up
  ln -s ../no-export/below/other.json mixed/out.json
  ln -s turn mixed/turn
  ln -s nowhere mixed/dangling.json
  ln -s good.json mixed/inside.json
}

# little NUMBER BYTES: the number in bytes, the lowest first.
little() {
  local i
  for ((i = 0; i < $2; i++)); do printf '%b' "\\x$(printf %02x $(($1 >> 8 * i & 255)))"; done
}

# zip_of ARCHIVE FLAGS [NAME FILE]...: packed by gzip, whose last 8 bytes are checksum and size.
zip_of() {
  local archive=$1 flags=$2 at files=0 packed=
  shift 2
  : >"$archive"
  : >zip-list
  while (($# > 0)); do
    [[ $2 == "$packed" ]] || gzip -1nc <"$2" >zip-packed
    packed=$2
    at=$(stat -c %s "$archive")
    {
      little "$flags" 2 && little 8 2 && little 0 4 && tail -c 8 zip-packed | head -c 4
      little "$(($(stat -c %s zip-packed) - 18))" 4 && tail -c 4 zip-packed
      little "$(printf '%s' "$1" | wc -c)" 2 && little 0 2
    } >zip-head
    { printf 'PK\3\4' && little 20 2 && cat zip-head && printf '%s' "$1"; } >>"$archive"
    tail -c +11 zip-packed | head -c -8 >>"$archive"
    { printf 'PK\1\2' && little 20 4 && cat zip-head && little 0 10 && little "$at" 4; } >>zip-list
    printf '%s' "$1" >>zip-list
    files=$((files + 1))
    shift 2
  done
  at=$(stat -c %s "$archive")
  {
    cat zip-list && printf 'PK\5\6' && little 0 4 && little "$files" 2 && little "$files" 2
    little "$(stat -c %s zip-list)" 4 && little "$at" 4 && little 0 2
  } >>"$archive"
  rm -f zip-list zip-head zip-packed
}

write_archives() {
  zip_of good.zip 0 good.json good.json
  zip_of names.zip 0 good.json good.json ../up.json good.json /root.json good.json \
    'C:\drive.json' good.json "$evil_name.json" good.json 'a\..\..\b.json' good.json \
    "cut.json" cut-30.json inner.zip good.zip hidden.json good.zip
  zip_of same-name.zip 0 a.json good.json a.json other-tenant.json
  zip_of encrypted.zip 1 good.json good.json
  zip_of no-entry.zip 0
  truncate -s 100M zeros
  zip_of bomb.zip 0 good.json good.json bomb.json zeros
  local large=()
  for _ in {1..21}; do large+=(bomb.json zeros); done
  zip_of bombs.zip 0 "${large[@]}"
  head -c 200 good.zip >cut.zip
  cp good.zip flipped.zip
  printf '\xff' | dd of=flipped.zip bs=1 seek=39 conv=notrunc status=none
  printf '<html>' >page.zip
  mkdir archives
  cp good.zip archives/a.zip
  cp cut.zip page.zip archives/
  cp good.zip archives/z.json
}

write_catalogs() {
  local folder
  for folder in catalog/{good,gates,syntax,keys,bomb,fields,binary,nested,types,comma}; do
    mkdir -p "$folder"
    printf 'catalog: {name: small, version: 1.0.0}\ncategories: [identity]\nframeworks: {}\n' \
      >"$folder/catalog.yaml"
    cat >"$folder/datasets.yaml" <<'END'
datasets:
  test.policies:
    title: Policies
    product: Test
    key: id
    sources: {scuba: {at: /authorization_policies}}
    fields: {id: string}
END
  done
  local control='revision: 1, title: T, category: identity, product: Test, points: 5, cost: low'
  control+=', user_impact: low, description: D, rationale: R, steps: [S], user_effect: U'
  printf '{id: test.known, %s, check: {assert: size(test.policies) == 1}}\n' \
    "$control" >catalog/gates/known.yaml
  printf '{id: test.hidden, %s, check: {assert: size(test.absent) == 1}}\n' \
    "$control" >catalog/gates/hidden.yaml
  sed '1d; s/policies/absent/g' catalog/gates/datasets.yaml >>catalog/gates/datasets.yaml
  printf 'functions:\n  f(x): [x\n' >catalog/syntax/functions.yaml
  printf 'datasets: {\n' >catalog/syntax/more.yaml
  printf 'functions:\n  f(x): x\n  f(x): x\n' >catalog/keys/functions.yaml
  {
    printf 'a0: &a0 [x, x]\n'
    local i
    for i in {1..40}; do printf 'a%d: &a%d [*a%d, *a%d]\n' "$i" "$i" $((i - 1)) $((i - 1)); done
  } >catalog/bomb/functions.yaml
  printf 'functions:\n  f(x): yes\nsurprise: 1\n' >catalog/fields/functions.yaml
  printf 'id: test.a\ntitel: x\npoints: 11\ncategory: nonsense\n' >catalog/fields/control.yaml
  printf 'functions:\n  f(x): "\x1b[31m\xff"\n' >catalog/binary/functions.yaml
  { printf 'functions: ' && repeat '[' 20000; } >catalog/nested/functions.yaml
  printf -- '- 1\n- 2\n' >catalog/types/functions.yaml
  printf ',' >catalog/comma/functions.yaml
  ln -s loop catalog/loop
  mkdir catalog/added
  cp catalog/keys/functions.yaml catalog/added/
}
