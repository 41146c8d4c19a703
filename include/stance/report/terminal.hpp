#pragma once

#include "stance/model/assessment.hpp"

#include <cstddef>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::report {

// How a terminal (or a pipe) wants its text.
struct Style {
  std::size_t width = 80;  // columns, 40 or more
  bool color = false;
  bool utf8 = true;
  bool brief = false;  // --quiet: the headline only
};

// The headline sentence, a bar per category, the best recommendations, what could not be assessed.
void render_terminal(const model::Assessment& assessment, const Style& style, std::ostream& out);

// One control with all its texts; with a result also its verdict and evidence.
void render_control(const model::ControlInfo& info, const model::ControlTexts& texts,
                    const model::ControlResult* result, const Style& style, std::ostream& out);

// What was recognised in the inputs, dataset by dataset.
void render_inspection(const model::Assessment& assessment, const Style& style, std::ostream& out);

// What controls wait for: datasets that are not there or not whole, most points first. Without its
// controls when brief.
void render_missing(const model::Assessment& assessment, const Style& style, std::ostream& out);

// Controls of a catalog, a line each.
void render_list(std::span<const model::ControlInfo> controls, const Style& style,
                 std::ostream& out);

// The headline sentence without colour and line ends, such as "61.2 % of what could be assessed".
[[nodiscard]] std::string headline(const model::Assessment& assessment);

// Words of a text in lines of at most `width` columns; a longer word is cut.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width);

// "61.2" for 6120: one decimal place for percentages people read, two in machine formats.
[[nodiscard]] std::string percent_text(model::Hundredths percent);

}  // namespace stance::report
