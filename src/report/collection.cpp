#include "collection.hpp"

#include "missing.hpp"
#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace stance::report {

namespace {

constexpr std::size_t longest_remark = 200;

constexpr std::array<Session, 8> sessions = {{
    {"graph", "Microsoft Graph", "Microsoft.Graph", "Connect-MgGraph -NoWelcome"},
    {"exchange", "Exchange Online", "ExchangeOnlineManagement",
     "Connect-ExchangeOnline -ShowBanner:$false"},
    {"compliance", "Microsoft Purview", "ExchangeOnlineManagement", "Connect-IPPSSession"},
    {"teams", "Microsoft Teams", "MicrosoftTeams", "Connect-MicrosoftTeams"},
    {"sharepoint", "SharePoint Online", "Microsoft.Online.SharePoint.PowerShell",
     "Connect-SPOService -Url $SharePointAdminUrl", "SharePointAdminUrl",
     "https://contoso-admin.sharepoint.com"},
    {"powerplatform", "Power Platform", "Microsoft.PowerApps.Administration.PowerShell",
     "Add-PowerAppsAccount"},
    {"fabric", "Microsoft Fabric", "FabricTools", "Connect-FabricAccount -TenantId $TenantId",
     "TenantId", "11111111-2222-3333-4444-555555555555"},
    {"azure", "Microsoft Azure", "Az.Accounts, Az.ResourceGraph, Az.Security", "Connect-AzAccount"},
}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_letter(c) || is_digit(c); }
bool is_printable(char c) { return c >= ' ' && c <= '~'; }

bool is_of_name(char c) { return is_alphanumeric(c) || c == '.' || c == '_'; }

bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

// Get-Thing, Search-Thing: verbs that change nothing.
bool is_reading_cmdlet(std::string_view name) {
  const std::size_t dash = name.find('-');
  if (dash == std::string_view::npos) return false;
  const std::string_view verb = name.substr(0, dash);
  const std::string_view noun = name.substr(dash + 1);
  return (base::equal_fold(verb, "Get") || base::equal_fold(verb, "Search")) && !noun.empty() &&
         std::ranges::all_of(noun, is_alphanumeric);
}

std::string_view take_while(std::string_view& text, bool (*holds)(char)) {
  const auto end = static_cast<std::size_t>(std::ranges::find_if_not(text, holds) - text.begin());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(end);
  return taken;
}

// The text between quotes; double ones may hold nothing that PowerShell would replace.
std::optional<std::string_view> take_quoted(std::string_view& text) {
  const char quote = text.front();
  const std::size_t end = text.find(quote, 1);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view inside = text.substr(1, end - 1);
  if (quote == '"' && inside.find_first_of("$`") != std::string_view::npos) return std::nullopt;
  text.remove_prefix(end + 1);
  return inside;
}

// "-ResultSize", "Unlimited", "'a b'" from the front of the text, as code.
std::optional<std::string> take_argument(std::string_view& text) {
  if (text.front() == '-') {
    text.remove_prefix(1);
    const std::string_view name = take_while(text, is_letter);
    return name.empty() ? std::nullopt : std::optional(fmt::format("-{}", name));
  }
  if (is_one_of(text.front(), "'\"")) {
    const auto inside = take_quoted(text);
    return inside ? std::optional(powershell_quoted(*inside)) : std::nullopt;
  }
  const std::string_view word =
      take_while(text, [](char c) { return is_alphanumeric(c) || is_one_of(c, "_.:/"); });
  return word.empty() ? std::nullopt : std::optional(powershell_quoted(word));
}

// What may not stand in an address as it is.
std::string encoded(std::string_view request) {
  std::string out;
  for (const char c : request.substr(std::min(request.find_first_not_of('/'), request.size()))) {
    const bool kept = is_alphanumeric(c) || is_one_of(c, "-._~:/?[]@!$&'()*+,;=%");
    out += kept ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

base::Error refused(std::string_view what, const model::DatasetResult& dataset) {
  return {.kind = base::ErrorKind::catalog,
          .message = fmt::format("the {} of dataset '{}' cannot stand in a script", what,
                                 base::printable(dataset.name)),
          .hint = "printable ASCII characters only; correct the dataset in the catalog"};
}

// An answer that holds several datasets is fetched once, and called as one whose objects are whole
// rows: only under such a name an error is recognised as that of all of them.
void merge(std::vector<Fetch>& fetches, Fetch fetch) {
  const auto known = std::ranges::find(fetches, fetch.what, &Fetch::what);
  if (known == fetches.end()) return fetches.push_back(std::move(fetch));
  if (known->part && !fetch.part) {
    std::swap(known->dataset, fetch.dataset);
    known->part = false;
  }
  known->also.push_back(std::move(fetch.dataset));
}

class Collector {
 public:
  [[nodiscard]] base::Result<void> add(const model::DatasetResult& dataset);
  [[nodiscard]] Collection finish();

 private:
  void add_request(const model::DatasetResult& dataset);
  void add_command(const model::DatasetResult& dataset);
  void add_lookup(const model::DatasetResult& dataset);
  void add_by_hand(const model::DatasetResult& dataset);

  Collection collection_ = {};
  std::set<std::string> scopes_ = {};
  std::array<std::vector<Fetch>, sessions.size()> commands_ = {};
};

base::Result<void> Collector::add(const model::DatasetResult& dataset) {
  const model::CollectStep& step = dataset.step;
  const auto is_safe = [](const std::string& text) {
    return std::ranges::all_of(text, is_printable);
  };
  if (!std::ranges::all_of(dataset.name, is_of_name)) {
    return tl::unexpected(refused("name", dataset));
  }
  if (!is_safe(step.request)) return tl::unexpected(refused("request", dataset));
  if (!is_safe(step.command)) return tl::unexpected(refused("command", dataset));
  if (!std::ranges::all_of(step.scopes, is_safe)) {
    return tl::unexpected(refused("scopes", dataset));
  }
  switch (step.kind) {
    case model::CollectKind::graph: add_request(dataset); break;
    case model::CollectKind::cmdlet: add_command(dataset); break;
    case model::CollectKind::dns: add_lookup(dataset); break;
    case model::CollectKind::by_hand: add_by_hand(dataset); break;
  }
  return {};
}

void Collector::add_request(const model::DatasetResult& dataset) {
  const model::CollectStep& step = dataset.step;
  scopes_.insert(step.scopes.begin(), step.scopes.end());
  merge(collection_.requests,
        {.what = encoded(step.request), .dataset = dataset.name, .part = step.part});
}

void Collector::add_command(const model::DatasetResult& dataset) {
  const model::CollectStep& step = dataset.step;
  const auto* const session = std::ranges::find(sessions, step.session, &Session::word);
  const std::optional<std::string> code = cmdlet_code(step.command);
  if (session == sessions.end() || !code) return add_by_hand(dataset);
  merge(commands_[static_cast<std::size_t>(session - sessions.begin())],
        {.what = *code, .dataset = dataset.name, .part = step.part});
}

// The domains to look up are asked of Microsoft Graph.
void Collector::add_lookup(const model::DatasetResult& dataset) {
  scopes_.insert("Domain.Read.All");
  collection_.lookups.push_back({.what = dataset.step.request, .dataset = dataset.name});
}

void Collector::add_by_hand(const model::DatasetResult& dataset) {
  const std::string& way = dataset.collect.empty() ? dataset.step.command : dataset.collect;
  const std::string text = way.empty() ? "the catalog names no way" : base::ascii_printable(way);
  collection_.by_hand.push_back(
      fmt::format("{}: {}", dataset.name, base::shorten(text, longest_remark, "...")));
}

Collection Collector::finish() {
  collection_.scopes.assign(scopes_.begin(), scopes_.end());
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    if (commands_[i].empty()) continue;
    collection_.sessions.push_back({&sessions[i], std::move(commands_[i])});
  }
  return std::move(collection_);
}

}  // namespace

base::Result<Collection> collection_of(const model::Assessment& assessment) {
  Collector collector;
  for (const model::DatasetResult* dataset : missing_of(assessment)) {
    if (auto added = collector.add(*dataset); !added) {
      return tl::unexpected(std::move(added).error());
    }
  }
  return collector.finish();
}

std::optional<std::string> cmdlet_code(std::string_view text) {
  const std::string_view name = text.substr(0, text.find(' '));
  if (!is_reading_cmdlet(name)) return std::nullopt;
  std::string code(name);
  text.remove_prefix(name.size());
  while (!text.empty()) {
    // Arguments are parted by blanks.
    if (text.front() != ' ') return std::nullopt;
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    if (text.empty()) break;
    const std::optional<std::string> argument = take_argument(text);
    if (!argument) return std::nullopt;
    code += " " + *argument;
  }
  return code;
}

std::string also_text(const Fetch& fetch) {
  if (fetch.also.empty()) return {};
  std::string names;
  for (const std::string& name : fetch.also) names += (names.empty() ? "" : ", ") + name;
  return fmt::format("  # also {}", names);
}

std::string by_hand_text(const Collection& collection) {
  if (collection.by_hand.empty()) return {};
  std::string text = "\n# Not collected by scripts:\n";
  for (const std::string& line : collection.by_hand) text += fmt::format("#   {}\n", line);
  return text;
}

const Session& graph_session() { return sessions.front(); }

std::string powershell_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

}  // namespace stance::report
