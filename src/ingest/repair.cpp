#include "repair.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace stance::ingest {
namespace {

enum class Slip : std::uint8_t { banner, control, comma, comment, number, sequence };

// By Slip.
constexpr std::array<std::string_view, 6> slip_texts{
    "text before the JSON is left out",
    "raw control characters in texts",
    "commas before a closing bracket",
    "comments are left out",
    "NaN or Infinity in place of a number: unknown",
    sequence_repair};

// Lines that a shell or a module prints before the output of a command.
constexpr std::size_t max_banner_bytes = std::size_t{64} << 10;
// Lines that look like the beginning of JSON; "[INFO] connected" is one.
constexpr std::size_t max_beginnings = 4;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

struct Slips {
  std::array<std::size_t, slip_texts.size()> times = {};
  std::array<std::size_t, slip_texts.size()> first = {};  // byte in the text

  void add(Slip slip, std::size_t at) {
    const auto index = static_cast<std::size_t>(slip);
    if (times[index]++ == 0) first[index] = at;
  }
  [[nodiscard]] bool any() const {
    return std::ranges::any_of(times, [](auto n) { return n > 0; });
  }
};

// One pass over text that may be JSON; only strings, comments, words and nesting are understood.
class Rewriter {
 public:
  Rewriter(std::string_view text, std::size_t begin, Slips& slips)
      : text_(text), at_(begin), slips_(slips) {
    // So that every line keeps its number.
    out_.append(static_cast<std::size_t>(std::ranges::count(text.substr(0, begin), '\n')), '\n');
  }

  std::optional<std::string> run() {
    const std::size_t most = 2 * text_.size() + 64;
    while (at_ < text_.size() && !strange_) {
      step();
      strange_ = strange_ || out_.size() > most;
    }
    if (strange_ || depth_ > 0 || values_ == 0) return std::nullopt;
    if (values_ > 1) {
      out_.insert(begin_, 1, '[');
      out_ += ']';
    }
    return std::move(out_);
  }

 private:
  void step();
  void take_string();
  void take_comment();
  void take_word();
  void open();
  void close();
  void copy(std::size_t bytes) {
    out_ += text_.substr(at_, bytes);
    at_ = std::min(at_ + bytes, text_.size());
  }

  std::string_view text_;
  std::size_t at_;
  Slips& slips_;
  std::string out_ = {};
  std::size_t begin_ = 0;  // of the first value, in out_
  std::size_t values_ = 0;
  std::size_t depth_ = 0;
  std::optional<std::size_t> comma_ = std::nullopt;  // in out_, when nothing came after it
  std::size_t comma_at_ = 0;
  bool strange_ = false;
};

void Rewriter::step() {
  const char c = text_[at_];
  if (is_blank(c)) return copy(1);
  if (c == '/') return take_comment();
  if (c == '}' || c == ']') return close();
  comma_.reset();
  if (c == '{' || c == '[') return open();
  strange_ = depth_ == 0;
  if (c == '"') return take_string();
  if (is_letter(c) || c == '-') return take_word();
  if (c == ',') {
    comma_ = out_.size();
    comma_at_ = at_;
  }
  copy(1);
}

void Rewriter::open() {
  if (depth_++ == 0) {
    if (values_++ == 0) {
      begin_ = out_.size();
    } else {
      out_ += ',';
      slips_.add(Slip::sequence, at_);
    }
  }
  copy(1);
}

void Rewriter::close() {
  if (depth_ == 0) {
    strange_ = true;
    return;
  }
  --depth_;
  if (comma_) {
    out_[*comma_] = ' ';
    slips_.add(Slip::comma, comma_at_);
    comma_.reset();
  }
  copy(1);
}

void Rewriter::take_string() {
  copy(1);
  while (at_ < text_.size()) {
    const char c = text_[at_];
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) {
      slips_.add(Slip::control, at_++);
      out_ += fmt::format("\\u{:04x}", static_cast<unsigned>(byte));
      continue;
    }
    copy(c == '\\' ? 2 : 1);
    if (c == '"') return;
  }
  strange_ = true;
}

void Rewriter::take_comment() {
  const std::string_view rest = text_.substr(at_);
  const bool line = rest.starts_with("//");
  if (!line && !rest.starts_with("/*")) {
    strange_ = true;
    return;
  }
  slips_.add(Slip::comment, at_);
  const std::size_t end = line ? rest.find('\n') : rest.find("*/", 2);
  if (end == std::string_view::npos && !line) strange_ = true;
  const std::string_view comment = rest.substr(0, end);
  out_.append(static_cast<std::size_t>(std::ranges::count(comment, '\n')), '\n');
  at_ += comment.size() + (line || strange_ ? 0 : 2);
}

void Rewriter::take_word() {
  const std::size_t sign = text_[at_] == '-' ? 1 : 0;
  std::size_t end = at_ + sign;
  while (end < text_.size() && is_letter(text_[end])) ++end;
  const std::string_view word = text_.substr(at_ + sign, end - at_ - sign);
  const bool number = word == "Infinity" || (sign == 0 && word == "NaN");
  if (!number) return copy(std::max<std::size_t>(end - at_, 1));
  slips_.add(Slip::number, at_);
  out_ += '"';
  copy(end - at_);
  out_ += '"';
}

// Where JSON may begin: the text, or a line behind a banner.
std::vector<std::size_t> beginnings(std::string_view text) {
  std::vector<std::size_t> found;
  std::size_t line = 0;
  while (line < std::min(text.size(), max_banner_bytes) && found.size() < max_beginnings) {
    const std::size_t first = text.find_first_not_of(" \t\r\n", line);
    if (first == std::string_view::npos) break;
    if (text[first] == '{' || text[first] == '[' || text[first] == '/') found.push_back(first);
    const std::size_t feed = text.find('\n', first);
    if (feed == std::string_view::npos) break;
    line = feed + 1;
  }
  return found;
}

std::string trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return std::string(text);
}

std::vector<Repair> told(const Slips& slips, std::string_view text) {
  std::vector<Repair> repairs;
  for (std::size_t i = 0; i < slip_texts.size(); ++i) {
    if (slips.times[i] == 0) continue;
    const auto lines = std::ranges::count(text.substr(0, slips.first[i]), '\n');
    repairs.push_back(
        {std::string(slip_texts[i]), slips.times[i], static_cast<std::size_t>(lines) + 1});
  }
  return repairs;
}

}  // namespace

std::optional<Repaired> repair(std::string_view text, std::string_view name) {
  for (const std::size_t begin : beginnings(text)) {
    Slips slips;
    std::string banner = trimmed(text.substr(0, begin));
    if (!banner.empty()) slips.add(Slip::banner, 0);
    const auto rewritten = Rewriter(text, begin, slips).run();
    if (!rewritten || !slips.any()) continue;
    auto document = base::json::Document::parse(base::Buffer::copy_of(*rewritten), name);
    if (document) return Repaired{*std::move(document), told(slips, text), std::move(banner)};
  }
  return std::nullopt;
}

}  // namespace stance::ingest
