#include "fixture.hpp"
#include "stance/catalog/catalog.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;

TEST_CASE("the embedded image is the same wherever the files are") {
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

TEST_CASE("the source holds the image in literals of bounded size") {
  const std::string head =
      "#include \"stance/catalog/embedded.hpp\"\n\nnamespace stance::catalog {\n\nnamespace {\n\n"
      "constexpr char image[] =\n";
  const std::string tail =
      ";\n\n}  // namespace\n\n"
      "std::string_view embedded_catalog() { return {image, sizeof image - 1}; }\n\n"
      "}  // namespace stance::catalog\n";
  using namespace std::string_view_literals;
  CHECK(embedded_source("") == head + "\"\"\n" + tail);
  CHECK(embedded_source("a\0001\xff\"\\?\n"sv) == head + R"("a\0001\377\"\\?\012")" + "\n" + tail);
  const std::string full(4096, 'x');
  CHECK(embedded_source(full + "y") == head + '"' + full + "\"\n\"y\"\n" + tail);
  CHECK(embedded_source(full) == head + '"' + full + "\"\n" + tail);
}
