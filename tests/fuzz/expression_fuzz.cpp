// Any text as an expression: parsed, compiled, run twice under a small budget, and explained.
#include "world.hpp"

// The name is libFuzzer's. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  stance::fuzz::world().run({reinterpret_cast<const char*>(data), size});
  return 0;
}
