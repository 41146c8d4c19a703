#include "stance/app/configuration.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace stance;

TEST_CASE("a configuration is what the file says") {
  const auto file = std::filesystem::temp_directory_path() /
                    ("stance-app-configuration-" + std::to_string(getpid()) + ".yaml");
  std::ofstream(file) << "min-score: 70\n";
  base::Diagnostics problems;
  const auto entries = app::read_configuration(file, "c.yaml", problems);
  std::filesystem::remove(file);
  REQUIRE(entries);
  REQUIRE(entries->size() == 1);
  CHECK(entries->front().key.text == "min-score");
  CHECK(entries->front().values.front().text == "70");
  CHECK(entries->front().values.front().position == base::Position{"c.yaml", 1, 12});
}
