#include "loaded_export.hpp"

#include "fixture.hpp"
#include "stance/cel/time.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace stance;
using namespace stance::ingest;

namespace {

struct Run {
  std::string path = "x.json";
  std::string id = {};
  std::string time = {};  // empty: it tells none
  std::string prefix = {};
};

LoadedExport loaded(const Run& run) {
  ScubaExport scuba{.prefix = run.prefix, .version = "1.8.0", .run = run.id};
  if (!run.time.empty()) scuba.collected = cel::parse_time(run.time).value();
  return {{.path = run.path, .document = parse("{}"), .sha256 = run.path}, std::move(scuba), "g"};
}

LoadedExport answers(const std::string& path) {
  static const tenant::SourceRule graph{.exporter = "graph"};
  return {{.path = path, .document = parse("{}"), .sha256 = path},
          std::vector<RecognisedAnswer>{{.answer = {}, .matches = {{nullptr, &graph}}}},
          "g"};
}

constexpr const char* may = "2026-05-04T00:00:00Z";
constexpr const char* june = "2026-06-04T00:00:00Z";

}  // namespace

TEST_CASE("a file is a run or holds answers") {
  const LoadedExport run = loaded({});
  CHECK(run.scuba() != nullptr);
  CHECK(run.answers().empty());
  CHECK(run.format() == "ScubaGear 1.8.0");
  const LoadedExport other = answers("x.json");
  CHECK(other.scuba() == nullptr);
  CHECK(other.answers().size() == 1);
  CHECK(other.format() == "Microsoft Graph");
}

TEST_CASE("a run is known by its id") {
  const auto same = [](const Run& a, const Run& b) { return is_same_run(loaded(a), loaded(b)); };
  CHECK(same({.id = "r", .time = may}, {.id = "R", .time = june}));
  CHECK_FALSE(same({.id = "r", .time = may}, {.id = "s", .time = may}));
  CHECK_FALSE(same({.id = "r", .time = may}, {.time = may}));
  CHECK_FALSE(same({.time = may}, {.time = may}));
  CHECK_FALSE(is_same_run(loaded({.id = "r"}), answers("y.json")));
  CHECK_FALSE(is_same_run(answers("x.json"), answers("x.json")));
}

TEST_CASE("a run is older when its time says so, or when it tells none") {
  const auto older = [](const Run& a, const Run& b) { return is_older(loaded(a), loaded(b)); };
  CHECK(older({.time = may}, {.time = june}));
  CHECK_FALSE(older({.time = june}, {.time = may}));
  CHECK_FALSE(older({.id = "r", .time = may}, {.id = "s", .time = may}));
  CHECK_FALSE(older({.id = "r", .time = may}, {.id = "r", .time = june}));
  CHECK(older({}, {.time = may}));
  CHECK_FALSE(older({.time = may}, {}));
  CHECK_FALSE(older({}, {}));
}

TEST_CASE("newer runs come first, then the export before its results, and answers last") {
  const LoadedExport order[] = {
      loaded({.path = "9", .time = june}),
      loaded({.path = "8", .time = "2026-05-04T00:00:00.5Z"}),
      loaded({.path = "6", .time = may}),
      loaded({.path = "7", .time = may}),
      loaded({.path = "5", .time = may, .prefix = "/Raw"}),
      loaded({.path = "4"}),
      answers("1"),
      answers("2"),
  };
  for (std::size_t i = 0; i < std::size(order); ++i) {
    for (std::size_t j = 0; j < std::size(order); ++j) {
      CHECK(is_preferred(order[i], order[j]) == (i < j));
    }
  }
}

TEST_CASE("a copy has the same bytes and is recognised alike") {
  CHECK(is_copy(loaded({.path = "x"}), loaded({.path = "x"})));
  CHECK_FALSE(is_copy(loaded({.path = "x"}), loaded({.path = "y"})));
  CHECK(is_copy(answers("x"), answers("x")));
  CHECK_FALSE(is_copy(answers("x"), loaded({.path = "x"})));
  LoadedExport other = answers("x");
  static const tenant::SourceRule another{.exporter = "powershell"};
  std::get<std::vector<RecognisedAnswer>>(other.content).front().matches.front().source = &another;
  CHECK_FALSE(is_copy(answers("x"), other));
}
