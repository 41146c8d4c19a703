#include "stance/app/fleet.hpp"

#include "crew.hpp"
#include "fingerprint.hpp"
#include "members.hpp"
#include "read_tenant.hpp"
#include "stance/base/file.hpp"
#include "stance/base/folder_lock.hpp"
#include "stance/base/sha256.hpp"
#include "stance/base/text.hpp"
#include "stance/compare/fleet.hpp"
#include "stance/report/fleet.hpp"
#include "stance/report/json.hpp"
#include "yardstick.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <initializer_list>
#include <set>
#include <sstream>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

namespace stance::app {

namespace {

namespace fs = std::filesystem;

using compare::most_result_bytes;

constexpr std::string_view result_start = "{\n  \"schema\": \"stance.assessment/";

// One tenant when it is done.
struct Done {
  std::size_t index = 0;
  model::TenantSummary summary;
  std::string json = {};  // the result; empty when there is none, or when the old one holds
  bool kept = false;      // the result of a former run holds
  bool outdated = false;  // there is a result of a former run that no longer holds
};

// Where the results of a fleet are, and what is remembered of each.
class Results {
 public:
  explicit Results(fs::path folder) : folder_(std::move(folder)) {}

  [[nodiscard]] fs::path remembered() const { return folder_ / ".stance"; }
  [[nodiscard]] fs::path lines() const { return folder_ / "fleet.ndjson"; }

  // What a former run wrote about the tenant, if the result is still as it was.
  [[nodiscard]] std::optional<model::TenantSummary> find(const std::string& name) const {
    const auto line = base::read_file(record(name), most_result_bytes);
    if (!line) return std::nullopt;
    auto summaries = compare::read_results(line->view(), name, name);
    if (!summaries || summaries->size() != 1 || summaries->front().name != name) {
      return std::nullopt;
    }
    const auto bytes = base::read_file(result(name), most_result_bytes);
    if (!bytes || base::sha256_hex(bytes->view()) != summaries->front().sha256) return std::nullopt;
    return std::move(summaries->front());
  }

  // First the result, then what vouches for it. Another file than a result is not replaced.
  [[nodiscard]] base::Result<void> write(const Done& done) const {
    const std::string& name = done.summary.name;
    const fs::path path = result(name);
    if (const auto old = base::read_file(path, most_result_bytes);
        old && !old->view().starts_with(result_start)) {
      return tl::unexpected(
          base::Error{.kind = base::ErrorKind::output,
                      .message = fmt::format("'{}' is no result, and would be replaced by one",
                                             base::printable(path.string())),
                      .hint = "name another folder for the results"});
    }
    if (auto written = base::write_file(path, done.json); !written) return written;
    return base::write_file(record(name), report::tenant_line(done.summary));
  }

  void remove(const std::string& name) const {
    std::error_code ignored;
    fs::remove(record(name), ignored);
    fs::remove(result(name), ignored);
  }

  // Of all tenants that something is remembered of.
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(remembered(), ignored)) {
      if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
    }
    return names;
  }
  [[nodiscard]] fs::path result(const std::string& name) const {
    return folder_ / (name + ".json");
  }

 private:
  [[nodiscard]] fs::path record(const std::string& name) const {
    return remembered() / (name + ".json");
  }

  fs::path folder_;
};

// "export.json:3:1: what is wrong".
std::string one_line(const base::Error& error) {
  std::string line = base::render(error);
  line.resize(std::min(line.find('\n'), line.size()));
  constexpr std::string_view word = "error: ";
  if (const std::size_t at = line.find(word); at != std::string::npos) line.erase(at, word.size());
  return line;
}

// Everything that the threads share.
struct Shared {
  const FleetRequest& request;
  const Yardstick& yardstick;
  const base::Diagnostics& before;  // what assess() tells before it reads the inputs
  const base::Diagnostics& behind;  // and behind that
  std::string told;                 // both, and what may be said of licences
  const std::vector<Member>& members;
  const Results& results;
};

base::Result<std::string> assess_one(const Request& request, const Shared& shared) {
  base::Diagnostics problems = shared.before;
  const auto tenant =
      read_tenant(request, shared.yardstick.catalog.schema(), ingest::Limits{}, problems);
  if (!tenant) return tl::unexpected(tenant.error());
  problems.add(shared.behind);
  std::ostringstream json;
  report::render_json(judge(request, shared.yardstick, *tenant, problems), json);
  return std::move(json).str();
}

base::Result<Done> try_one(const Member& member, const Shared& shared) {
  if (!member.error.empty()) return Done{.summary = {member.name, member.error}};
  Request request = shared.request.each;
  request.inputs = {member.path};
  std::string key = fingerprint(request, shared.yardstick, shared.told);
  auto former = shared.results.find(member.name);
  if (former && former->key == key && !shared.request.fresh) {
    return Done{.summary = *std::move(former), .kept = true};
  }
  const bool outdated = former.has_value();
  auto json = assess_one(request, shared);
  if (!json) return Done{.summary = {member.name, one_line(json.error())}, .outdated = outdated};
  auto summaries = compare::read_results(*json, member.name, member.name);
  if (!summaries) return tl::unexpected(std::move(summaries).error());
  Done done{.summary = std::move(summaries->front()), .json = *std::move(json)};
  done.summary.key = std::move(key);
  return done;
}

