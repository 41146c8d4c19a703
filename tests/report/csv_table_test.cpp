#include "csv_table.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance::report;

TEST_CASE("cells are text, never a formula") {
  const std::pair<std::string, std::string> cases[] = {
      {"", ""},           {"plain", "plain"},
      {"a,b", "\"a,b\""}, {"say \"yes\"", "\"say \"\"yes\"\"\""},
      {"=1+1", "'=1+1"},  {" +1", "' +1"},
      {"@a", "'@a"},      {"-1,5", "\"'-1,5\""},
      {"＝1", "'＝1"},    {"\ta", "' a"},
      {"a\nb", "a b"},
  };
  for (const auto& [value, cell] : cases) CHECK(csv::text(value) == cell);
  CHECK(csv::text(std::string(40'000, 'x')).size() < 32'768);
}

TEST_CASE("rows end as RFC 4180 wants") {
  constexpr csv::Column<int> columns[] = {
      {"number", [](const int& row) { return std::to_string(row); }},
      {"twice", [](const int& row) { return std::to_string(2 * row); }}};
  std::ostringstream out;
  csv::write_head<int>(columns, out);
  csv::write<int>(columns, 3, out);
  CHECK(out.str() == "number,twice\r\n3,6\r\n");
}
