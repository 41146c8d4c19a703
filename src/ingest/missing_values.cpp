#include "missing_values.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace stance::ingest {
namespace {

// More than any real export has. Without them the pointers of a hostile one could outgrow the file
// by far.
constexpr std::size_t max_missing = 10'000;
constexpr std::size_t max_pointer_bytes = 512;
constexpr std::size_t max_property_bytes = 128;

// A longer one is left out.
std::string property_of(std::string_view text) {
  return text.size() <= max_property_bytes ? std::string(text) : std::string();
}

// Walks over JSON text without judging it; only strings and nesting are understood.
class Filler {
 public:
  explicit Filler(std::string_view text) : text_(text) {}

  std::optional<FilledText> run() {
    while (at_ < text_.size() && !strange_) step();
    if (filled_.missing.empty() || strange_) return std::nullopt;
    filled_.text += text_.substr(copied_);
    std::ranges::sort(filled_.missing);
    const auto same = [](const auto& a, const auto& b) { return a.pointer == b.pointer; };
    const auto more = std::unique(filled_.missing.begin(), filled_.missing.end(), same);
    filled_.missing.erase(more, filled_.missing.end());
    return std::move(filled_);
  }

 private:
  void step() {
    const char c = text_[at_++];
    if (c == '"') {
      take_string();
    } else if (c == '{' || c == '[') {
      ++depth_;
    } else if ((c == '}' || c == ']') && depth_ > 0) {
      --depth_;
    } else if (c == ':') {
      take_colon();
    }
  }

  void take_string() {
    const std::size_t from = at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
    at_ = std::min(at_, text_.size());
    last_string_ = text_.substr(from, at_ - from);
    ++at_;
  }

  void take_colon() {
    if (depth_ >= 1 && depth_ <= keys_.size()) keys_[depth_ - 1] = last_string_;
    const std::size_t next = text_.find_first_not_of(" \t\r\n", at_);
    if (next == std::string_view::npos || (text_[next] != ',' && text_[next] != '}')) return;
    const std::string_view passed = text_.substr(copied_, at_ - copied_);
    line_ += static_cast<std::size_t>(std::ranges::count(passed, '\n'));
    filled_.text += passed;
    filled_.text += " []";
    copied_ = at_;
    std::string pointer;
    for (std::size_t i = 0; i < std::min(depth_, keys_.size()); ++i) {
      pointer += '/';
      pointer += keys_[i];
    }
    strange_ = pointer.size() > max_pointer_bytes || filled_.missing.size() == max_missing;
    filled_.missing.push_back({std::move(pointer), line_, property_of(last_string_)});
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t copied_ = 0;
  std::size_t line_ = 1;  // of what was copied last
  std::size_t depth_ = 0;
  std::string_view last_string_ = {};
  std::array<std::string_view, 2> keys_ = {};
  bool strange_ = false;  // no exporter's slip
  FilledText filled_ = {};
};

}  // namespace

std::optional<FilledText> fill_missing_values(std::string_view text) { return Filler(text).run(); }

}  // namespace stance::ingest
