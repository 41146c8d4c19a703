#include "answers.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::ingest;

namespace {

// "2 rows at /value, context c, type t, more, of 9; error: e" of every answer.
std::string told(std::string_view json) {
  const auto document = parse(json);
  std::string text;
  for (const Answer& answer : answers_of(document.root())) {
    if (!text.empty()) text += "; ";
    if (!answer.error.empty()) {
      text += "error at '" + answer.pointer + "': " + answer.error;
      continue;
    }
    const bool list = answer.value.is(base::json::Kind::array);
    text += list ? std::to_string(answer.value.size()) + " rows" : std::string("object");
    text += " at '" + answer.pointer + "'";
    if (!answer.context.empty()) text += ", context " + answer.context;
    if (!answer.type.empty()) text += ", type " + answer.type;
    if (answer.entity) text += ", one of many";
    if (answer.more) text += ", more";
    if (answer.count) text += ", of " + std::to_string(*answer.count);
  }
  return text;
}

}  // namespace

TEST_CASE("answers are found in every layout") {
  struct Case {
    std::string_view name, json, told;
  };
  static constexpr Case cases[] = {
      {"a page", R"({"@odata.context":"https://h/v1.0/$metadata#users","value":[{"id":"a"}]})",
       "1 rows at '/value', context users"},
      {"a page that is not the last",
       R"({"@odata.context":"https://h/v1.0/$metadata#users","@odata.count":7,)"
       R"("@odata.nextLink":"https://h/x","value":[]})",
       "0 rows at '/value', context users, more, of 7"},
      {"a singleton",
       R"({"@odata.context":"https://h/beta/$metadata#policies/authorizationPolicy","id":"p"})",
       "object at '', context policies/authorizationpolicy"},
      {"one object of a collection",
       R"({"@odata.context":"https://h/v1.0/$metadata#users/$entity","id":"p"})",
       "object at '', context users, one of many"},
      {"the context of a PowerShell object",
       R"({"Id":"p","AdditionalProperties":{"@odata.context":"https://h/v1.0/$metadata#a/b"}})",
       "object at '', context a/b"},
      {"only the rows", R"([{"id":"a"},{"id":"b"}])", "2 rows at ''"},
      {"no rows", "[]", "0 rows at ''"},
      {"an empty page", R"({"value":[]})", "0 rows at '/value'"},
      {"a list that PowerShell 5.1 wrapped", R"({"value":[{"Id":"a"}],"Count":1})",
       "1 rows at '/value'"},
      {"an object that has a value", R"({"value":[1],"name":"x"})", "object at ''"},
      {"the type of rows",
       R"({"value":[{"@odata.type":"#microsoft.graph.iosCompliancePolicy","id":"a"}]})",
       "1 rows at '/value', type ioscompliancepolicy"},
      {"a list of pages", R"([{"value":[{"id":"a"}],"@odata.nextLink":"x"},{"value":[]}])",
       "1 rows at '/0/value', more; 0 rows at '/1/value'"},
      {"a batch",
       R"({"responses":[{"id":"1","status":200,"body":{"value":[{"id":"a"}]}},)"
       R"({"id":"2","status":403,"body":{"error":{"code":"Forbidden","message":"No."}}},)"
       R"({"id":"3","status":500}]})",
       "1 rows at '/responses/0/body/value'; error at '/responses/1/body': Forbidden: No.; "
       "error at '/responses/2/body': status 500"},
      {"an error", R"({"error":{"code":"Forbidden","message":"No."}})",
       "error at '': Forbidden: No."},
      {"an error that says nothing", R"({"error":{}})", "error at '': an error without a message"},
      {"an object with an error among other things", R"({"error":{"code":"x"},"id":"a"})",
       "object at ''"},
      {"nothing", "{}", ""},
      {"a text", R"("x")", ""},
      {"a number", "1", ""},
      {"a list of numbers", "[1,2]", ""},
      {"lists in a list", R"([[{"id":"a"}],[{"id":"b"}]])", "1 rows at '/0'; 1 rows at '/1'"},
      {"pages in pages in pages", R"([[[[{"value":[]}]]]])", ""},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(told(c.json) == c.told); }
  }
}

TEST_CASE("contexts are compared without host, keys and select lists") {
  struct Case {
    std::string_view context, normal;
  };
  static constexpr Case cases[] = {
      {"https://graph.microsoft.com/v1.0/$metadata#identity/conditionalAccess/policies",
       "identity/conditionalaccess/policies"},
      {"https://graph.microsoft.us/beta/$metadata#users('a(b)')/memberOf(id,displayName)",
       "users/memberof"},
      {"$metadata#organization(id,displayName)/$entity", "organization"},
      {"$metadata#users/microsoft.graph.user", "users"},
      {"$metadata#Collection(microsoft.graph.user)", ""},
      {"$metadata#users(", "users"},
      {"$metadata#users?$select=id", "users"},
      {"https://h/users", ""},
      {"", ""},
  };
  for (const Case& c : cases) CHECK(normal_context(c.context) == c.normal);
}

TEST_CASE("select lists are told from keys and expanded properties") {
  struct Case {
    std::string_view context, selected;
  };
  static constexpr Case cases[] = {
      {"https://h/$metadata#policies(id,displayName,state)", "id,displayName,state"},
      {"$metadata#organization(id,address/city)/$entity", "id,address/city"},
      {"$metadata#users('a(b)')/memberOf(id,owners(id,name))", "id,owners(id,name)"},
      {"$metadata#groups(members())", ""},
      {"$metadata#groups(members(id),owners(id))", ""},
      {"$metadata#groups(members(id),id)", "members(id),id"},
      {"$metadata#users(*)", ""},
      {"$metadata#users('a')", ""},
      {"$metadata#users(48d31887-5fad-4d73-a9f5-3c356e68a038)/$entity", ""},
      {"$metadata#users(a8d31887-5fad-4d73-a9f5-3c356e68a038)", ""},
      {"$metadata#users()", ""},
      {"$metadata#users)", ""},
      {"$metadata#users", ""},
      {"", ""},
  };
  for (const Case& c : cases) CHECK(selected_of(c.context) == c.selected);
}

TEST_CASE("text in place of rows and missing output are answers") {
  const auto told = [](std::string_view json) {
    const auto document = parse(json);
    std::string text;
    for (const Answer& answer : answers_of(document.root())) {
      text += answer.pointer + "|" + answer.context + (answer.cut ? "|cut" : "") +
              (answer.nothing ? "|nothing" : "") + ";";
    }
    return text;
  };
  CHECK(told(R"({"@odata.context":"x/$metadata#a","value":"anything"})") == "/value|a|cut;");
  CHECK(told(R"({"value":"System.Object[]","Count":2})") == "/value||cut;");
  CHECK(told(R"({"value":"anything"})") == "|;");
  CHECK(told(R"({"value":"System.Object[]","name":"x"})") == "|;");
  CHECK(told(R"({"value":["System.Collections.Hashtable",{"id":"a"}]})") == "/value||cut;");
  CHECK(told(R"(["@{a=1}","@{a=2}"])") == "||cut;");
  CHECK(told(R"("@{a=1} @{a=2}")") == "||cut;");
  CHECK(told("null") == "||nothing;");
  CHECK(told("[null]") == "|;");
}
