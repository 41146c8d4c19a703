#include "stance/base/arena.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <utility>

using namespace stance::base;

TEST_CASE("an arena hands out aligned storage that does not overlap") {
  Arena arena(64);
  char* letter = arena.array<char>(1);
  auto* number = arena.array<std::uint64_t>(3);
  auto* more = arena.array<std::uint64_t>(20);
  *letter = 'x';
  for (std::uint64_t i = 0; i < 3; ++i) number[i] = i;
  for (std::uint64_t i = 0; i < 20; ++i) more[i] = 100 + i;
  CHECK(reinterpret_cast<std::uintptr_t>(number) % alignof(std::uint64_t) == 0);
  CHECK(reinterpret_cast<std::uintptr_t>(more) % alignof(std::uint64_t) == 0);
  CHECK(*letter == 'x');
  CHECK(number[2] == 2);
  CHECK(more[19] == 119);
  CHECK(arena.bytes() == 8 + 24 + 160);
}

TEST_CASE("an arena copies text, also the empty one") {
  Arena arena;
  std::string original = "contoso";
  const std::string_view copy = arena.copy(original);
  original = "changed";
  CHECK(copy == "contoso");
  CHECK(arena.copy("").empty());
}

TEST_CASE("a reset arena reuses its first block") {
  Arena arena(128);
  CHECK(arena.bytes() == 0);
  arena.reset();
  const void* first = arena.allocate(16, 8);
  for (int i = 0; i < 50; ++i) CHECK(arena.allocate(100, 8) != nullptr);
  CHECK(arena.bytes() == 16 + 50 * 100);
  arena.reset();
  CHECK(arena.bytes() == 0);
  CHECK(arena.allocate(128, 8) == first);
  CHECK(arena.allocate(1, 1) != first);
}

TEST_CASE("an arena serves requests larger than its blocks") {
  Arena arena(16);
  char* large = arena.array<char>(100'000);
  large[99'999] = 'x';
  CHECK(arena.bytes() == 100'000);
  arena.reset();
  CHECK(arena.array<char>(100'000) == large);
}

TEST_CASE("an arena that was moved from starts anew") {
  const auto move = [](Arena& from, Arena& to) { to = std::move(from); };
  Arena first(64);
  Arena second;
  const std::string_view kept = first.copy("kept");
  move(first, second);
  CHECK(kept == "kept");
  CHECK(second.bytes() == 4);
  CHECK(first.copy("new") == "new");
  CHECK(first.bytes() == 3);
}
