#pragma once

#include "judge.hpp"
#include "stance/evaluate/evaluate.hpp"
#include "stance/model/assessment.hpp"
#include "stance/rules/licence_table.hpp"

#include <set>
#include <string>

namespace stance::app {

// What is known about the licences of a tenant.
struct Licences {
  const Compiled& compiled;
  const std::set<std::string>& plans;  // names of service plans
  const rules::LicenceTable& table;
};

// Tells of each control that is not licensed what it would need, and of each other one when only
// some users have its licence. The datasets of the licence rule must be loaded; the controls of the
// assessment are the compiled ones.
void describe_licences(const Licences& licences, const evaluate::Datasets& datasets,
                       model::Assessment& assessment);

}  // namespace stance::app
