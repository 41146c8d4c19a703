#pragma once

#include "stance/model/assessment.hpp"

#include <string_view>

namespace stance::report {

// An assessment with something of everything a report shows.
[[nodiscard]] model::Assessment contoso();

// Nothing in its inputs, a few controls that would need data.
[[nodiscard]] model::Assessment unassessed();

// Datasets that lack in every way, and are collected in every way.
[[nodiscard]] model::Assessment lacking();

// Datasets that are there and leave controls waiting, after a run over some products.
[[nodiscard]] model::Assessment cut_off();

// What commands begin with in hostile(): they are not broken, however long they are.
inline constexpr std::string_view command_mark = "command ";

// Every text that can come from an input is an attack.
[[nodiscard]] model::Assessment hostile();

// The first is partly met, with parts and evidence; the second lacks a dataset.
[[nodiscard]] model::ControlResult legacy_control();
[[nodiscard]] model::ControlResult smtp_control();

[[nodiscard]] model::ControlTexts legacy_texts();
[[nodiscard]] model::ControlTexts hostile_texts();

}  // namespace stance::report
