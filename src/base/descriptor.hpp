#pragma once

#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace stance::base {

// Owns a file descriptor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { static_cast<void>(close()); }

  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }

  [[nodiscard]] bool valid() const { return number_ >= 0; }
  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] int release() { return std::exchange(number_, -1); }

  // Whether what was written arrived; network file systems say so only here.
  [[nodiscard]] bool close() {
    const int number = release();
    return number < 0 || ::close(number) == 0;
  }

 private:
  int number_ = -1;
};

[[nodiscard]] inline std::string system_message(int error) {
  return std::generic_category().message(error);
}

// "a FIFO" and the like, for anything that stat() may find.
[[nodiscard]] const char* kind_of_file(mode_t mode);

}  // namespace stance::base
