#include "stance/base/thread.hpp"

#include <catch2/catch.hpp>

#include <csignal>

using namespace stance;

namespace {

bool is_held(int signal) {
  sigset_t held = {};
  ::pthread_sigmask(SIG_BLOCK, nullptr, &held);
  return ::sigismember(&held, signal) == 1;
}

}  // namespace

TEST_CASE("what ends the program never lands in a background thread") {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    bool held_there = false;
    base::background_thread([&] { held_there = is_held(signal); }).join();
    CHECK(held_there);
    CHECK_FALSE(is_held(signal));
  }
}
