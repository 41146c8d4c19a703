#pragma once

#include "exit_code.hpp"
#include "io.hpp"
#include "stance/base/error.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace stance::cli {

class Arguments;

enum class CommandId : std::uint8_t {
  assess,
  show,
  inspect,
  catalog_list,
  catalog_lint,
  catalog_test,
  catalog_embed,
  eval,
  catalog_schema,
  catalog_docs,
  catalog_explain,
  decisions_check,
  decide,
  config_show,
  completion,
  man,
  fleet,
  merge
};

struct Example {
  std::string_view command;
  std::string_view what;
};

struct Command {
  CommandId id;
  std::string_view name;      // "catalog list"
  std::string_view operands;  // as in the usage line
  std::size_t fewest = 0;     // operands
  std::size_t most = 0;
  std::string_view summary;
  std::string_view missing;  // what is said when operands are missing
  std::span<const Example> examples = {};
  bool hidden = false;
  base::Result<ExitCode> (*run)(const Arguments& arguments, Io& io);
  std::string_view unless = {};   // the flag that needs no operands
  std::string_view choices = {};  // words that the operand is one of, parted by '|'
};

[[nodiscard]] std::span<const Command> commands();

// The command of that exact name, or nullptr.
[[nodiscard]] const Command* find_command(std::string_view name);

// One file each.
base::Result<ExitCode> run_assess(const Arguments& arguments, Io& io);
base::Result<ExitCode> run_fleet(const Arguments& arguments, Io& io);
base::Result<ExitCode> run_merge(const Arguments& arguments, Io& io);
base::Result<ExitCode> run_show(const Arguments& arguments, Io& io);
base::Result<ExitCode> run_inspect(const Arguments& arguments, Io& io);
base::Result<ExitCode> run_eval(const Arguments& arguments, Io& io);
base::Result<ExitCode> run_decisions_check(const Arguments& arguments, Io& io);
base::Result<ExitCode> run_decide(const Arguments& arguments, Io& io);
base::Result<ExitCode> run_catalog_list(const Arguments& arguments, Io& io);
base::Result<ExitCode> run_catalog_lint(const Arguments& arguments, Io& io);
base::Result<ExitCode> run_catalog_test(const Arguments& arguments, Io& io);
base::Result<ExitCode> run_catalog_schema(const Arguments& arguments, Io& io);
base::Result<ExitCode> run_catalog_docs(const Arguments& arguments, Io& io);
base::Result<ExitCode> run_catalog_explain(const Arguments& arguments, Io& io);
base::Result<ExitCode> run_config_show(const Arguments& arguments, Io& io);
base::Result<ExitCode> run_completion(const Arguments& arguments, Io& io);
base::Result<ExitCode> run_man(const Arguments& arguments, Io& io);
base::Result<ExitCode> run_catalog_embed(const Arguments& arguments, Io& io);

}  // namespace stance::cli
