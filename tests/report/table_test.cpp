#include "table.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance::report;

namespace {

std::string printed(const Table& table, std::size_t width, std::size_t indent = 0) {
  std::ostringstream out;
  Page page({.width = width}, out);
  table.print(page, indent);
  return out.str();
}

}  // namespace

TEST_CASE("columns are as wide as their texts when there is room") {
  Table table({{"Name"}, {"Points", Align::right}, {"What it says", Align::left, Fit::flexible}});
  table.add({{{"one"}}, {{"1"}}, {{"a short text"}}});
  table.add({{{"twenty"}}, {{"20"}}});
  CHECK(printed(table, 80, 2) == R"(  Name    Points  What it says
  one          1  a short text
  twenty      20
)");
}

TEST_CASE("flexible columns wrap and share what the others leave") {
  Table table({{"#", Align::right},
               {"Left", Align::left, Fit::flexible},
               {"Right", Align::left, Fit::flexible}});
  table.add({{{"1"}}, {{"a text of many words that wraps"}}, {{"short"}, {"and below it"}}});
  CHECK(printed(table, 40) == R"(#  Left                     Right
1  a text of many words     short
   that wraps               and below it
)");
}

TEST_CASE("the title of a column that keeps its width may wrap") {
  Table table({{"User impact"}, {"Text", Align::left, Fit::flexible}});
  table.add({{{"low"}}, {{"x"}}});
  CHECK(printed(table, 40) == R"(User    Text
impact
low     x
)");
}

TEST_CASE("a text below a row reaches to the edge of the page") {
  Table table({{"#"}, {"A", Align::left, Fit::flexible}, {"B", Align::left, Fit::flexible}});
  table.add({{{"1"}}, {{"a"}}, {{"b"}}}, {{"from the second column on"}, {"twice"}}, 1);
  table.add({{{"2"}}, {{"a"}}, {{"b"}}});
  CHECK(printed(table, 40) == R"(#  A  B
1  a  b
   from the second column on
   twice
2  a  b
)");
}

TEST_CASE("a column that is set apart stands below the row where it does not fit") {
  Table table({{"#"}, {"A", Align::left, Fit::whole}, {"Command", Align::left, Fit::apart}});
  table.add({{{"1"}}, {{"name"}}, {{"Get-Thing -ResultSize Unlimited"}}}, {{"below"}}, 1);
  table.add({{{"2"}}, {{"name"}}});
  CHECK(printed(table, 40) == R"(#  A     Command
1  name  Get-Thing -ResultSize Unlimited
   below
2  name
)");
  CHECK(printed(table, 40, 1) == R"( #  A
 1  name
    Get-Thing -ResultSize Unlimited
    below
 2  name
)");
  Table lines({{"#"}, {"A", Align::left, Fit::flexible}});
  lines.add({{{"1"}}, {{"a"}}}, {{"below"}}, 1);
  lines.set_apart({{"ConvertTo-Json -InputObject @(Get-Thing) -Depth 20"}});
  CHECK(printed(lines, 40) == R"(#  A
1  a
   ConvertTo-Json -InputObject @(Get-Thing) -Depth 20
   below
)");
}

TEST_CASE("without titles there is no title line") {
  Table table({{""}, {"", Align::left, Fit::flexible}});
  CHECK(table.empty());
  table.add({{{"name"}}, {{"value"}}});
  CHECK_FALSE(table.empty());
  CHECK(printed(table, 40, 2) == "  name  value\n");
}

TEST_CASE("even a column that keeps its width has a limit") {
  Table table({{"A"}, {"B"}});
  table.add({{{std::string(30, 'a')}}, {{"b"}}});
  CHECK(printed(table, 40) == "A                         B\n" + std::string(24, 'a') + "  b\n" +
                                  std::string(6, 'a') + "\n");
}
