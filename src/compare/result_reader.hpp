#pragma once

#include "stance/base/error.hpp"
#include "stance/base/json.hpp"
#include "stance/model/points.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::compare {

// A value of a result, and where it stands.
struct At {
  base::json::Cursor value = {};  // invalid: there is none
  std::string pointer = {};       // RFC 6901

  // Neither there nor null.
  [[nodiscard]] bool none() const {
    return !value.valid() || value.kind() == base::json::Kind::null;
  }
};

// Reads what somebody says is a result. The first problem is kept; from then on everything reads as
// empty, so that callers look once, at the end.
class ResultReader {
 public:
  // `position` is where the document begins.
  explicit ResultReader(base::Position position) : position_(std::move(position)) {}

  // Of an object; a member that is not there has an invalid value.
  [[nodiscard]] At member(const At& object, std::string_view key);
  // Of an array, in order.
  [[nodiscard]] std::vector<At> elements(const At& array);

  [[nodiscard]] std::string text(const At& at);
  [[nodiscard]] std::string optional_text(const At& at);  // empty for null
  [[nodiscard]] bool flag(const At& at);
  // A number of points, from 0 up.
  [[nodiscard]] model::Hundredths points(const At& at);
  // From 0 to 100; nothing for null.
  [[nodiscard]] std::optional<model::Hundredths> percent(const At& at);

  // Whether a credit, a number from 0 to 1, is all of it.
  [[nodiscard]] bool whole(const At& at);

  // "/score/percent is a text, expected a number".
  void refuse(const At& at, std::string_view found, std::string_view expected);
  [[nodiscard]] const std::optional<base::Error>& error() const { return error_; }

 private:
  // Whether it is of that kind.
  bool expect(const At& at, base::json::Kind kind, std::string_view expected);
  // From 0 to `most`; 0 when it is none.
  [[nodiscard]] double number(const At& at, std::int64_t most);

  base::Position position_;
  std::optional<base::Error> error_ = std::nullopt;
};

}  // namespace stance::compare
