#include "collection.hpp"

#include "samples.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::report;

namespace {

model::Assessment with(const model::DatasetResult& dataset) {
  model::Assessment assessment;
  assessment.datasets = {dataset};
  return assessment;
}

model::DatasetResult dataset(model::CollectStep step) {
  model::DatasetResult result;
  result.name = "a.b";
  result.state = "not_collected";
  result.controls = {"demo.first"};
  result.step = std::move(step);
  return result;
}

}  // namespace

TEST_CASE("cmdlets become code that only reads") {
  struct Case {
    std::string_view text, code;
  };
  static constexpr Case cases[] = {
      {"Get-Thing", "Get-Thing"},
      {"search-Thing2  ", "search-Thing2"},
      {"Get-CASMailbox -ResultSize Unlimited", "Get-CASMailbox -ResultSize 'Unlimited'"},
      {"Get-A  -All -Top 10 x.y", "Get-A -All -Top '10' 'x.y'"},
      {R"(Get-A -Filter "name eq 'b'")", "Get-A -Filter 'name eq ''b'''"},
      {"Get-A -Filter '$_'", "Get-A -Filter '$_'"},
      // Not cmdlets that read.
      {"", ""},
      {"Get", ""},
      {"Get-", ""},
      {"Get-A.exe", ""},
      {"Remove-Thing", ""},
      {"GetSet-Thing", ""},
      {"ScubaGear (Get-A)", ""},
      // Not only arguments.
      {"Get-A;Remove-B", ""},
      {"Get-A ; Remove-B", ""},
      {"Get-A (Remove-B)", ""},
      {"Get-A | Remove-B", ""},
      {"Get-A $(Remove-B)", ""},
      {"Get-A -Filter \"$(Remove-B)\"", ""},
      {"Get-A -Filter \"`$x\"", ""},
      {"Get-A -Filter 'x", ""},
      {"Get-A -Filter 'x'y", ""},
      {"Get-A -Filter {x}", ""},
      {"Get-A -All:$true", ""},
      {"Get-A -", ""},
      {"Get-A a,b", ""},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) {
      CHECK(cmdlet_code(c.text).value_or("") == c.code);
      CHECK(cmdlet_code(c.text).has_value() == !c.code.empty());
    }
  }
}

TEST_CASE("an answer that holds several datasets is fetched once") {
  const auto collection = collection_of(lacking());
  REQUIRE(collection);
  REQUIRE(collection->requests.size() == 2);
  // Named after the dataset of whole rows, though it was not the first.
  auto swapped = lacking();
  swapped.datasets[1].waiting_points = 8;
  const Fetch fetch = collection_of(swapped)->requests.front();
  CHECK(fetch.dataset == "entra.skus");
  CHECK(fetch.also == std::vector<std::string>{"entra.plans"});
  CHECK(also_text(fetch) == "  # also entra.plans");
  CHECK(collection->scopes == std::vector<std::string>{"License.Read.All", "Policy.Read.All"});
}

TEST_CASE("what is there and leaves controls waiting is collected again") {
  const auto collection = collection_of(cut_off());
  REQUIRE(collection);
  std::string names;
  for (const SessionFetches& session : collection->sessions) {
    for (const Fetch& fetch : session.fetches) names += fetch.dataset + " ";
  }
  CHECK(names == "entra.policies exchange.presets teams.federation sharepoint.tenant ");
  REQUIRE(collection->lookups.size() == 1);
  CHECK(collection->lookups.front().dataset == "dns.spf");
}

TEST_CASE("addresses are escaped") {
  const auto told = [](std::string request) {
    return collection_of(
               with(dataset({.kind = model::CollectKind::graph, .request = std::move(request)})))
        ->requests.front()
        .what;
  };
  CHECK(told("//v1.0/a?$filter=b eq 'c'&x=(1),2") == "v1.0/a?$filter=b%20eq%20'c'&x=(1),2");
  CHECK(told("a\"b`c{d}#e\\f|g^h<i>") == "a%22b%60c%7Bd%7D%23e%5Cf%7Cg%5Eh%3Ci%3E");
}

TEST_CASE("what no script can do is left to people") {
  const auto told = [](model::CollectStep step, std::string collect) {
    model::DatasetResult result = dataset(std::move(step));
    result.collect = std::move(collect);
    return collection_of(with(result))->by_hand;
  };
  using Lines = std::vector<std::string>;
  const model::CollectKind cmdlet = model::CollectKind::cmdlet;
  CHECK(told({}, "") == Lines{"a.b: the catalog names no way"});
  CHECK(told({}, "first\nsecond\x1b[2J\u2028") == Lines{"a.b: first second?[2J?"});
  CHECK(told({}, std::string(300, 'x')) == Lines{"a.b: " + std::string(197, 'x') + "..."});
  CHECK(told({.kind = cmdlet, .command = "Get-A", .session = "elsewhere"}, "") ==
        Lines{"a.b: Get-A"});
  CHECK(told({.kind = cmdlet, .command = "Set-A", .session = "teams"}, "Set-A") ==
        Lines{"a.b: Set-A"});
}

TEST_CASE("texts that cannot stand in a script are refused") {
  struct Case {
    std::string_view what;
    void (*spoil)(model::DatasetResult& dataset);
    std::string_view message;
  };
  static constexpr Case cases[] = {
      {"name", [](model::DatasetResult& d) { d.name = "../a\nb"; },
       "the name of dataset '../a b' cannot stand in a script"},
      {"request", [](model::DatasetResult& d) { d.step.request = "v1.0/\nrm"; },
       "the request of dataset 'a.b' cannot stand in a script"},
      {"scopes", [](model::DatasetResult& d) { d.step.scopes = {"Read.All\r"}; },
       "the scopes of dataset 'a.b' cannot stand in a script"},
      {"command", [](model::DatasetResult& d) { d.step.command = "Get-A \u2019"; },
       "the command of dataset 'a.b' cannot stand in a script"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.what) {
      model::DatasetResult result = dataset({.kind = model::CollectKind::graph});
      c.spoil(result);
      const auto collection = collection_of(with(result));
      REQUIRE_FALSE(collection);
      CHECK(collection.error().kind == base::ErrorKind::catalog);
      CHECK(collection.error().message == c.message);
      CHECK(collection.error().hint ==
            "printable ASCII characters only; correct the dataset in the catalog");
    }
  }
}
