#include "configuration.hpp"

#include "stance/app/configuration.hpp"
#include "stance/base/text.hpp"
#include "values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <system_error>
#include <utility>

namespace stance::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view project_name = ".stance.yaml";

enum class Owner : std::uint8_t { project, user };

// A configuration file that is there.
struct File {
  Owner owner;
  fs::path path;
  fs::path name;  // as messages and values name it
};

// A folder that cannot be searched holds no configuration for this user.
bool is_there(const fs::path& path) {
  std::error_code error;
  return fs::exists(fs::status(path, error));
}

fs::path resolved(const fs::path& path) {
  std::error_code error;
  fs::path out = fs::weakly_canonical(path, error);
  return error ? path.lexically_normal() : out;
}

bool is_within(const fs::path& path, const fs::path& root) {
  const auto [at, end] = std::mismatch(root.begin(), root.end(), path.begin(), path.end());
  return at == root.end() || (at->empty() && std::next(at) == root.end());
}

// Neither the place of the file nor what a link there leads to may be within an input.
bool is_input(const fs::path& file, const std::vector<fs::path>& inputs) {
  const fs::path place = resolved(file.parent_path()) / file.filename();
  const fs::path target = resolved(file);
  return std::ranges::any_of(inputs, [&](const fs::path& input) {
    return is_within(place, input) || is_within(target, input);
  });
}

std::optional<File> user_file(const Io& io) {
  fs::path folder = io.variable("XDG_CONFIG_HOME");
  // The specification has relative folders ignored.
  if (!folder.is_absolute()) {
    const fs::path home = io.variable("HOME");
    if (!home.is_absolute()) return std::nullopt;
    folder = home / ".config";
  }
  const fs::path path = folder / "stance" / "config.yaml";
  if (!is_there(path)) return std::nullopt;
  return File{Owner::user, path, path};
}

std::optional<File> project_file(std::span<const std::string> inputs, const Io& io,
                                 std::vector<std::string>& passed_over) {
  if (io.folder.empty()) return std::nullopt;
  std::vector<fs::path> roots;
  for (const std::string& input : inputs) {
    if (input != "-") roots.push_back(resolved(io.folder / input));
  }
  for (fs::path folder = io.folder;; folder = folder.parent_path()) {
    const fs::path path = folder / project_name;
    if (is_there(path)) {
      fs::path name = path.lexically_relative(io.folder);
      if (!is_input(path, roots)) return File{Owner::project, path, std::move(name)};
      passed_over.push_back(name.string());
    }
    if (folder == folder.parent_path()) return std::nullopt;
  }
}

// The options of a name that a file may set: commands share names.
std::vector<const Option*> settable(std::string_view name) {
  std::vector<const Option*> found;
  for (const Option& option : options()) {
    if (option.name == name && option.environment) found.push_back(&option);
  }
  return found;
}

bool takes(const Option& option, const Setting& setting) {
  return (option.repeatable || setting.values.size() < 2) &&
         std::ranges::all_of(setting.values, [&](const std::string& value) {
           return check_value(option, value, option.name).has_value();
         });
}

// Relative paths are meant from the folder of the file that names them.
std::string from_folder(std::string_view value, const Option& option, const fs::path& folder) {
  std::string head;
  if (option.kind == Kind::target) head = value.substr(0, value.find('=') + 1);
  if (option.kind == Kind::folder && value.starts_with('+')) head = "+";
  const std::string_view path = value.substr(head.size());
  if (!option.path || path == "-") return std::string(value);
  return head + (folder / path).lexically_normal().string();
}

class FileReader {
 public:
  FileReader(const File& file, base::Diagnostics& problems) : file_(file), problems_(problems) {}

  // The setting of an entry; what is wrong is reported.
  [[nodiscard]] Setting read(const app::ConfigurationEntry& entry);

 private:
  [[nodiscard]] bool check_key(const app::ConfigurationWord& key);
  void unknown(const app::ConfigurationWord& key);
  void error(const app::ConfigurationWord& at, base::DiagnosticCode code, std::string message,
             std::string hint = {});

