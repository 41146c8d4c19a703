#include "damage.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace stance::tenant;

TEST_CASE(".NET type names are told from texts") {
  struct Case {
    std::string text;
    bool anywhere;  // where a list or an object is declared
    bool in_text;
    bool in_list;
  };
  const Case cases[] = {
      {"System.Object[]", true, true, true},
      {"System.String[]", true, true, true},
      {"System.Collections.Hashtable", true, true, true},
      {"System.Collections.Generic.Dictionary`2[System.String,System.Object]", true, true, true},
      {"System.Management.Automation.PSCustomObject", true, true, true},
      {"Microsoft.Graph.PowerShell.Models.MicrosoftGraphDomain", true, false, true},
      {"Microsoft.Exchange.MessagingPolicies.Rules.Tasks.FromScopePredicate", true, false, true},
      {"Deserialized.System.Object", true, false, false},
      {"Microsoft.Azure.SyncFabric", true, false, false},
      {"Microsoft.PowerApps/apis", false, false, false},
      {"microsoft.directory/users/read", false, false, false},
      {"Microsoft Teams", false, false, false},
      {"System", false, false, false},
      {"System.", false, false, false},
      {"", false, false, false},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) {
      CHECK(is_type_name(c.text) == c.anywhere);
      CHECK(is_certain_type_name(c.text) == c.in_text);
      CHECK(is_member_type_name(c.text) == c.in_list);
    }
  }
}

TEST_CASE("text in place of objects is told from other text") {
  CHECK(is_cut_text("System.Collections.Hashtable System.Collections.Hashtable"));
  CHECK(is_cut_text("System.Object[]"));
  CHECK(is_cut_text("Microsoft.Graph.PowerShell.Models.MicrosoftGraphDomain"));
  CHECK(is_cut_text("@{Id=1} @{Id=2}"));
  CHECK_FALSE(is_cut_text("Microsoft Teams"));
  CHECK_FALSE(is_cut_text("@{Id=1"));
  CHECK_FALSE(is_cut_text(""));
}

TEST_CASE("PowerShell's text for an object is read when it is plain") {
  const auto show = [](std::string_view text) {
    const auto properties = parse_hashtable(text);
    if (!properties) return std::string("-");
    std::string shown;
    for (const Property& p : *properties) {
      shown += std::string(p.name) + "=" + std::string(p.value.value_or("?")) + "|";
    }
    return shown;
  };
  CHECK(show("@{inbound=True; outbound=False}") == "inbound=True|outbound=False|");
  CHECK(show("@{}").empty());
  CHECK(show("@{a=}") == "a=?|");
  CHECK(show("@{a=System.Object[]; b=1}") == "a=?|b=1|");
  CHECK(show("@{a=x=y}") == "a=x=y|");
  CHECK(show("@{a=1; b}") == "-");
  CHECK(show("@{a=1; ; b=2}") == "-");
  CHECK(show("@{a b=1}") == "-");
  CHECK(show("@{a=@{b=1; c=2}}") == "-");
  CHECK(show("@{a=x; A=y}") == "-");
  CHECK(show("@{a=1") == "-");
  CHECK(show("a=1}") == "-");
  CHECK(show("") == "-");
}

TEST_CASE("damage is counted by field, kind and row") {
  DamageLog log;
  const auto b = log.add_field("b");
  const auto a = log.add_field("a");
  for (int row = 0; row < 3; ++row) {
    log.next_row();
    log.note(b, Fault::twins, Wanted::anything);
    log.note(b, Fault::twins, Wanted::anything);
  }
  log.note(a, Fault::lone_object, Wanted::list);
  log.note(a, Fault::text_found, Wanted::object);
  const auto list = log.list();
  REQUIRE(list.size() == 3);
  CHECK(list[0].field == "a");
  CHECK(list[0].what == "one object in place of a list");
  CHECK(list[0].repaired);
  CHECK(list[1].what == "text in place of an object");
  CHECK_FALSE(list[1].repaired);
  CHECK(list[2].field == "b");
  CHECK(list[2].what == "the property twice, with different values");
  CHECK(list[2].rows == 3);
}
