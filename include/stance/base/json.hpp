#pragma once

#include "stance/base/error.hpp"
#include "stance/base/file.hpp"

#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::base::json {

enum class Kind : std::uint8_t { null, boolean, integer, real, text, array, object };

// A value inside a Document: two pointers, valid as long as the document. It reads simdjson's
// tape directly (the format is documented in simdjson's doc/tape.md), so that this header needs
// no vendor header. Asking for another kind than kind() says is a bug of the caller.
class Cursor {
 public:
  Cursor() = default;
  Cursor(const std::uint64_t* tape, const std::uint8_t* strings, const std::uint64_t* base)
      : word_(tape), strings_(strings), base_(base) {}

  [[nodiscard]] bool valid() const { return word_ != nullptr; }
  [[nodiscard]] Kind kind() const;
  [[nodiscard]] bool is(Kind kind_wanted) const { return valid() && kind() == kind_wanted; }

  [[nodiscard]] bool boolean() const { return tag() == 't'; }
  [[nodiscard]] std::int64_t integer() const { return std::bit_cast<std::int64_t>(word_[1]); }
  // The number as a double, whatever its kind; integers above 2^63-1 arrive here as real.
  [[nodiscard]] double real() const;
  [[nodiscard]] std::string_view text() const;

  // Elements of an array, or members of an object (saturates at 2^24-1).
  [[nodiscard]] std::size_t size() const;

  // First member with exactly this key; an invalid cursor when there is none or this is no object.
  [[nodiscard]] Cursor find(std::string_view key) const;
  // The same without regard to ASCII case.
  [[nodiscard]] Cursor find_fold(std::string_view key) const;
  // Element of an array by position; an invalid cursor past the end.
  [[nodiscard]] Cursor at(std::size_t index) const;

  // A number that tells values of one document apart, in document order.
  [[nodiscard]] std::uint64_t id() const { return static_cast<std::uint64_t>(word_ - base_); }

  class Elements;
  class Members;
  [[nodiscard]] Elements elements() const;  // of an array
  [[nodiscard]] Members members() const;    // of an object

 private:
  [[nodiscard]] char tag() const { return static_cast<char>(*word_ >> 56); }
  [[nodiscard]] std::uint64_t payload() const { return *word_ & 0x00ff'ffff'ffff'ffffULL; }
  // The word behind this value.
  [[nodiscard]] const std::uint64_t* after() const;

  const std::uint64_t* word_ = nullptr;
  const std::uint8_t* strings_ = nullptr;
  const std::uint64_t* base_ = nullptr;
};

class Cursor::Elements {
 public:
  class Iterator {
   public:
    explicit Iterator(Cursor at) : at_(at) {}
    Cursor operator*() const { return at_; }
    Iterator& operator++() {
      at_.word_ = at_.after();
      return *this;
    }
    bool operator!=(const Iterator& other) const { return at_.word_ != other.at_.word_; }

   private:
    Cursor at_;
  };
  Elements(Cursor first, Cursor last) : first_(first), last_(last) {}
  [[nodiscard]] Iterator begin() const { return Iterator(first_); }
  [[nodiscard]] Iterator end() const { return Iterator(last_); }

 private:
  Cursor first_, last_;
};

struct Member {
  std::string_view key;
  Cursor value;
};

class Cursor::Members {
 public:
  class Iterator {
   public:
    explicit Iterator(Cursor key) : key_(key) {}
    Member operator*() const {
      Cursor value = key_;
      value.word_ = key_.after();
      return {key_.text(), value};
    }
    Iterator& operator++() {
      key_.word_ = (**this).value.after();
      return *this;
    }
    bool operator!=(const Iterator& other) const { return key_.word_ != other.key_.word_; }

   private:
    Cursor key_;
  };
  Members(Cursor first, Cursor last) : first_(first), last_(last) {}
  [[nodiscard]] Iterator begin() const { return Iterator(first_); }
  [[nodiscard]] Iterator end() const { return Iterator(last_); }

 private:
  Cursor first_, last_;
};

// A parsed JSON text. Everything in it was validated: structure, numbers, escapes, UTF-8.
class Document {
 public:
  static constexpr std::size_t max_depth = 512;

  // `name` is used in messages only. Errors are `malformed` and carry line and column. Text behind
  // the first value, nesting over max_depth, and numbers outside 64 bits are errors.
  [[nodiscard]] static Result<Document> parse(Buffer text, std::string_view name);
  // The same, but a text that is not valid stays where it is, for a repair.
  [[nodiscard]] static Result<Document> take(Buffer& text, std::string_view name);

  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  [[nodiscard]] Cursor root() const;
  [[nodiscard]] std::string_view text() const;

 private:
  struct State;
  explicit Document(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Parses one text after the other into the same memory: fresh memory for each window of a large
// file would cost more time than the parsing.
class Parser {
 public:
  Parser();
  ~Parser();
  Parser(Parser&&) noexcept;
  Parser& operator=(Parser&&) noexcept;

  // The value, until the next call; invalid when a Document would not take the text. Behind the
  // text, Buffer::padding bytes must be readable.
  [[nodiscard]] Cursor parse(std::string_view text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A place in JSON text: RFC 6901 pointer to the line on which the value begins (from 1).
// All pointers are resolved in one pass over the text; 0 for a pointer that leads nowhere. With
// duplicate keys the first one is meant. The text must be valid JSON.
[[nodiscard]] std::vector<std::uint64_t> lines_of(std::string_view text,
                                                  std::span<const std::string> pointers);

// One RFC 6901 reference token, escaped: "~" as "~0", "/" as "~1".
[[nodiscard]] std::string escape_pointer(std::string_view token);

// Loops over rows call these millions of times.

inline Kind Cursor::kind() const {
  switch (tag()) {
    case 't':
    case 'f': return Kind::boolean;
    case 'l': return Kind::integer;
    case 'u':
    case 'd': return Kind::real;
    case '"': return Kind::text;
    case '[': return Kind::array;
    case '{': return Kind::object;
    default: return Kind::null;
  }
}

inline double Cursor::real() const {
  switch (tag()) {
    case 'l': return static_cast<double>(integer());
    case 'u': return static_cast<double>(word_[1]);
    default: return std::bit_cast<double>(word_[1]);
  }
}

// Four bytes of length, then the bytes.
inline std::string_view Cursor::text() const {
  const std::uint8_t* at = strings_ + payload();
  std::uint32_t length = 0;
  std::memcpy(&length, at, sizeof(length));
  return {reinterpret_cast<const char*>(at + sizeof(length)), length};
}

inline std::size_t Cursor::size() const { return static_cast<std::size_t>(payload() >> 32U); }

inline const std::uint64_t* Cursor::after() const {
  switch (tag()) {
    case '[':
    case '{': return base_ + static_cast<std::uint32_t>(payload());
    case 'l':
    case 'u':
    case 'd': return word_ + 2;
    default: return word_ + 1;
  }
}

// The word before the end of a container is its closing bracket.
inline Cursor::Elements Cursor::elements() const {
  return {Cursor(word_ + 1, strings_, base_), Cursor(after() - 1, strings_, base_)};
}

inline Cursor::Members Cursor::members() const {
  return {Cursor(word_ + 1, strings_, base_), Cursor(after() - 1, strings_, base_)};
}

}  // namespace stance::base::json
