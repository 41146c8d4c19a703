#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stance::conformance {

// What a suite expects to be different here: a file of columns between tabs, of which the first
// three are a pattern of cases ('*' stands for any characters), their number and the reason.
class Table {
 public:
  [[nodiscard]] static Table read(const std::string& path);

  // Whether the case is listed; counts it. Tells when it is listed twice.
  [[nodiscard]] bool take(std::string_view id);
  // Whether every row stands for as many cases as it says; tells which do not.
  [[nodiscard]] bool is_exact() const;

 private:
  struct Row {
    std::string pattern;
    std::size_t expected = 0;
    std::size_t found = 0;
  };
  std::vector<Row> rows_ = {};
};

}  // namespace stance::conformance
