#pragma once

#include "stance/base/error.hpp"
#include "stance/cel/mutants.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stance::catalog {

// One small change to what a control or a function asks. Where all tests pass all the same, they
// prove less than the control says.
struct Mutation {
  std::string change;    // such as "without 'must'"; follows "tests still pass"
  std::string fragment;  // the text that it changes, in one line
  base::Position position;
  std::string source_line = {};
  std::vector<std::string> controls = {};  // ids of those whose tests should notice
  std::string function = {};               // the one whose body it changes; empty: the control
  // The node of the control that it changes; without an edit of its text it is left out.
  std::uint64_t node = 0;
  std::optional<cel::Edit> edit = std::nullopt;
};

// A change that no test can notice, as an author says beside the control.
struct Survivor {
  std::string change;
  std::string fragment;
  base::Position position;
  std::string source_line = {};
};

}  // namespace stance::catalog