// What goes wrong in one tenant stays there.
Done work_on(std::size_t index, const Shared& shared) {
  const Member& member = shared.members[index];
  Done done;
  try {
    auto tried = try_one(member, shared);
    done = tried ? *std::move(tried) : Done{.summary = {member.name, one_line(tried.error())}};
  } catch (const std::exception& error) {
    done = {.summary = {member.name, fmt::format("internal error: {}", error.what())}};
  }
  done.index = index;
  return done;
}

// Results among the exports would be read as a tenant by the next run.
base::Result<void> check_folder(const FleetRequest& request, const std::vector<Member>& members) {
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(request.folder, error);
  std::vector<std::string> sources = {request.tenants};
  for (const Member& member : members) sources.push_back(member.path);
  for (const std::string& source : sources) {
    const fs::path root = fs::weakly_canonical(source, error);
    if (!fs::is_directory(root, error)) continue;
    if (std::ranges::mismatch(root, folder).in1 != root.end()) continue;
    return tl::unexpected(base::Error{
        .kind = base::ErrorKind::usage,
        .message = fmt::format("the folder of the results, '{}', lies in '{}'",
                               base::printable(request.folder), base::printable(source)),
        .hint = "name one outside of the exports"});
  }
  return {};
}

std::size_t threads_for(const FleetRequest& request) {
  if (request.jobs > 0) return request.jobs;
  return std::max<std::size_t>(std::thread::hardware_concurrency(), 1);
}

std::string text_of(std::initializer_list<const base::Diagnostics*> lists) {
  std::string text;
  for (const base::Diagnostics* problems : lists) {
    for (const base::Diagnostic& problem : problems->all()) text += base::render(problem);
  }
  return text;
}

// Who merges all results of the folder should know of those.
void tell_leavers(const std::vector<Member>& members, const Results& results,
                  base::Diagnostics& problems) {
  std::set<std::string_view> names;
  for (const Member& member : members) names.insert(member.name);
  for (const std::string& name : results.names()) {
    if (names.contains(name)) continue;
    problems.add({.severity = base::Severity::note,
                  .message = fmt::format("'{}' is the result of a tenant that is no longer in the "
                                         "fleet",
                                         base::printable(results.result(name).string()))});
  }
}

base::Result<Yardstick> prepare(const Request& request, catalog::Catalog& catalog,
                                base::Diagnostics& before, base::Diagnostics& behind) {
  auto asked = read_asked(request, catalog, before);
  if (!asked) return tl::unexpected(std::move(asked).error());
  auto yardstick = make_yardstick(catalog, *std::move(asked), behind);
  if (!yardstick) return tl::unexpected(catalog_has_errors());
  return *std::move(yardstick);
}

struct Gathered {
  std::vector<model::TenantSummary> tenants;
  std::size_t kept = 0;
};

base::Result<Gathered> run_all(const Shared& shared) {
  const std::size_t count = shared.members.size();
  Gathered gathered{.tenants = std::vector<model::TenantSummary>(count)};
  base::Result<void> written;
  std::size_t done_count = 0;
  const auto take = [&](Done done) {
    if (!done.json.empty()) written = shared.results.write(done);
    if (!written) return false;
    if (done.outdated) shared.results.remove(done.summary.name);
    gathered.kept += done.kept ? 1 : 0;
    gathered.tenants[done.index] = std::move(done.summary);
    if (shared.request.progress) shared.request.progress(++done_count, count);
    return true;
  };
  run_crew(
      count, threads_for(shared.request), [&](std::size_t index) { return work_on(index, shared); },
      take);
  if (!written) return tl::unexpected(std::move(written).error());
  return gathered;
}

}  // namespace

base::Result<FleetRun> assess_fleet(const FleetRequest& request, catalog::Catalog& catalog,
                                    base::Diagnostics& problems) {
  base::Diagnostics before;
  base::Diagnostics behind;
  const auto yardstick = prepare(request.each, catalog, before, behind);
  problems.add(before);
  problems.add(behind);
  if (!yardstick) return tl::unexpected(yardstick.error());
  const auto members = read_members(request.tenants, problems);
  if (!members) return tl::unexpected(members.error());
  if (auto checked = check_folder(request, *members); !checked) {
    return tl::unexpected(std::move(checked).error());
  }
  const Results results(request.folder);
  const auto lock = base::FolderLock::take(request.folder);
  if (!lock) return tl::unexpected(lock.error());
  const auto inner_lock = base::FolderLock::take(results.remembered());
  if (!inner_lock) return tl::unexpected(inner_lock.error());

  tell_leavers(*members, results, problems);
  auto gathered =
      run_all({request, *yardstick, before, behind,
               text_of({&before, &behind, &yardstick->licence_problems}), *members, results});
  if (!gathered) return tl::unexpected(std::move(gathered).error());
  compare::part_twins(gathered->tenants);
  std::string lines;
  for (const model::TenantSummary& tenant : gathered->tenants) lines += report::tenant_line(tenant);
  if (auto written = base::write_file(results.lines(), lines); !written) {
    return tl::unexpected(std::move(written).error());
  }
  auto report = compare::roll_up(std::move(gathered->tenants));
  if (!report) return tl::unexpected(std::move(report).error());
  return FleetRun{*std::move(report), gathered->kept};
}

}  // namespace stance::app
