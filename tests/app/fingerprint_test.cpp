#include "fingerprint.hpp"

#include "fixture.hpp"

#include <functional>
#include <set>

using namespace stance;
using namespace stance::app;
using namespace stance::app::test;

namespace {

std::string print_of(const Folder& folder, const Request& request, const std::string& told = "") {
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  auto asked = read_asked(request, catalog, problems);
  REQUIRE(asked);
  const auto yardstick = make_yardstick(catalog, *std::move(asked), problems);
  REQUIRE(yardstick);
  return fingerprint(request, *yardstick, told);
}

}  // namespace

TEST_CASE("the same input, options and program have the same fingerprint") {
  const Folder folder;
  const Request request{.inputs = {folder.path("export.json")}};
  const std::string first = print_of(folder, request);
  CHECK(first.size() == 64);
  CHECK(print_of(folder, request, "a warning") != first);
  CHECK(print_of(folder, request) == first);
  // The day of the run shows in no result that nobody asked the age of.
  CHECK(print_of(folder, {.inputs = request.inputs, .gates = {.today = "2026-01-01"}}) == first);
}

TEST_CASE("whatever shows in a result changes the fingerprint") {
  const Folder folder;
  const std::string entry =
      "decisions:\n- control: demo.one\n  status: planned\n  reason: r\n  owner: o\n";
  folder.write("tenant/a.json", "{}");
  folder.write("profile.yaml", "profile: {name: one}\n");
  folder.write("decisions.yaml", entry);
  const std::string input = folder.path("tenant");
  std::set<std::string> seen;
  const std::vector<Request> requests = {
      {.inputs = {input}},
      {.inputs = {input + "/"}},
      {.inputs = {input + "/a.json"}},
      {.inputs = {folder.path("absent")}},
      {.inputs = {input}, .gates = {.min_score = 1}},
      {.inputs = {input}, .gates = {.min_verified = 1}},
      {.inputs = {input}, .gates = {.min_coverage = 1}},
      {.inputs = {input}, .gates = {.max_claimed = 1}},
      {.inputs = {input}, .gates = {.none_expired = true}},
      {.inputs = {input}, .gates = {.min_category = {{"identity", 1}}}},
      {.inputs = {input}, .gates = {.fail_on = {"high"}}},
      {.inputs = {input}, .gates = {.datasets = {"demo.rows"}}},
      {.inputs = {input}, .gates = {.max_age = 1, .today = "2026-01-01"}},
      {.inputs = {input}, .gates = {.max_age = 1, .today = "2026-01-02"}},
      {.inputs = {input}, .profile = folder.path("profile.yaml")},
      {.inputs = {input}, .decisions = {folder.path("decisions.yaml")}},
      {.inputs = {input}, .soon = 31},
      {.inputs = {input}, .tenant = "t"},
      {.inputs = {input}, .as_of = "2026-01-01"},
      {.inputs = {input}, .evidence = 5},
  };
  for (const Request& request : requests) CHECK(seen.insert(print_of(folder, request)).second);
  const std::vector<std::function<void()>> changes = {
      [&] { folder.write("tenant/a.json", "{ }"); },
      [&] { folder.write("tenant/notes.txt", "x"); },
      [&] { folder.write("tenant/deep/b.json", "x"); },
      [&] { std::filesystem::create_symlink("nowhere", input + "/link"); },
      [&] { folder.write_control("one", "pass: '!r.good'", "unmet"); },
  };
  for (const auto& change : changes) {
    change();
    CHECK(seen.insert(print_of(folder, requests.front())).second);
  }
  // Their content, not only their names.
  folder.write("profile.yaml", "profile: {name: two}\n");
  CHECK(seen.insert(print_of(folder, requests[14])).second);
  folder.write("decisions.yaml", entry + "  notes: more\n");
  CHECK(seen.insert(print_of(folder, requests[15])).second);
}
