#pragma once

#include "stance/model/assessment.hpp"
#include "stance/tenant/schema.hpp"
#include "stance/tenant/tenant.hpp"

#include <span>
#include <string>
#include <vector>

namespace stance::app {

// What the assessment says about the inputs, after all tables were scanned for these controls.
void describe_inputs(const tenant::Tenant& tenant, const tenant::Schema& schema,
                     std::span<const model::ControlInfo> controls, model::Assessment& assessment);

// Fills in the line of every evidence that has a source.
void resolve_lines(const tenant::Tenant& tenant, std::span<model::ControlResult> controls);

}  // namespace stance::app
