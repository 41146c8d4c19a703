#pragma once

#include <functional>
#include <thread>

namespace stance::base {

// A thread in which Ctrl-C and the like never land: they wait for the thread that writes files,
// which holds them back until a file is whole.
[[nodiscard]] std::thread background_thread(std::function<void()> work);

}  // namespace stance::base
