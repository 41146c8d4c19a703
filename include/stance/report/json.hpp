#pragma once

#include "stance/model/assessment.hpp"

#include <iosfwd>
#include <span>
#include <string_view>

namespace stance::report {

// The machine-readable contract, schema "stance.assessment/1": stable keys in a stable order.
void render_json(const model::Assessment& assessment, std::ostream& out);

// Inputs and datasets only, schema "stance.inspection/1", with the same members as above.
void render_inspection_json(const model::Assessment& assessment, std::ostream& out);

// What controls wait for, most points first, schema "stance.missing/1".
void render_missing_json(const model::Assessment& assessment, std::ostream& out);

// One control with its texts, schema "stance.control/1"; "result" is null or as in "controls".
void render_control_json(const model::ControlInfo& info, const model::ControlTexts& texts,
                         const model::ControlResult* result, std::ostream& out);

// Controls of a catalog as an array.
void render_list_json(std::span<const model::ControlInfo> controls, std::ostream& out);

// Any JSON text, laid out as the reports are; keys keep their order.
void render_value_json(std::string_view json, std::ostream& out);

}  // namespace stance::report
