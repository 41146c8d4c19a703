#include "commands.hpp"
#include "session.hpp"
#include "stance/base/file.hpp"

#include <optional>
#include <string>

namespace stance::cli {

base::Result<ExitCode> run_catalog_embed(const Arguments& arguments, Io& io) {
  const std::string rules(arguments.text("rules"));
  const std::string output(arguments.text("output"));
  if (rules.empty() || output.empty()) {
    return tl::unexpected(usage_error("'stance catalog embed' needs --rules and --output",
                                      "stance catalog embed --rules DIR --output FILE"));
  }
  base::Diagnostics problems;
  const std::optional<std::string> image = catalog::embed(rules, problems);
  print_problems(problems, arguments, io);
  if (!image) return ExitCode::catalog;
  if (auto written = base::write_file(output, catalog::embedded_source(*image)); !written) {
    return tl::unexpected(std::move(written).error());
  }
  return ExitCode::ok;
}

}  // namespace stance::cli
