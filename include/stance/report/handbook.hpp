#pragma once

#include "stance/model/assessment.hpp"
#include "stance/model/control.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stance::report {

// What a page tells of one control.
struct HandbookControl {
  model::ControlInfo info;
  model::ControlTexts texts = {};
  std::vector<std::string> tests = {};  // names
};

// A catalog to read: all its controls, and how their datasets are collected.
struct Handbook {
  std::string name = {};
  std::string version = {};
  std::vector<std::string> categories = {};         // in the order of reports
  std::vector<HandbookControl> controls = {};       // by id
  std::vector<model::DatasetResult> datasets = {};  // by name
};

struct HandbookFile {
  std::string name;
  std::string text;
};

// Markdown: "index.md", then "<id>.md" for each control. Pages link to each other by these names.
[[nodiscard]] std::vector<HandbookFile> render_handbook(const Handbook& handbook);

}  // namespace stance::report
