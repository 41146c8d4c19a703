#include "outputs.hpp"

#include "fixture.hpp"
#include "parser.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace stance;
using namespace stance::cli;

namespace {

Arguments arguments_of(std::vector<std::string> words) {
  words.emplace_back("export");
  std::ostringstream stream;
  const Io io = {stream, stream};
  const Command& assess = *find_command("assess");
  return Arguments::check(assess, tokenise(assess, words), io).value();
}

std::string planned(const std::vector<std::string>& words) {
  const auto outputs = outputs_of(arguments_of(words));
  if (!outputs) return outputs.error().message;
  std::string text;
  for (const Output& output : *outputs) text += fmt::format("{}={} ", output.format, output.path);
  return text;
}

}  // namespace

TEST_CASE("files are written first, then standard output") {
  CHECK(planned({}) == "terminal=- ");
  CHECK(planned({"--format", "json"}) == "json=- ");
  CHECK(planned({"-o", "json=a", "-o", "terminal=b"}) == "json=a terminal=b terminal=- ");
  CHECK(planned({"-o", "json=-", "-o", "terminal=b"}) == "terminal=b json=- ");
  CHECK(planned({"-o", "sarif=a", "-o", "-"}) == "sarif=a terminal=- ");
  CHECK(planned({"-o", "json=-", "--format", "json"}) ==
        "standard output is asked for two reports");
  CHECK(planned({"-o", "json=-", "-o", "terminal=-"}) ==
        "standard output is asked for two reports");
}

TEST_CASE("every output is written") {
  const Scratch scratch;
  model::Assessment assessment;
  assessment.tenant_name = "Contoso";
  const std::string json = scratch.file("a.json");
  const Arguments arguments = arguments_of({"--color=always"});
  std::ostringstream out;
  Io io = {out, out};
  REQUIRE(write_outputs(assessment, {{"json", json}, {"terminal", "-"}}, arguments, io));
  CHECK_THAT(scratch.text_of("a.json"), Catch::Matchers::StartsWith("{\n  \"schema\""));
  CHECK_THAT(out.str(), Catch::Matchers::StartsWith("Contoso - collection time not known\n"));
}

TEST_CASE("each format that can be asked for has a report of its own") {
  struct Case {
    std::string format;
    std::string begin;
    bool lines;
  };
  const std::vector<Case> cases = {{"terminal", "Contoso - collection", false},
                                   {"json", "{\n  \"schema\"", true},
                                   {"ndjson", R"({"event":"score")", true},
                                   {"sarif", "{\n  \"$schema\"", true},
                                   {"junit", "<?xml", true},
                                   {"csv", "tenant_id,tenant,", false},
                                   {"csv-evidence", "tenant_id,as_of,control,part,", true},
                                   {"csv-framework", "tenant_id,as_of,framework,", false},
                                   {"csv-gates", "tenant_id,as_of,gate,", false},
                                   {"markdown", "## Contoso", true},
                                   {"github", "", true}};
  std::string names;
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.format) {
      model::Assessment assessment;
      assessment.tenant_name = "Contoso";
      const Arguments arguments = arguments_of({"--color=never"});
      std::ostringstream out;
      Io io = {out, out};
      REQUIRE(write_outputs(assessment, {{c.format, "-"}}, arguments, io));
      CHECK_THAT(out.str(), Catch::Matchers::StartsWith(c.begin));
      CHECK(needs_lines({c.format, "-"}) == c.lines);
    }
    names += (names.empty() ? "" : "|") + c.format;
  }
  CHECK(names == report_formats);
}

TEST_CASE("every format of a roll-up is rendered") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"terminal", "0 tenants assessed"},
      {"json", "{\n  \"schema\": \"stance.fleet/1\""},
      {"csv", "name,tenant_id,"},
      {"csv-controls", "control,title,"}};
  std::string names;
  for (const auto& [format, begin] : cases) {
    const Arguments arguments = arguments_of({"--color=never"});
    std::ostringstream out;
    Io io = {out, out};
    REQUIRE(write_outputs(model::FleetReport{}, {{format, "-"}}, arguments, io));
    CHECK_THAT(out.str(), Catch::Matchers::StartsWith(begin));
    names += (names.empty() ? "" : "|") + format;
  }
  CHECK(names == fleet_formats);
}

TEST_CASE("an output that cannot be written is an error") {
  const Scratch scratch;
  const Arguments arguments = arguments_of({});
  std::ostringstream out;
  Io io = {out, out};
  const auto written = write_outputs(
      model::Assessment{}, {{"json", scratch.file("no/a.json")}, {"json", "-"}}, arguments, io);
  REQUIRE_FALSE(written);
  CHECK(written.error().kind == base::ErrorKind::output);
  CHECK(out.str().empty());
}
