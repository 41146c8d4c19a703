#include "fixture.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace stance::cli;

namespace {

Called schema(std::vector<std::string> words) {
  words.insert(words.begin(), {"catalog", "schema", "--catalog", "@catalog"});
  return call(words);
}

}  // namespace

TEST_CASE("the schema of a kind of file") {
  const Called called = schema({"function"});
  CHECK(called.code == 0);
  CHECK(called.err.empty());
  CHECK(called.out == R"json({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "A function file of a stance catalog",
  "allOf": [
    {
      "$ref": "#/definitions/function_file"
    }
  ],
  "definitions": {
    "function_file": {
      "type": "object",
      "description": "Shared expressions.",
      "properties": {
        "functions": {
          "$ref": "#/definitions/functions",
          "description": "Expressions that controls share: name(argument): expression."
        }
      },
      "required": [
        "functions"
      ],
      "additionalProperties": false
    },
    "expression": {
      "type": [
        "string",
        "number",
        "boolean"
      ],
      "pattern": "\\S",
      "description": "CEL. What contains ': ' or ' #' goes into double quotes or a | block."
    },
    "functions": {
      "type": "object",
      "propertyNames": {
        "pattern": "^ *[A-Za-z_]\\w* *\\( *([A-Za-z_]\\w* *(, *[A-Za-z_]\\w* *)*)?\\) *$"
      },
      "additionalProperties": {
        "$ref": "#/definitions/expression"
      }
    }
  }
}
)json");
}

TEST_CASE("the schema of any file of a catalog holds its words") {
  const Called called = schema({});
  CHECK(called.code == 0);
  const auto document = nlohmann::json::parse(called.out);
  CHECK(document["definitions"]["category"]["enum"].dump() == R"(["data","identity"])");
}

TEST_CASE("a kind of file that there is none of") {
  const Called near = schema({"datasets"});
  CHECK(near.code == 2);
  CHECK(near.err ==
        "stance: error: unknown kind of file 'datasets'\n"
        "hint: did you mean 'dataset'?\n");
  CHECK(schema({"xyz"}).err ==
        "stance: error: unknown kind of file 'xyz'\n"
        "hint: one of: control, dataset, function, licence, baseline, catalog, profile, "
        "decisions\n");
  CHECK(call({"catalog", "schema", "--catalog", "@broken"}).code == 4);
}
