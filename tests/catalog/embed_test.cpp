#include "fixture.hpp"
#include "stance/catalog/catalog.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;

namespace {

// What a compiler makes of the literals in a source.
std::string value_of(std::string_view source) {
  std::string out;
  for (std::size_t at = source.find("R\"stance("); at != std::string_view::npos;
       at = source.find("R\"stance(", at)) {
    const std::size_t start = at + 9;
    const std::size_t end = source.find(")stance\"", start);
    out += source.substr(start, end - start);
    at = end + 8;
  }
  return out;
}

}  // namespace

TEST_CASE("the embedded text is the same wherever the files are") {
  const testing::Folder one(testing::small_catalog());
  const testing::Folder two(testing::small_catalog());
  base::Diagnostics problems;
  CHECK(embed(one.path(), problems) == embed(two.path(), problems));
  CHECK(problems.all().empty());
}

TEST_CASE("a catalog with mistakes is not embedded") {
  const testing::Folder folder(testing::with("x.yaml", "nothing: 1\n"));
  base::Diagnostics problems;
  CHECK_FALSE(embed(folder.path(), problems).has_value());
  CHECK(problems.errors() == 1);
}

TEST_CASE("the source holds the text in literals of bounded size") {
  CHECK(embedded_source("{}\n") ==
        "#include \"stance/catalog/embedded.hpp\"\n\nnamespace stance::catalog {\n\nnamespace {\n\n"
        "constexpr char json[] =\nR\"stance({}\n)stance\"\n;\n\n}  // namespace\n\n"
        "std::string_view embedded_catalog() { return {json, sizeof json - 1}; }\n\n"
        "}  // namespace stance::catalog\n");
  std::string text;
  for (int i = 0; i < 9000; ++i) text += "é\"\\\n)stance\"";
  CHECK(value_of(embedded_source(text)) == text);
  const std::string umlauts = "x" + std::string(40'000, '\xc3');
  CHECK(value_of(embedded_source(umlauts)) == umlauts);
  CHECK(value_of(embedded_source("")).empty());
}
