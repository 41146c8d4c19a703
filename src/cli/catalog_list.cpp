#include "commands.hpp"
#include "session.hpp"
#include "stance/report/json.hpp"
#include "stance/report/terminal.hpp"
#include "terminal.hpp"

#include <optional>

namespace stance::cli {

base::Result<ExitCode> run_catalog_list(const Arguments& arguments, Io& io) {
  const catalog::Catalog* catalog = open_catalog(arguments, io);
  if (!catalog) return ExitCode::catalog;
  if (arguments.text("format") == "json") {
    report::render_list_json(catalog->controls(), io.out);
  } else {
    report::render_list(catalog->controls(), style_for(arguments, io, Sink::standard_output),
                        io.out);
  }
  return ExitCode::ok;
}

}  // namespace stance::cli
