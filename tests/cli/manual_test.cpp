#include "manual.hpp"

#include "completion.hpp"
#include "fixture.hpp"
#include "shell.hpp"
#include "stance/app/assess.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace stance::cli;
using Catch::Matchers::Contains;

TEST_CASE("the manual page is printed") {
  const Called called = call({"man"});
  CHECK(called.code == 0);
  CHECK(called.out == manual_page());
  CHECK_THAT(called.out,
             Catch::Matchers::StartsWith(fmt::format(R"(.TH STANCE 1 "" "stance {}" "User Commands"
.SH NAME
stance \- assess the security posture of Microsoft 365 tenants, offline
.SH SYNOPSIS
\fBstance\fR \fICOMMAND\fR [\fIARGUMENT\fR...] [\fIOPTION\fR...]
.SH DESCRIPTION
stance reads configuration exports of a tenant and tells how secure it is set up: a score with
partial credit, what to do next, and the evidence for every point.
.SH COMMANDS
.SS \fBstance assess\fR \fIEXPORT...\fR
)",
                                                     stance::app::version())));
}

TEST_CASE("the manual page tells of commands, options, exit codes, variables and files") {
  const std::string page = manual_page();
  CHECK_THAT(page, Contains(R"(.SS \fBstance config show\fR
Tell what options are set to by the environment, by configuration files (.stance.yaml of the project, config.yaml of the user) and by default.
.PP
Options: \fB\-\-format\fR, \fB\-\-origin\fR, \fB\-\-no\-config\fR, \fB\-\-help\fR, \fB\-\-version\fR
.TP
\fBstance config show \-\-origin\fR
what is set, and by what
)"));
  CHECK_THAT(page, Contains(R"(.TP
\fB\-\-var\fR \fINAME=JSON\fR
A variable of the expression, such as days=90 or names=\(aq[\(dqa\(dq]\(aq; params.NAME stands in for a parameter. May be repeated.
.br
Of eval.
)"));
  CHECK_THAT(page, Contains(R"(.SH EXIT STATUS
.TP
\fB0\fR
assessed, and every gate holds
)"));
  CHECK_THAT(page, Contains(R"(.TP
\fBSTANCE_MIN_SCORE\fR
As \-\-min\-score.
)"));
  CHECK_THAT(page, Contains(R"(.TP
\fB\&.stance.yaml\fR
Of a project: the nearest one upward from the working directory that is not inside an input. It cannot set \-\-output or \-\-redact\-key.
)"));
  for (const Command* command : visible_commands()) {
    CHECK_THAT(page, Contains(fmt::format(".SS \\fBstance {}\\fR", command->name)));
  }
  for (const char c : page) CHECK((c == '\n' || (c >= ' ' && c <= '~')));
}

TEST_CASE("roff has nothing to say about the manual page") {
  if (!is_installed("groff")) {
    WARN("skipped: groff is not installed");
    return;
  }
  const Scratch scratch;
  scratch.write("stance.1", manual_page());
  CHECK(shell_output("groff -ww -man -Tutf8 -z " + scratch.file("stance.1")).empty());
}

TEST_CASE("the manual page can be read") {
  if (!is_installed("man")) {
    WARN("skipped: man is not installed");
    return;
  }
  const Scratch scratch;
  scratch.write("stance.1", manual_page());
  const std::string text =
      shell_output("LC_ALL=C MANWIDTH=200 MAN_KEEP_FORMATTING= man -l " + scratch.file("stance.1"));
  CHECK_THAT(text, Contains("NAME\n       stance - assess the security posture of Microsoft 365 "
                            "tenants, offline\n"));
  CHECK_THAT(text, Contains("--var NAME=JSON\n"));
  CHECK_THAT(text, Contains("names='[\"a\"]'"));
  CHECK_THAT(text, Contains("       .stance.yaml\n"));
}
