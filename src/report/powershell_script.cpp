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
# Follows the links to further pages and saves all rows as one page.
function Save-Request([string]$Name, [string]$Address) {
  Write-Host $Name
  try {
    $answer = Invoke-MgGraphRequest -Method GET -Uri $Address -OutputType Hashtable
    if ($answer['value'] -isnot [System.Collections.IList]) {
      Save-Json $Name $answer
      return
    }
    $context = $answer['@odata.context']
    $rows = New-Object System.Collections.ArrayList
    $rows.AddRange(@($answer['value']))
    while ($answer['@odata.nextLink']) {
      $next = $answer['@odata.nextLink']
      $answer = Invoke-MgGraphRequest -Method GET -Uri $next -OutputType Hashtable
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

std::set<std::string_view> modules_of(const Collection& collection) {
  std::set<std::string_view> modules;
  if (!collection.requests.empty()) modules.insert(graph_module);
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
  if (collection.requests.empty()) return;
  std::string scopes;
  for (const std::string& scope : collection.scopes) {
    scopes += (scopes.empty() ? " -Scopes " : ", ") + powershell_quoted(scope);
  }
  add_connect(graph_session(), scopes, text);
  for (const Fetch& fetch : collection.requests) {
    text += fmt::format("Save-Request {} {}{}\n", powershell_quoted(fetch.dataset),
                        powershell_quoted("/" + fetch.what), also_text(fetch));
  }
}

}  // namespace

base::Result<std::string> powershell_script(const model::Assessment& assessment) {
  const auto collection = collection_of(assessment);
  if (!collection) return tl::unexpected(collection.error());
  std::string text = head(*collection);
  if (collection->requests.empty() && collection->sessions.empty()) {
    return text + "\nWrite-Host 'Nothing to collect.'\n" + by_hand_text(*collection);
  }
  text += functions;
  if (!collection->requests.empty()) text += request_function;
  if (!collection->sessions.empty()) text += command_function;
  add_requests(*collection, text);
  for (const SessionFetches& fetches : collection->sessions) {
    // Connected above, with the permissions.
    const bool connected = fetches.session == &graph_session() && !collection->requests.empty();
    if (!connected) add_connect(*fetches.session, "", text);
    add_commands(fetches, text);
  }
  text += "\nWrite-Host \"Saved in $Folder\"\n";
  return text + by_hand_text(*collection);
}

}  // namespace stance::report
