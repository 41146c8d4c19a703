#include "source_reader.hpp"

#include "dataset_reader.hpp"
#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;
using testing::Yaml;

namespace {

// Reads the dataset a.b with these sources, in line 5.
std::string problems_of(std::string_view sources, tenant::Schema& schema) {
  const Yaml yaml("a.b:\n  title: T\n  product: P\n  fields: {id: string, role: string}\n" +
                  std::string(sources));
  CHECK(yaml.problems().empty());
  base::Diagnostics problems;
  Reader reader(problems);
  for (const auto& [name, node] : yaml.root().pairs()) read_dataset(name, node, schema, reader);
  return testing::rendered(problems);
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("sources of every exporter are read") {
  tenant::Schema schema;
  CHECK(problems_of(R"(  sources:
    scuba:
    - {at: '/a[]/b[]', parent: {role: RoleId}, commands: [Get-A, Get-B]}
    - {at: '/c{}', key_field: id}
    graph:
      context: [c, d]
      type: thing
      request: v1.0/things
      scopes: [Things.Read.All]
      at: /parts
      limit: 20
      parent: {role: RoleId}
    entraexporter: {path: Things}
    powershell: {commands: [Get-Thing], session: exchange}
    dns: {record: dmarc}
)",
                    schema)
            .empty());
  const tenant::Dataset* dataset = schema.find("a.b");
  REQUIRE(dataset != nullptr);
  REQUIRE(dataset->sources.size() == 6);
  CHECK(dataset->sources[0].exporter == "scuba");
  CHECK(dataset->sources[0].at == "/a[]/b[]");
  CHECK(dataset->sources[0].parent.at("role") == "RoleId");
  CHECK(dataset->sources[0].commands == Texts{"Get-A", "Get-B"});
  CHECK(dataset->sources[1].key_field == "id");
  const tenant::SourceRule& graph = dataset->sources[2];
  CHECK(graph.exporter == "graph");
  CHECK(graph.contexts == Texts{"c", "d"});
  CHECK(graph.types == Texts{"thing"});
  CHECK(graph.request == "v1.0/things");
  CHECK(graph.scopes == Texts{"Things.Read.All"});
  CHECK(graph.at == "/parts");
  CHECK(graph.limit == 20);
  CHECK(graph.parent.at("role") == "RoleId");
  CHECK(dataset->sources[3].paths == Texts{"Things"});
  CHECK(dataset->sources[4].commands == Texts{"Get-Thing"});
  CHECK(dataset->sources[4].session == "exchange");
  CHECK(dataset->sources[5].exporter == "dns");
  CHECK(dataset->sources[5].request == "dmarc");
}

TEST_CASE("mistakes in sources are reported where they stand") {
  struct Case {
    std::string_view name, sources, problems;
  };
  static constexpr Case cases[] = {
      {"no place", "  sources: {scuba: {at: users}}\n",
       "x.yaml:5:25: error: 'users' is no place in an export [bad-source]\n"
       "    sources: {scuba: {at: users}}\n                          ^\n"
       "hint: such as /users, /settings/0, /groups[]/members[], /policies{}\n"},
      {"without a place", "  sources: {scuba: {commands: [A]}}\n",
       "x.yaml:5:20: error: 'at' is missing in a source [missing-key]\n"
       "    sources: {scuba: {commands: [A]}}\n                     ^\n"},
      {"an unknown exporter", "  sources: {graf: {at: /a}}\n",
       "x.yaml:5:13: error: unknown exporter 'graf' [unknown-word]\n"
       "    sources: {graf: {at: /a}}\n              ^\n"
       "hint: one of scuba, graph, entraexporter, powershell, dns\n"},
      {"without an address", "  sources: {graph: {context: users}}\n",
       "x.yaml:5:20: error: 'request' is missing in a source [missing-key]\n"
       "    sources: {graph: {context: users}}\n                     ^\n"},
      {"an unknown record", "  sources: {dns: {record: mx}}\n",
       "x.yaml:5:27: error: unknown record 'mx' [unknown-word]\n"
       "    sources: {dns: {record: mx}}\n                            ^\n"
       "hint: one of spf, dkim, dmarc\n"},
      {"no limit", "  sources: {powershell: {commands: [A], limit: 0}}\n",
       "x.yaml:5:48: error: a limit is at least 1 [bad-source]\n"
       "    sources: {powershell: {commands: [A], limit: 0}}\n"
       "                                                 ^\n"},
      {"a key of another exporter", "  sources: {entraexporter: {path: A, commands: [B]}}\n",
       "x.yaml:5:38: error: unknown key 'commands' in a source [unknown-key]\n"
       "    sources: {entraexporter: {path: A, commands: [B]}}\n"
       "                                       ^\n"
       "hint: known keys: at, parent, key_field, path\n"},
      {"a parent where there is none", "  sources: {scuba: {at: /a, parent: {id: X, idd: Y}}}\n",
       "x.yaml:5:37: error: 'parent' needs a source of the form '/a[]/b[]' [bad-source]\n"
       "    sources: {scuba: {at: /a, parent: {id: X, idd: Y}}}\n"
       "                                      ^\n"
       "x.yaml:5:45: error: unknown field 'idd' [unknown-field]\n"
       "    sources: {scuba: {at: /a, parent: {id: X, idd: Y}}}\n"
       "                                              ^\n"
       "hint: did you mean 'id'?\n"},
      {"a map without the field of its keys", "  sources: {scuba: {at: '/a{}'}}\n",
       "x.yaml:5:20: error: 'key_field' and a source of the form '/a{}' need each other "
       "[bad-source]\n"
       "    sources: {scuba: {at: '/a{}'}}\n                     ^\n"},
      {"a field for the keys of a list", "  sources: {scuba: {at: /a, key_field: id}}\n",
       "x.yaml:5:40: error: 'key_field' and a source of the form '/a{}' need each other "
       "[bad-source]\n"
       "    sources: {scuba: {at: /a, key_field: id}}\n"
       "                                         ^\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      tenant::Schema schema;
      CHECK(problems_of(c.sources, schema) == c.problems);
    }
  }
}
