#pragma once

#include <signal.h>

namespace stance::base {

// Holds back what would end the program, such as Ctrl-C, from this thread and those that it
// starts, until it goes away.
class Uninterrupted {
 public:
  Uninterrupted() {
    sigset_t held = {};
    ::sigemptyset(&held);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&held, number);
    ::pthread_sigmask(SIG_BLOCK, &held, &before_);
  }
  ~Uninterrupted() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  Uninterrupted(const Uninterrupted&) = delete;
  Uninterrupted& operator=(const Uninterrupted&) = delete;

 private:
  sigset_t before_ = {};
};

}  // namespace stance::base
