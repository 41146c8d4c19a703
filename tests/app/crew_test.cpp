#include "crew.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace stance::app;

TEST_CASE("every piece of work is done once, and taken in the thread of the caller") {
  for (const std::size_t threads : {1U, 2U, 7U, 200U}) {
    for (const std::size_t count : {0U, 1U, 5U, 100U}) {
      const auto here = std::this_thread::get_id();
      std::multiset<std::size_t> taken;
      bool elsewhere = true;
      bool taken_here = true;
      run_crew(
          count, threads,
          [&](std::size_t index) {
            return std::pair(index * index, std::this_thread::get_id() != here);
          },
          [&](const std::pair<std::size_t, bool>& piece) {
            taken.insert(piece.first);
            elsewhere = elsewhere && piece.second;
            taken_here = taken_here && std::this_thread::get_id() == here;
            return true;
          });
      std::multiset<std::size_t> expected;
      for (std::size_t i = 0; i < count; ++i) expected.insert(i * i);
      CHECK(taken == expected);
      CHECK(elsewhere);
      CHECK(taken_here);
    }
  }
}

TEST_CASE("work ends when no more is wanted") {
  for (const std::size_t threads : {1U, 3U}) {
    std::atomic<std::size_t> made = 0;
    std::size_t taken = 0;
    run_crew(
        1'000, threads, [&](std::size_t index) { return ++made, index; },
        [&](std::size_t /*index*/) { return ++taken < 10; });
    CHECK(taken == 10);
    // Those waiting to be taken, and one in the hands of each thread.
    CHECK(made <= 10 + 3 * threads);
  }
}
