#include "commands.hpp"
#include "session.hpp"
#include "stance/base/text.hpp"
#include "stance/report/json.hpp"
#include "values.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace stance::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Shown {
  const Option* option;
  Setting setting;
};

// What commands would take for an option: its value of this command line where it has it.
base::Result<std::optional<Setting>> setting_of(const Option& option, const Arguments& arguments,
                                                const Io& io) {
  const std::string variable = option.variable();
  const std::string value(io.variable(variable));
  if (const Setting* own = arguments.setting(option.name)) return *own;
  if (!value.empty()) {
    if (auto valid = check_for_any(option.name, value, variable); !valid) {
      return tl::unexpected(std::move(valid).error());
    }
    return Setting{{value}, "environment " + variable};
  }
  if (const Setting* found = arguments.configuration().find(option.name)) return *found;
  if (option.standard.empty()) return std::nullopt;
  return Setting{{std::string(option.standard)}, "default"};
}

base::Result<std::vector<Shown>> settings_of(const Arguments& arguments, const Io& io) {
  std::vector<Shown> out;
  for (const Option& option : options()) {
    const bool known = std::ranges::any_of(
        out, [&](const Shown& shown) { return shown.option->name == option.name; });
    if (known || !option.environment) continue;
    auto setting = setting_of(option, arguments, io);
    if (!setting) return tl::unexpected(std::move(setting).error());
    if (*setting && !(*setting)->values.empty()) out.push_back({&option, **std::move(setting)});
  }
  std::ranges::sort(out, {}, [](const Shown& shown) { return shown.option->name; });
  return out;
}

std::string text_of(const Setting& setting) {
  return base::printable(fmt::format("{}", fmt::join(setting.values, ", ")));
}

void print_text(const std::vector<Shown>& settings, bool origins, Io& io) {
  std::size_t names = 0;
  std::size_t values = 0;
  for (const Shown& shown : settings) {
    names = std::max(names, shown.option->name.size());
    values = std::max(values, base::display_width(text_of(shown.setting)));
  }
  for (const Shown& shown : settings) {
    const std::string value = text_of(shown.setting);
    io.out << fmt::format("{:<{}}  {}", shown.option->name, names, value);
    if (origins) {
      io.out << std::string(values - base::display_width(value) + 2, ' ')
             << base::printable(shown.setting.origin);
    }
    io.out << '\n';
  }
}

// Typed as the option is; lists of those that may be repeated.
Json value_of(const Option& option, const std::string& text) {
  switch (option.kind) {
    case Kind::flag: return read_flag(text).value_or(false);
    case Kind::number: return read_number(text).value_or(0);
    case Kind::percent: return static_cast<double>(read_percent(text).value_or(0)) / 100;
    default: return text;
  }
}

void print_json(const std::vector<Shown>& settings, const Arguments& arguments, Io& io) {
  Json list = Json::array();
  for (const auto& [option, setting] : settings) {
    Json value = value_of(*option, setting.values.back());
    if (option->repeatable) {
      value = Json::array();
      for (const std::string& text : setting.values) value.push_back(value_of(*option, text));
    }
    list.push_back({{"name", option->name}, {"value", value}, {"origin", setting.origin}});
  }
  Json files = Json::array();
  for (const std::string& file : arguments.configuration().files()) files.push_back(file);
  const Json whole = {{"schema", "stance.config/1"}, {"files", files}, {"options", list}};
  // Values of the environment are any bytes.
  report::render_value_json(whole.dump(-1, ' ', false, Json::error_handler_t::replace), io.out);
}

}  // namespace

base::Result<ExitCode> run_config_show(const Arguments& arguments, Io& io) {
  const auto settings = settings_of(arguments, io);
  if (!settings) return tl::unexpected(settings.error());
  if (arguments.text("format") == "json") {
    print_json(*settings, arguments, io);
  } else {
    print_text(*settings, arguments.flag("origin"), io);
  }
  return ExitCode::ok;
}

}  // namespace stance::cli
