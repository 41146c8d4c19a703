#pragma once

#include "arguments.hpp"
#include "exit_code.hpp"
#include "io.hpp"
#include "stance/base/error.hpp"
#include "stance/report/redact.hpp"

#include <span>
#include <string>

namespace stance::cli {

// A command over exports. With a redactor it writes to standard output only what that lets through.
using RunRedacted = base::Result<ExitCode> (*)(const Arguments& arguments,
                                               report::Redactor* redactor, Io& io);

// Runs it with what --redact and --redact-key ask for, if anything. Messages and errors are
// redacted here, and the paths of the command line are hidden.
[[nodiscard]] base::Result<ExitCode> run_redacted(const Arguments& arguments,
                                                  std::span<const std::string> exports,
                                                  RunRedacted run, Io& io);

}  // namespace stance::cli
