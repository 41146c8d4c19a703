#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance::cli;

TEST_CASE("a catalog becomes a source file") {
  const Scratch scratch;
  const std::string source = scratch.file("embedded.cpp");
  const Called called = call({"catalog", "embed", "--rules", "@catalog", "--output", source});
  CHECK(called.code == 0);
  CHECK(called.out.empty());
  CHECK(called.err.empty());
  CHECK_THAT(scratch.text_of("embedded.cpp"), Catch::Matchers::Contains("embedded_catalog()"));
}

TEST_CASE("embedding needs a folder and a file") {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{}, {"--rules", "x"}, {"--output", "y"}}) {
    std::vector<std::string> line = {"catalog", "embed"};
    line.insert(line.end(), words.begin(), words.end());
    const Called called = call(line, {{"STANCE_RULES", "x"}, {"STANCE_OUTPUT", "y"}});
    CHECK(called.code == 2);
    CHECK(called.err ==
          "stance: error: 'stance catalog embed' needs --rules and --output\n"
          "hint: stance catalog embed --rules DIR --output FILE\n");
  }
}

TEST_CASE("a broken catalog is not embedded") {
  const Scratch scratch;
  const std::string source = scratch.file("embedded.cpp");
  CHECK(call({"catalog", "embed", "--rules", "@none", "--output", source}).code == 4);
  CHECK(scratch.text_of("embedded.cpp").empty());
  CHECK(call({"catalog", "embed", "--rules", "@catalog", "--output", scratch.file("no/x.cpp")})
            .code == 2);
}
