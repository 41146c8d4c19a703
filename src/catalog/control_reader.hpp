#pragma once

#include "reader.hpp"
#include "stance/model/baseline.hpp"
#include "stance/model/control.hpp"
#include "stance/tenant/schema.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::catalog {

// What catalog.yaml declares.
struct Vocabulary {
  std::string name = {};
  std::string version = {};
  std::vector<std::string> categories = {};
  std::vector<std::string> frameworks = {};  // in the order of refs in outputs
  std::vector<model::Baseline> baselines = {};
};

// What reports say about a control. Its datasets are left empty.
[[nodiscard]] model::ControlInfo read_info(const Node& control, const Vocabulary& vocabulary,
                                           Reader& reader);

// Unknown keys of the whole control.
void check_keys(const Node& control, Reader& reader);

// The long texts and what the check asks, in words.
[[nodiscard]] model::ControlTexts read_texts(const Node& control, const tenant::Schema& schema,
                                             Reader& reader);

}  // namespace stance::catalog
