#pragma once

#include "stance/app/assess.hpp"
#include "stance/base/diagnostics.hpp"
#include "stance/base/error.hpp"
#include "stance/catalog/catalog.hpp"

#include <string>
#include <vector>

namespace stance::app {

// An expression of the rule language, to be evaluated outside of a rule.
struct Question {
  std::string expression = {};
  std::vector<std::string> variables = {};  // "name=JSON"
};

// Its value, or why there is none.
struct Answer {
  std::string json = {};     // empty when the value is unknown, or a part of it
  std::string unknown = {};  // why, in a sentence
  std::string hint = {};
  // "dataset.field" of what is unknown in rows that were asked for, sorted; not in `json`.
  std::vector<std::string> left_out = {};
};

// Evaluates over the exports of the request; without any, no dataset is collected. Rows become
// objects of all fields that are known; NaN and infinities become texts, for JSON has none. An
// expression or a variable that is wrong is an error (`usage`), with its problems reported.
[[nodiscard]] base::Result<Answer> evaluate(const Question& question, const Request& request,
                                            const catalog::Catalog& catalog,
                                            base::Diagnostics& problems);

}  // namespace stance::app
