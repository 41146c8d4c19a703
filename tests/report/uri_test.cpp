#include "uri.hpp"

#include <catch2/catch.hpp>

using namespace stance::report;

TEST_CASE("bytes that are not kept are written in percent") {
  CHECK(percent_encoded("aZ09-é/ %", "-/") == "aZ09-%C3%A9/%20%25");
  CHECK(percent_encoded("a b", "").ends_with("%20b"));
}

TEST_CASE("a path is a relative reference") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", ""},
      {"ScubaResults.json", "ScubaResults.json"},
      {"exports/a b.json", "exports/a%20b.json"},
      {R"(exports\a.json)", "exports/a.json"},
      {R"(C:\exports\a.json)", "C%3A/exports/a.json"},
      {R"(\\host\share\a.json)", "/host/share/a.json"},
      {"//host/a.json", "/host/a.json"},
      {"/tmp/a.json", "/tmp/a.json"},
      {"javascript:alert(1)", "javascript%3Aalert(1)"},
      {"a?b#c[d]%41", "a%3Fb%23c%5Bd%5D%2541"},
      {"é\n\xff", "%C3%A9%0A%FF"},
  };
  for (const auto& [path, uri] : cases) CHECK(uri_of(path) == uri);
}
