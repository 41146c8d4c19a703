#include "recogniser.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::ingest;

namespace {

TestSchema test_schema() {
  TestSchema schema;
  schema.add("area.things", {}).last().sources = {
      {.exporter = "graph", .contexts = {"root/things"}, .types = {"thing", "otherThing"}},
      {.exporter = "entraexporter", .paths = {"Root/Things"}},
      {.exporter = "powershell", .commands = {"Get-Thing"}}};
  schema.last().shows = {{"thingName"}};
  schema.add("area.parts", {}).last().sources = {
      {.exporter = "graph", .at = "/parts", .contexts = {"root/things"}}};
  schema.add("area.settings", {}, true).last().sources = {
      {.exporter = "entraexporter", .paths = {"Root/settings.json"}},
      {.exporter = "powershell", .commands = {"Get-Setting"}}};
  schema.last().shows = {{"thingName", "mode"}, {"level", "kind"}};
  schema.add("other.settings", {}, true).last().sources = {
      {.exporter = "powershell", .commands = {"Get-OtherSetting"}}};
  schema.last().shows = {{"mode", "level"}};
  return schema;
}

// "area.things from graph" of every match.
std::string told(std::string_view json, std::string_view path) {
  static const TestSchema schema = test_schema();
  const auto document = parse(json);
  const Recogniser recogniser(schema);
  std::string text;
  for (const RecognisedAnswer& answer : recogniser.recognise(document.root(), path).answers) {
    for (const Match& match : answer.matches) {
      if (!text.empty()) text += ", ";
      text += match.dataset->name + " from " + match.source->exporter;
    }
  }
  return text;
}

constexpr std::string_view both = "area.things from graph, area.parts from graph";

}  // namespace

TEST_CASE("answers are recognised by what is in them, then by name") {
  struct Case {
    std::string_view name, path, json, told;
  };
  static constexpr Case cases[] = {
      {"context", "x.json",
       R"({"@odata.context":"https://h/v1.0/$metadata#Root/Things","value":[]})", both},
      {"another context, whatever the rest says", "things.json",
       R"({"@odata.context":"https://h/v1.0/$metadata#me","value":[{"thingName":1}]})", ""},
      {"type", "x.json", R"([{"@odata.type":"#microsoft.graph.otherThing","id":"a"}])",
       "area.things from graph"},
      {"properties of Graph", "x.json", R"([{"thingName":null}])", both},
      {"properties of PowerShell", "x.json", R"([{"ThingName":null}])",
       "area.things from powershell, area.parts from graph"},
      {"more properties win", "x.json", R"({"ThingName":1,"Mode":2})",
       "area.settings from powershell"},
      {"another list of properties", "x.json", R"({"Kind":1,"Level":2})",
       "area.settings from powershell"},
      {"a tie is nobody's", "x.json", R"({"ThingName":1,"Mode":2,"Level":3})", ""},
      {"a tie is settled by name", "Get-OtherSetting.json",
       R"({"Id":"a","ThingName":1,"Mode":2,"Level":3})", "other.settings from powershell"},
      {"properties below AdditionalProperties", "x.json",
       R"({"Id":"a","AdditionalProperties":{"thingName":1}})", both},
      {"name of the dataset", "in/Area.Things.json", R"([{"id":"a"}])", both},
      {"second part of the name", "in/things.json", R"([{"id":"a"}])", both},
      {"an ambiguous name", "settings.json", "[]", ""},
      {"name of the address", "root_things.json", R"([{"id":"a"}])", both},
      {"name of the command", "Get-Thing.json", "[]",
       "area.things from powershell, area.parts from graph"},
      {"a general name proves nothing", "things.json", "[]", ""},
      {"the name of the dataset does", "area.things.json", R"({"value":[]})", both},
      {"a name of two words does", "root_things-2.json", R"([null])", both},
      {"nothing from a command", "get-thing.json", "null",
       "area.things from powershell, area.parts from graph"},
      {"nothing from elsewhere", "area.things.json", "null", ""},
      {"text in place of rows", "things.json", R"(["System.Collections.Hashtable"])", both},
      {"text in place of rows of unknown name", "x.json", R"("@{Id=1}")", ""},
      {"an error with a context", "x.json",
       R"({"@odata.context":"https://h/$metadata#root/things","error":{"code":"x"}})", both},
      {"what the command gets", "Thing.json", R"({"Id":"a"})",
       "area.things from powershell, area.parts from graph"},
      {"pages", "things-2.json", R"([{"id":"a"}])", both},
      {"pages with a word", "things_page3.json", R"([{"id":"a"}])", both},
      {"copies", "things (4).json", R"([{"id":"a"}])", both},
      {"a name with other content", "things.json", R"([{"nothing":"a"}])", ""},
      {"an error under a name", "Get-Thing.json", R"({"error":{"code":"x","message":"y"}})",
       "area.things from powershell, area.parts from graph"},
      {"an error of a dataset of parts", "Area.Parts-2.json",
       R"({"error":{"code":"x","message":"y"}})", "area.parts from graph"},
      {"an error without a name", "x.json", R"({"error":{"code":"x","message":"y"}})", ""},
      {"an object of a tree", "in/Root/Things/a-1/a-1.json", R"({"id":"a-1"})",
       "area.things from entraexporter"},
      {"a tree written on Windows", R"(in/Root\Things\a-1\a-1.json)", R"({"id":"a-1"})",
       "area.things from entraexporter"},
      {"a fixed file of a tree", "in/root/Settings.json", R"({"id":"a"})",
       "area.settings from entraexporter"},
      {"members of an object of a tree", "in/Root/Things/a-1/Members/b/b.json",
       R"({"id":"b","thingName":1})", ""},
      {"no answer", "things.json", R"("things")", ""},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(told(c.json, c.path) == c.told); }
  }
}

TEST_CASE("answers that are not recognised are kept with what is known of them") {
  static const TestSchema schema = test_schema();
  const Recogniser recogniser(schema);
  const auto shown = [&](std::string_view json, std::string_view path) {
    const auto document = parse(json);
    std::string text;
    for (const UnknownAnswer& unknown : recogniser.recognise(document.root(), path).unknown) {
      text += unknown.answer.pointer + "|" + unknown.answer.error + "|" + unknown.hinted + "\n";
    }
    return text;
  };
  CHECK(shown("[]", "in/Things.json") == "||area.things\n");
  CHECK(shown(R"({"value":[]})", "things-3.json") == "/value||area.things\n");
  CHECK(shown("[]", "settings.json") == "||\n");
  CHECK(shown("[]", "x.json") == "||\n");
  CHECK(shown(R"([{"id":"a"}])", "x.json") == "||\n");
  CHECK(shown("[]", "area.things.json").empty());
  CHECK(shown(R"({"responses":[{"status":403,"body":{"error":{"code":"a","message":"b"}}},)"
              R"({"status":200,"body":{"@odata.context":"x/$metadata#root/things","value":[]}}]})",
              "x.json") == "/responses/0/body|a: b|\n");
}

TEST_CASE("a file may be called after a command") {
  static const TestSchema schema = test_schema();
  const Recogniser recogniser(schema);
  CHECK(recogniser.command_of("in/get-thing-2.json") == "Get-Thing");
  CHECK(recogniser.command_of("thing.json").empty());
}
