#include "collection.hpp"
#include "stance/report/collect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace stance::report {

namespace {

constexpr std::string_view graph_module = "Microsoft.Graph.Authentication";

constexpr std::string_view functions = R"ps(
$ErrorActionPreference = 'Stop'
# Fails when the folder is there: files of two runs do not mix.
$Folder = (New-Item -ItemType Directory -Path $Folder).FullName

# UTF-8 without a byte order mark.
function Save-Json([string]$Name, $Value) {
  $json = ConvertTo-Json -InputObject $Value -Depth 20
  $path = Join-Path -Path $Folder -ChildPath "$Name.json"
  [System.IO.File]::WriteAllText($path, $json, (New-Object System.Text.UTF8Encoding $false))
}

function Save-Failure([string]$Name, $Failure) {
  $code = [string]$Failure.FullyQualifiedErrorId
  $message = [string]$Failure.Exception.Message
  Write-Warning "${Name}: $message"
  Save-Json $Name @{ error = @{ code = $code; message = $message } }
}

function Connect-Service([string]$Title, [scriptblock]$Connect) {
  Write-Host "Connecting to $Title"
  try { & $Connect | Out-Null } catch { Write-Warning "${Title}: $($_.Exception.Message)" }
}
)ps";

constexpr std::string_view request_function = R"ps(
# Asks again when the service is busy, as late as it wants.
function Get-Answer([string]$Address) {
  for ($try = 1; ; $try++) {
    try {
      return Invoke-MgGraphRequest -Method GET -Uri $Address -OutputType Hashtable
    } catch {
      $response = $_.Exception.Response
      $busy = $response -and [int]$response.StatusCode -in 429, 500, 502, 503, 504
      if (-not $busy -or $try -ge 5) { throw }
      $wait = $response.Headers.RetryAfter.Delta.TotalSeconds
      if (-not $wait) { $wait = [Math]::Pow(2, $try) }
      Start-Sleep -Seconds ([Math]::Min($wait, 300))
    }
  }
}

# Follows the links to further pages and saves all rows as one page.
function Save-Request([string]$Name, [string]$Address) {
  Write-Host $Name
  try {
    $answer = Get-Answer $Address
    if ($answer['value'] -isnot [System.Collections.IList]) {
      Save-Json $Name $answer
      return
    }
    $context = $answer['@odata.context']
    $rows = New-Object System.Collections.ArrayList
    $rows.AddRange(@($answer['value']))
    while ($answer['@odata.nextLink']) {
      $next = $answer['@odata.nextLink']
      $answer = Get-Answer $next
      $rows.AddRange(@($answer['value']))
    }
    Save-Json $Name ([ordered]@{ '@odata.context' = $context; value = $rows.ToArray() })
  } catch { Save-Failure $Name $_ }
}
)ps";

constexpr std::string_view command_function = R"ps(
# A list stays one, whatever it holds.
function Save-Command([string]$Name, [scriptblock]$Command) {
  Write-Host $Name
  try { Save-Json $Name @(& $Command) } catch { Save-Failure $Name $_ }
}
)ps";

constexpr std::string_view dns_functions = R"ps(
# The TXT records of a name and how the query went. Only Windows has Resolve-DnsName; elsewhere the
# public resolver of Google is asked.
function Get-Text([string]$Name) {
  $texts = @()
  $result = $null
  try {
    if (Get-Command Resolve-DnsName -ErrorAction SilentlyContinue) {
      $answers = Resolve-DnsName -Name $Name -Type TXT -DnsOnly -ErrorAction Stop
      $texts = @($answers | Where-Object { $_.Type -eq 'TXT' } |
        ForEach-Object { -join $_.Strings })
    } else {
      $answer = Invoke-RestMethod -Uri "https://dns.google/resolve?name=$Name&type=TXT"
      if ($answer.Status -notin 0, 3) { throw "status $($answer.Status)" }
      if ($answer.Status -eq 3) { $result = 'Query returned NXDomain' }
      $texts = @($answer.Answer | Where-Object { $_.type -eq 16 } |
        ForEach-Object { $_.data -replace '" "', '' -replace '^"|"$', '' })
    }
  } catch {
    # 9003: there is no such name. 9501: there is one, without such a record.
    if ($_.Exception.NativeErrorCode -eq 9003) { $result = 'Query returned NXDomain' }
    elseif ($_.Exception.NativeErrorCode -ne 9501) { $result = "Query failed: $_" }
  }
  if (-not $result) { $result = "Query returned $($texts.Count) txt records" }
  [ordered]@{
    query_name = $Name; query_method = 'traditional'; query_result = $result
    query_answers = $texts
  }
}

