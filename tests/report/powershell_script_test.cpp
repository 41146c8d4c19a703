#include "samples.hpp"
#include "stance/report/collect.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::report;

TEST_CASE("a whole PowerShell script") {
  CHECK(
      powershell_script(lacking()).value() ==
      R"ps(# Collects configuration of a Microsoft 365 tenant for stance. It only reads the tenant.
# What cannot be read is saved as an error, and the script goes on.
#
# Run:   .\collect.ps1 -SharePointAdminUrl https://contoso-admin.sharepoint.com
# Then:  stance assess stance-export
# Needs: Install-Module ExchangeOnlineManagement, Microsoft.Graph.Authentication, Microsoft.Online.SharePoint.PowerShell
param(
  [string]$Folder = 'stance-export',
  [string]$SharePointAdminUrl
)

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

# A list stays one, whatever it holds.
function Save-Command([string]$Name, [scriptblock]$Command) {
  Write-Host $Name
  try { Save-Json $Name @(& $Command) } catch { Save-Failure $Name $_ }
}

Connect-Service 'Microsoft Graph' { Connect-MgGraph -NoWelcome -Scopes 'License.Read.All', 'Policy.Read.All' }
Save-Request 'entra.rules' '/beta/rules?$filter=id%20eq%20''a'''
Save-Request 'entra.skus' '/v1.0/subscribedSkus'  # also entra.plans

Connect-Service 'Exchange Online' { Connect-ExchangeOnline -ShowBanner:$false }
Save-Command 'exchange.mailboxes' { Get-CASMailbox -ResultSize 'Unlimited' -ErrorAction Stop }
Save-Command 'exchange.rules' { Get-TransportRule -ErrorAction Stop }

Connect-Service 'SharePoint Online' { Connect-SPOService -Url $SharePointAdminUrl }
Save-Command 'sharepoint.tenant' { Get-SPOTenant -ErrorAction Stop }

Write-Host "Saved in $Folder"

# Not collected by scripts:
#   dns.spf: ScubaGear
)ps");
}

TEST_CASE("a PowerShell script looks up DNS with domains of Graph") {
  model::Assessment assessment;
  assessment.datasets = {lacking().datasets.front()};
  model::DatasetResult& dataset = assessment.datasets.front();
  dataset.name = "dns.spf";
  dataset.state = "not_collected";
  dataset.controls = {"demo.first"};
  dataset.step = {.kind = model::CollectKind::dns, .request = "spf"};
  const std::string script = powershell_script(assessment).value();
  CHECK_THAT(script, Catch::Contains("# Needs: Install-Module Microsoft.Graph.Authentication\n"
                                     "param(\n  [string]$Folder = 'stance-export',\n"
                                     "  [string[]]$Domains\n)\n"));
  CHECK_THAT(script, Catch::Contains("\nfunction Get-Record("));
  CHECK_THAT(script, Catch::EndsWith("\nConnect-Service 'Microsoft Graph' { Connect-MgGraph "
                                     "-NoWelcome -Scopes 'Domain.Read.All' }\n"
                                     "Save-Record 'dns.spf' 'spf'\n\n"
                                     "Write-Host \"Saved in $Folder\"\n"));
}

TEST_CASE("a PowerShell script for nothing") {
  CHECK(
      powershell_script({}).value() ==
      R"ps(# Collects configuration of a Microsoft 365 tenant for stance. It only reads the tenant.
# What cannot be read is saved as an error, and the script goes on.
#
# Run:   .\collect.ps1
# Then:  stance assess stance-export
param(
  [string]$Folder = 'stance-export'
)

Write-Host 'Nothing to collect.'
)ps");
}

TEST_CASE("Microsoft Graph is connected to once") {
  model::Assessment assessment = lacking();
  assessment.datasets[8].state = "not_collected";
  assessment.datasets[8].step.session = "graph";
  const std::string both = powershell_script(assessment).value();
  const std::string connect = "{ Connect-MgGraph -NoWelcome";
  CHECK(both.find(connect) == both.rfind(connect));
  assessment.datasets = {assessment.datasets[8]};
  CHECK_THAT(powershell_script(assessment).value(),
             Catch::Contains("\nConnect-Service 'Microsoft Graph' { Connect-MgGraph -NoWelcome }\n"
                             "Save-Command 'teams.whole' { Get-CsTenant -ErrorAction Stop }\n"));
}

TEST_CASE("a script is refused with the texts that cannot stand in it") {
  model::Assessment assessment = lacking();
  assessment.datasets[2].step.request = "v1.0/a\n";
  CHECK(powershell_script(assessment).error().message ==
        "the request of dataset 'entra.rules' cannot stand in a script");
}
