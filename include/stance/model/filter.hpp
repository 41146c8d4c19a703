#pragma once

#include "stance/model/assessment.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stance::model {

// What of an assessment is shown. It changes no number: score, categories and gates stay those of
// all controls. Of each list one word is enough; an empty list keeps everything.
struct Filter {
  std::vector<std::string> categories = {};
  std::vector<std::string> products = {};           // see names_product()
  std::vector<std::string> controls = {};           // patterns of ids
  std::vector<std::string> statuses = {};           // "to_address"
  std::optional<std::uint32_t> top = std::nullopt;  // recommendations, best first

  [[nodiscard]] bool empty() const { return !chooses() && !top; }
  // Whether it leaves out controls.
  [[nodiscard]] bool chooses() const;
  [[nodiscard]] bool keeps(const ControlResult& control) const;
};

// A part of the name, without regard to case, or a pattern for the whole of it.
[[nodiscard]] bool names_product(std::string_view pattern, std::string_view product);

// Leaves out of the assessment what is not shown, and notes in it what was.
void keep_only(const Filter& filter, Assessment& assessment);

}  // namespace stance::model