# One row. A name that nobody answers for leaves the row without rdata.
function Get-Record([string]$Kind, [string]$Domain) {
  $log = @(switch ($Kind) {
    'spf' { Get-Text $Domain }
    'dkim' { 1, 2 | ForEach-Object { Get-Text "selector$_._domainkey.$Domain" } }
    'dmarc' {
      # Without a record of its own a domain has that of the nearest domain above.
      for ($above = $Domain; $above.Contains('.'); $above = $above -replace '^[^.]*\.', '') {
        $answer = Get-Text "_dmarc.$above"
        $answer
        if ($answer.query_answers -match '^v=dmarc1') { break }
      }
    }
  })
  $row = [ordered]@{ domain = $Domain }
  if (-not ($log | Where-Object { $_.query_result -like 'Query failed*' })) {
    $row.rdata = @($log | ForEach-Object { $_.query_answers })
  }
  $row.log = $log
  $row
}

# The domains of the tenant, unless -Domains names others.
function Save-Record([string]$Name, [string]$Kind) {
  Write-Host $Name
  try {
    if (-not $script:Domains) {
      $script:Domains = @((Get-Answer '/v1.0/domains')['value'] |
        Where-Object { $_['isVerified'] } | ForEach-Object { $_['id'] })
    }
    $rows = @($script:Domains | ForEach-Object { Get-Record $Kind $_ })
    if ($Kind -eq 'spf') {
      $rows += @($rows | ForEach-Object { $_.rdata } |
        Where-Object { $_ -match '^v=spf1 .*redirect=(\S+)' } |
        ForEach-Object { Get-Record 'spf' $Matches[1] })
    }
    Save-Json $Name $rows
  } catch { Save-Failure $Name $_ }
}
)ps";

bool asks_graph(const Collection& collection) {
  return !collection.requests.empty() || !collection.lookups.empty();
}

std::set<std::string_view> modules_of(const Collection& collection) {
  std::set<std::string_view> modules;
  if (asks_graph(collection)) modules.insert(graph_module);
  for (const SessionFetches& fetches : collection.sessions) {
    modules.insert(fetches.session->modules);
  }
  return modules;
}

std::string head(const Collection& collection) {
  std::string run = ".\\collect.ps1";
  std::string parameters = "  [string]$Folder = 'stance-export'";
  for (const SessionFetches& fetches : collection.sessions) {
    const Session& session = *fetches.session;
    if (session.parameter.empty()) continue;
    run += fmt::format(" -{} {}", session.parameter, session.example);
    parameters += fmt::format(",\n  [string]${}", session.parameter);
  }
  if (!collection.lookups.empty()) parameters += ",\n  [string[]]$Domains";
  std::string text =
      "# Collects configuration of a Microsoft 365 tenant for stance. It only reads the tenant.\n"
      "# What cannot be read is saved as an error, and the script goes on.\n#\n";
  text += fmt::format("# Run:   {}\n# Then:  stance assess stance-export\n", run);
  const std::set<std::string_view> modules = modules_of(collection);
  if (!modules.empty()) {
    text += fmt::format("# Needs: Install-Module {}\n", fmt::join(modules, ", "));
  }
  return text + fmt::format("param(\n{}\n)\n", parameters);
}

void add_connect(const Session& session, std::string_view scopes, std::string& text) {
  text += fmt::format("\nConnect-Service {} {{ {}{} }}\n", powershell_quoted(session.title),
                      session.connect, scopes);
}

void add_commands(const SessionFetches& fetches, std::string& text) {
  for (const Fetch& fetch : fetches.fetches) {
    text += fmt::format("Save-Command {} {{ {} -ErrorAction Stop }}{}\n",
                        powershell_quoted(fetch.dataset), fetch.what, also_text(fetch));
  }
}

void add_requests(const Collection& collection, std::string& text) {
  if (!asks_graph(collection)) return;
  std::string scopes;
  for (const std::string& scope : collection.scopes) {
    scopes += (scopes.empty() ? " -Scopes " : ", ") + powershell_quoted(scope);
  }
  add_connect(graph_session(), scopes, text);
  for (const Fetch& fetch : collection.requests) {
    text += fmt::format("Save-Request {} {}{}\n", powershell_quoted(fetch.dataset),
                        powershell_quoted("/" + fetch.what), also_text(fetch));
  }
  for (const Fetch& lookup : collection.lookups) {
    text += fmt::format("Save-Record {} {}\n", powershell_quoted(lookup.dataset),
                        powershell_quoted(lookup.what));
  }
}

}  // namespace

base::Result<std::string> powershell_script(const model::Assessment& assessment) {
  const auto collection = collection_of(assessment);
  if (!collection) return tl::unexpected(collection.error());
  std::string text = head(*collection);
  if (!asks_graph(*collection) && collection->sessions.empty()) {
    return text + "\nWrite-Host 'Nothing to collect.'\n" + by_hand_text(*collection);
  }
  text += functions;
  if (asks_graph(*collection)) text += request_function;
  if (!collection->lookups.empty()) text += dns_functions;
  if (!collection->sessions.empty()) text += command_function;
  add_requests(*collection, text);
  for (const SessionFetches& fetches : collection->sessions) {
    // Connected above, with the permissions.
    const bool connected = fetches.session == &graph_session() && asks_graph(*collection);
    if (!connected) add_connect(*fetches.session, "", text);
    add_commands(fetches, text);
  }
  text += "\nWrite-Host \"Saved in $Folder\"\n";
  return text + by_hand_text(*collection);
}

}  // namespace stance::report
