#include "choice.hpp"

#include "fixture.hpp"
#include "stance/cel/time.hpp"

#include <catch2/catch.hpp>

#include <deque>
#include <string>

using namespace stance;
using namespace stance::ingest;
using tenant::State;

namespace {

// What one file holds of the dataset.
struct Held {
  std::string path;
  std::string run = {};  // "r@2026-05-04": id and day, either may be empty; empty for answers
  State state = State::present;
  std::string rows = "[{}]";
  bool open = false;
  std::string group = "g";
  std::string prefix = {};  // of the export in the file
};

constexpr const char* whole = R"([{"id":"a"},{"id":"b"}])";
constexpr const char* damaged = R"([{"id":"@{x=1}"},{"id":"b"}])";
constexpr const char* worse = R"([{"id":"@{x=1}"},{"id":"@{x=1}"}])";
constexpr const char* fewer = R"([{"id":"a"}])";

LoadedExport loaded(const Held& held) {
  LoadedFile file{.path = held.path, .document = parse("{}"), .sha256 = held.path};
  if (held.run.empty()) {
    return {std::move(file), std::vector<RecognisedAnswer>{}, held.group};
  }
  const std::size_t at = held.run.find('@');
  ScubaExport scuba{.prefix = held.prefix, .run = held.run.substr(0, at)};
  const std::string day = held.run.substr(at + 1);
  if (!day.empty()) scuba.collected = cel::parse_time(day + "T00:00:00Z").value();
  return {std::move(file), std::move(scuba), held.group};
}

// Which file is used, and why the others are not.
std::string chosen(const std::vector<Held>& files) {
  static const TestSchema schema = [] {
    TestSchema made;
    made.add("a", {{"/a"}});
    return made;
  }();
  const tenant::Dataset& dataset = schema->datasets().front();
  std::deque<base::json::Document> documents;
  std::vector<LoadedExport> exports;
  std::vector<DatasetFinding> findings;
  for (const Held& held : files) {
    documents.push_back(parse(held.rows));
    DatasetFinding finding{.state = held.state,
                           .source = &dataset.sources.front(),
                           .files = {exports.size()},
                           .detail = held.state == State::damaged ? "it is broken" : ""};
    if (held.state == State::present) {
      for (const auto row : documents.back().root().elements()) {
        finding.found.rows.push_back({.self = row});
      }
    }
    finding.found.open = held.open;
    findings.push_back(std::move(finding));
    exports.push_back(loaded(held));
  }
  const Choice choice = choose(dataset, std::move(findings), exports);
  std::string text = exports[choice.finding.files.front()].file.path;
  for (const PassedOver& passed : choice.passed_over) {
    CHECK(passed.instead == choice.finding.files.front());
    text += ", not " + exports[passed.file].file.path + ": " + passed.reason;
  }
  return text;
}

}  // namespace

TEST_CASE("one finding is used as it is") {
  CHECK(chosen({{"1", "r@2026-05-04"}}) == "1");
  CHECK(chosen({{"1", "", State::failed}}) == "1");
}

TEST_CASE("data is used before damage, damage before failure") {
  CHECK(chosen({{"1", "r@", State::failed}, {"2", "", State::damaged}, {"3", "", State::empty}}) ==
        "3, not 2: here it is broken");
  CHECK(chosen({{"1", "r@", State::failed}, {"2", "", State::damaged}}) == "2");
  CHECK(chosen({{"1", "r@", State::damaged}, {"2"}}) == "2, not 1: here it is broken");
}

TEST_CASE("rows that are whole are used before damaged ones") {
  for (const char* run : {"r@2026-05-04", ""}) {
    CHECK(chosen({{"1", run, State::present, damaged}, {"2", "", State::present, whole}}) ==
          "2, not 1: 1 of its values is damaged here, none there");
  }
  CHECK(chosen({{"1", "r@", State::present, worse}, {"2", "", State::present, damaged}}) ==
        "2, not 1: 2 of its values are damaged here, 1 there");
  CHECK(chosen({{"1", "r@", State::present, damaged}, {"2", "r@", State::present, whole}}) ==
        "2, not 1: 1 of its values is damaged here, none there");
  CHECK(chosen({{"1", "r@", State::present, damaged},
                {"2", "", State::present, worse},
                {"3", "", State::present, whole}}) ==
        "3, not 1: 1 of its values is damaged here, none there, not 2: 2 of its values "
        "are damaged here, none there");
}

TEST_CASE("whole rows do not stand in for more of them, nor does none") {
  CHECK(chosen({{"1", "r@", State::present, damaged}, {"2", "", State::present, fewer}}) ==
        "1, not 2: 1 of its rows is here and 2 there, though values of these are damaged");
  CHECK(chosen({{"1", "r@", State::present, worse}, {"2", "", State::empty}}) ==
        "1, not 2: a run of ScubaGear goes first");
  CHECK(chosen({{"1", "r@", State::empty}, {"2", "", State::present, whole}}) ==
        "1, not 2: a run of ScubaGear goes first");
  const std::string three = R"([{"id":"@{x=1}"},{"id":"b"},{"id":"c"}])";
  CHECK(chosen({{"1", "r@", State::present, three}, {"2", "", State::present, whole}}) ==
        "1, not 2: 2 of its rows are here and 3 there, though values of these are damaged");
}

TEST_CASE("all rows are used before some") {
  CHECK(chosen({{"1", "r@", State::present, whole, true}, {"2", "", State::present, damaged}}) ==
        "2, not 1: rows are missing here");
  CHECK(chosen({{"1", "r@", State::present, damaged}, {"2", "", State::present, whole, true}}) ==
        "1, not 2: rows are missing here");
}

TEST_CASE("an older run does not stand in for a newer one") {
  const std::string june = "s@2026-06-04";
  const std::string may = "r@2026-05-04";
  CHECK(chosen({{"1", june}, {"2", may}}) == "1, not 2: it is newer");
  CHECK(chosen({{"1", june, State::present, damaged}, {"2", may, State::present, whole}}) ==
        "1, not 2: it is newer");
  CHECK(chosen({{"1", june, State::damaged}, {"2", may}}) ==
        "1, not 2: it is newer, though damaged");
  CHECK(chosen({{"1", june, State::failed}, {"2", may}}) ==
        "1, not 2: it is newer, though the command failed");
  CHECK(chosen({{"1", june, State::failed}, {"2", may}, {"3"}}) ==
        "3, not 2: a newer run tried to collect it");
  CHECK(chosen({{"1", june}, {"2", "r@"}}) == "1, not 2: it says when it was made");
  CHECK(chosen({{"1", may}, {"2", may}}) == "1, not 2: it is the same run");
  CHECK(chosen({{"1", may, State::failed}, {"2", may}}) == "2");
}

TEST_CASE("of equals the first is used") {
  CHECK(chosen({{"1", "r@2026-05-04"}, {"2"}}) ==
        "1, not 2: a run of ScubaGear goes first, as it says when it was made");
  CHECK(chosen({{"1", "r@"}, {"2", "s@"}}) == "1, not 2: its name comes first");
  CHECK(chosen({{"1", "r@"}, {.path = "2", .run = "s@", .prefix = "/Raw"}}) ==
        "1, not 2: an export goes before the results of a run");
  CHECK(chosen({{.path = "1", .group = "x"}, {.path = "2", .group = "y"}}) ==
        "1, not 2: its name comes first");
  CHECK(chosen({{"1"}, {"2"}}) == "1, not 2: its kind of answer goes first");
}
