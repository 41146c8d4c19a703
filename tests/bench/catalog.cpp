// Milliseconds to make a catalog ready, as lines of "name<TAB>least<TAB>median<TAB>unit".
// Usage: catalog RULES_FOLDER
#include "stance/catalog/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace stance;

constexpr std::size_t rounds = 25;

void print(std::string_view name, std::vector<double> times, std::string_view unit) {
  std::sort(times.begin(), times.end());
  fmt::print("{}\t{:.2f}\t{:.2f}\t{}\n", name, times.front(), times[times.size() / 2], unit);
}

// Reads the embedded form and, if asked, compiles every control.
double ready(std::string_view text, bool compile, std::size_t& controls) {
  base::Diagnostics problems;
  const auto start = std::chrono::steady_clock::now();
  auto catalog = catalog::Catalog::load({}, text, problems);
  controls = catalog ? catalog->controls().size() : 0;
  for (std::size_t i = 0; compile && i < controls; ++i) {
    const auto control = catalog->compile(catalog->controls()[i], {}, problems);
    if (!control) fmt::print(stderr, "a control of the catalog has errors\n");
  }
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

bool measure_catalog(const char* folder) {
  base::Diagnostics problems;
  const auto text = catalog::embed(folder, problems);
  if (!text) return false;
  std::vector<double> loads;
  std::vector<double> compiles;
  std::size_t controls = 0;
  for (std::size_t round = 0; round < rounds; ++round) {
    loads.push_back(ready(*text, false, controls));
    compiles.push_back(ready(*text, true, controls));
  }
  print(fmt::format("catalog of {} controls: read", controls), std::move(loads), "ms");
  print(fmt::format("catalog of {} controls: read and compiled", controls), std::move(compiles),
        "ms");
  return controls > 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: catalog RULES_FOLDER\n", stderr);
    return 2;
  }
  try {
    return measure_catalog(argv[1]) ? 0 : 1;
  } catch (const std::exception& error) {
    std::fputs(error.what(), stderr);
    return 1;
  }
}
