#pragma once

#include "stance/model/assessment.hpp"

#include <iosfwd>

namespace stance::report {

// Formats for other programs and places. All texts are UTF-8; what comes from an input is text in
// each of them, whatever is written in it.

// A table of the controls, for spreadsheets (RFC 4180, with a header). Texts that a spreadsheet
// would take for a formula begin with an apostrophe; numbers are numbers.
void render_csv(const model::Assessment& assessment, std::ostream& out);

// A row for each failing object, also for those that decisions take out: these have a decision.
void render_evidence_csv(const model::Assessment& assessment, std::ostream& out);

// A row for each requirement of the baseline that was asked for; the header alone without one.
void render_baseline_csv(const model::Assessment& assessment, std::ostream& out);

// A row for each gate that was asked for, as the other formats carry them.
void render_gate_csv(const model::Assessment& assessment, std::ostream& out);

// SARIF 2.1.0 for code scanning: a result for each control that falls short or was not judged, at
// the place of its first object. What is accepted is suppressed.
void render_sarif(const model::Assessment& assessment, std::ostream& out);

// JUnit XML as the xUnit plugin of Jenkins defines it: a suite for each product, a case for each
// control. What is accepted, was not judged or does not apply is skipped.
void render_junit(const model::Assessment& assessment, std::ostream& out);

// Markdown for a comment in a pull request or the summary of a job, below 60,000 bytes. The last
// sentence names what was left out for that.
void render_markdown(const model::Assessment& assessment, std::ostream& out);

// Commands of a GitHub workflow, which show controls that fall short beside the line of the first
// object: 10 errors and 10 warnings at most, as no more are shown, and a notice of how many more
// there are.
void render_github(const model::Assessment& assessment, std::ostream& out);

// Events for log collectors, a JSON object on each line: the score, the controls, then the objects
// that fail. No line has more than 8 KiB; longer texts and lists are cut, "truncated" says so.
void render_ndjson(const model::Assessment& assessment, std::ostream& out);

}  // namespace stance::report
