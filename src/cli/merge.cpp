#include "commands.hpp"
#include "outputs.hpp"
#include "stance/app/fleet.hpp"
#include "troubles.hpp"

#include <utility>

namespace stance::cli {

base::Result<ExitCode> run_merge(const Arguments& arguments, Io& io) {
  const auto outputs = outputs_of(arguments);
  if (!outputs) return tl::unexpected(outputs.error());
  const auto fleet = app::merge_results(arguments.operands());
  if (!fleet) return tl::unexpected(fleet.error());
  if (auto written = write_outputs(*fleet, *outputs, arguments, io); !written) {
    return tl::unexpected(std::move(written).error());
  }
  print_troubles(*fleet, Gaps::allowed, io);
  return exit_code(*fleet, Gaps::allowed);
}

}  // namespace stance::cli
