#include "stance/base/thread.hpp"

#include "uninterrupted.hpp"

#include <utility>

namespace stance::base {

std::thread background_thread(std::function<void()> work) {
  const Uninterrupted inherited;
  return std::thread(std::move(work));
}

}  // namespace stance::base