  const File& file_;
  base::Diagnostics& problems_;
};

void FileReader::error(const app::ConfigurationWord& at, base::DiagnosticCode code,
                       std::string message, std::string hint) {
  problems_.add({.message = std::move(message),
                 .position = at.position,
                 .source_line = at.source_line,
                 .hint = std::move(hint),
                 .code = code});
}

void FileReader::unknown(const app::ConfigurationWord& key) {
  std::vector<std::string_view> names;
  for (const Option& option : options()) {
    if (option.environment) names.push_back(option.name);
  }
  const auto near = base::nearest(key.text, names);
  error(key, "unknown-key", fmt::format("unknown key '{}' in a configuration", key.text),
        near ? fmt::format("did you mean '{}'?", *near)
             : "keys are the names of options; 'stance help COMMAND' lists them");
}

bool FileReader::check_key(const app::ConfigurationWord& key) {
  const std::vector<const Option*> found = settable(key.text);
  if (!found.empty() && (file_.owner == Owner::user || !found.front()->trusted)) return true;
  if (!found.empty()) {
    error(key, {}, fmt::format("the file of a project cannot set '{}'", key.text),
          fmt::format("give {} on the command line, or set it in a file of your own: "
                      "~/.config/stance/config.yaml",
                      found.front()->flag_name()));
  } else if (std::ranges::find(options(), key.text, &Option::name) != options().end()) {
    error(key, {}, fmt::format("no file can set '{}'", key.text),
          fmt::format("give --{} on the command line", key.text));
  } else {
    unknown(key);
  }
  return false;
}

Setting FileReader::read(const app::ConfigurationEntry& entry) {
  Setting setting;
  setting.origin = fmt::format("{}:{}", file_.name.string(), entry.key.position.line);
  if (!check_key(entry.key)) return setting;
  const std::vector<const Option*> found = settable(entry.key.text);
  if (entry.list && std::ranges::none_of(found, &Option::repeatable)) {
    error(entry.key, "wrong-kind", fmt::format("'{}' takes one value, not a list", entry.key.text));
    return setting;
  }
  for (const app::ConfigurationWord& value : entry.values) {
    if (auto valid = check_for_any(entry.key.text, value.text, entry.key.text); !valid) {
      error(value, {}, valid.error().message, valid.error().hint);
    }
    setting.values.push_back(from_folder(value.text, *found.front(), file_.name.parent_path()));
  }
  return setting;
}

}  // namespace

base::Result<void> check_for_any(std::string_view name, std::string_view value,
                                 std::string_view origin) {
  base::Result<void> checked;
  for (const Option* option : settable(name)) {
    auto one = check_value(*option, value, origin);
    if (one) return one;
    if (checked) checked = std::move(one);
  }
  return checked;
}

std::optional<Configuration> Configuration::read(std::span<const std::string> inputs, const Io& io,
                                                 base::Diagnostics& problems) {
  Configuration out;
  const std::size_t errors = problems.errors();
  for (const auto& file : {project_file(inputs, io, out.passed_over_), user_file(io)}) {
    if (!file) continue;
    const auto entries = app::read_configuration(file->path, file->name.string(), problems);
    Settings settings;
    FileReader reader(*file, problems);
    for (const app::ConfigurationEntry& entry :
         entries.value_or(std::vector<app::ConfigurationEntry>())) {
      settings.emplace(entry.key.text, reader.read(entry));
    }
    out.files_.push_back(file->name.string());
    out.settings_.push_back(std::move(settings));
  }
  if (problems.errors() > errors) return std::nullopt;
  return out;
}

const Setting* Configuration::find(const Option& option) const {
  if (!option.environment) return nullptr;
  for (const Settings& file : settings_) {
    const auto found = file.find(option.name);
    if (found != file.end() && takes(option, found->second)) return &found->second;
  }
  return nullptr;
}

const Setting* Configuration::find(std::string_view name) const {
  for (const Settings& file : settings_) {
    const auto found = file.find(name);
    if (found != file.end()) return &found->second;
  }
  return nullptr;
}

}  // namespace stance::cli
