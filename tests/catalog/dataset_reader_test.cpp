#include "dataset_reader.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;
using testing::Yaml;

namespace {

// Reads the dataset a.b with these keys, from line 2 on.
std::string problems_of(std::string body, tenant::Schema& schema) {
  const Yaml yaml("a.b:\n" + std::move(body));
  CHECK(yaml.problems().empty());
  base::Diagnostics problems;
  Reader reader(problems);
  for (const auto& [name, node] : yaml.root().pairs()) read_dataset(name, node, schema, reader);
  return testing::rendered(problems);
}

constexpr std::string_view head =
    "  title: T\n  product: P\n  fields: {id: string, role: string}\n";

}  // namespace

TEST_CASE("a dataset is read") {
  tenant::Schema schema;
  CHECK(problems_of(std::string(head) +
                        "  key: id\n  large: true\n  collect: Get-X\n  shows: [id, role]\n"
                        "  tenant: {id: id, name: role}\n",
                    schema)
            .empty());
  const tenant::Dataset* dataset = schema.find("a.b");
  REQUIRE(dataset != nullptr);
  CHECK(dataset->title == "T");
  CHECK(dataset->product == "P");
  CHECK(dataset->key == "id");
  CHECK(dataset->large);
  CHECK_FALSE(dataset->singleton);
  CHECK_FALSE(dataset->optional);
  CHECK(dataset->collect == "Get-X");
  CHECK(dataset->shows == std::vector<std::vector<std::string>>{{"id", "role"}});
  CHECK(dataset->tenant_id == "id");
  CHECK(dataset->tenant_name == "role");
  CHECK(dataset->row->type.name() == "a.b");
  CHECK(dataset->row->type.fields().size() == 2);
}

TEST_CASE("a dataset that people may declare is optional") {
  tenant::Schema schema;
  CHECK(problems_of(std::string(head) + "  optional: true\n", schema).empty());
  CHECK(schema.find("a.b")->optional);
}

TEST_CASE("several lists of properties may show a dataset") {
  tenant::Schema schema;
  CHECK(problems_of(std::string(head) + "  shows: [[id, role], [role]]\n", schema).empty());
  CHECK(schema.find("a.b")->shows ==
        std::vector<std::vector<std::string>>{{"id", "role"}, {"role"}});
}

TEST_CASE("mistakes in datasets are reported where they stand") {
  struct Case {
    std::string_view name, body, problems;
  };
  static constexpr Case cases[] = {
      {"missing keys", "  fields: {id: string}\n",
       "x.yaml:2:3: error: 'product' is missing in the dataset [missing-key]\n"
       "    fields: {id: string}\n    ^\n"
       "x.yaml:2:3: error: 'title' is missing in the dataset [missing-key]\n"
       "    fields: {id: string}\n    ^\n"},
      {"an unknown key", "  title: T\n  product: P\n  fields: {id: string}\n  singelton: true\n",
       "x.yaml:5:3: error: unknown key 'singelton' in a dataset [unknown-key]\n"
       "    singelton: true\n    ^\nhint: did you mean 'singleton'?\n"},
      {"a key that is no field", "  title: T\n  product: P\n  fields: {id: string}\n  key: di\n",
       "x.yaml:5:8: error: unknown field 'di' [unknown-field]\n    key: di\n         ^\nhint: one "
       "of id\n"},
      {"a singleton with a key",
       "  title: T\n  product: P\n  fields: {id: string}\n  key: id\n  singleton: true\n",
       "x.yaml:5:8: error: a singleton has no key [bad-field]\n    key: id\n         ^\n"},
      {"an optional singleton",
       "  title: T\n  product: P\n  fields: {id: string}\n  singleton: true\n  optional: true\n",
       "x.yaml:6:13: error: a singleton or large dataset is never optional [bad-field]\n"
       "    optional: true\n              ^\n"},
      {"a large optional one",
       "  title: T\n  product: P\n  fields: {id: string}\n  large: true\n  optional: true\n",
       "x.yaml:6:13: error: a singleton or large dataset is never optional [bad-field]\n"
       "    optional: true\n              ^\n"},
      {"a tenant without an id",
       "  title: T\n  product: P\n  fields: {id: string}\n  tenant: {name: n}\n",
       "x.yaml:5:11: error: 'id' is missing in 'tenant' [missing-key]\n"
       "    tenant: {name: n}\n            ^\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      tenant::Schema schema;
      CHECK(problems_of(std::string(c.body), schema) == c.problems);
    }
  }
}

TEST_CASE("datasets have an area and a name") {
  for (const std::string name : {"users", "a.", "a..b", "a.b-c", ".a"}) {
    DYNAMIC_SECTION(name) {
      const Yaml yaml("'" + name + "': {}\n");
      tenant::Schema schema;
      base::Diagnostics problems;
      Reader reader(problems);
      const auto [key, body] = yaml.root().pairs().front();
      read_dataset(key, body, schema, reader);
      CHECK(testing::rendered(problems) ==
            "x.yaml:1:1: error: '" + name + "' is no name of a dataset [bad-name]\n  '" + name +
                "': {}\n  ^\nhint: an area and a name, such as entra.users\n");
    }
  }
}
