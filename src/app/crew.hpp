#pragma once

#include "stance/base/thread.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace stance::app {

// Hands over what threads made, a few pieces at a time: makers wait when nobody takes them.
template <class Piece>
class Counter {
 public:
  explicit Counter(std::size_t room) : room_(room) {}

  // False when no more is wanted.
  [[nodiscard]] bool put(Piece piece) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || pieces_.size() < room_; });
    if (closed_) return false;
    pieces_.push_back(std::move(piece));
    changed_.notify_all();
    return true;
  }

  [[nodiscard]] Piece take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !pieces_.empty(); });
    Piece piece = std::move(pieces_.front());
    pieces_.pop_front();
    changed_.notify_all();
    return piece;
  }

  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Piece> pieces_;
  std::size_t room_;
  bool closed_ = false;
};

// Calls `work` with 0 to `count` - 1 on so many threads, and `take` with each result in the thread
// of the caller, in the order in which they come. Ends early when `take` returns false. `work` must
// not throw.
template <class Work, class Take>
void run_crew(std::size_t count, std::size_t threads, const Work& work, const Take& take) {
  using Piece = decltype(work(std::size_t{0}));
  Counter<Piece> counter(2 * threads);
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> crew;
  for (std::size_t i = 0; i < std::min(threads, count); ++i) {
    crew.push_back(base::background_thread([&] {
      for (std::size_t at = next++; at < count; at = next++) {
        if (!counter.put(work(at))) return;
      }
    }));
  }
  for (std::size_t taken = 0; taken < count; ++taken) {
    if (!take(counter.take())) break;
  }
  counter.close();
  for (std::thread& member : crew) member.join();
}

}  // namespace stance::app
