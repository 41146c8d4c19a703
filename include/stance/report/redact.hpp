#pragma once

#include "stance/model/assessment.hpp"

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace stance::report {

// Puts pseudonyms in place of what tells whose tenant it is and who is in it. The same key gives
// the same text the same pseudonym, so that redacted reports can be compared; without the key
// nobody gets from a pseudonym to the text but by guessing it.
class Redactor {
 public:
  explicit Redactor(std::string key) : key_(std::move(key)) {}

  // From now on this text is replaced wherever it stands as a whole word. Texts of less than three
  // characters and numbers are not: they would tear sentences apart.
  void hide(std::string_view original);
  // A file: its path, its name, and the path of its folder.
  void hide_path(std::string_view path);

  // "mail-0123456789ab"; also "id-", "ip-", "host-", "path-", and "name-" for all others.
  [[nodiscard]] std::string pseudonym(std::string_view original) const;
  // Replaces every hidden text, and whatever looks like a mail address, an id or an IP address.
  [[nodiscard]] std::string text(std::string_view text) const;

 private:
  [[nodiscard]] std::size_t hidden_at(std::string_view text, std::size_t at) const;

  std::string key_;
  std::unordered_set<std::string> originals_ = {};
  std::set<std::size_t, std::greater<>> lengths_ = {};
};

// One pass before any format: texts of inputs, of people, paths, and sentences about them. What the
// catalog says stays. Hides what the assessment holds first, so that `redactor` can be used for
// messages afterwards.
void redact(model::Assessment& assessment, Redactor& redactor);

}  // namespace stance::report
