#include "redaction.hpp"

#include "stance/base/file.hpp"
#include "stance/base/sha256.hpp"
#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <optional>
#include <ostream>
#include <sstream>
#include <utility>

namespace stance::cli {

namespace {

constexpr std::size_t key_bytes = 32;
constexpr std::size_t fewest_key_bytes = 16;
constexpr std::uint64_t most_key_bytes = 4096;

base::Result<std::string> key_of(const Arguments& arguments) {
  const std::string path(arguments.text("redact-key"));
  if (path.empty()) return base::random_bytes(key_bytes);
  const auto bytes = base::read_file(path, most_key_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  if (bytes->size() < fewest_key_bytes) {
    return tl::unexpected(usage_error(
        fmt::format("the key in '{}' is too short", base::printable(path)),
        fmt::format("{} bytes or more, such as: head -c 32 /dev/urandom >FILE", fewest_key_bytes)));
  }
  return std::string(bytes->view());
}

base::Result<std::optional<report::Redactor>> redactor_of(const Arguments& arguments,
                                                          std::span<const std::string> exports) {
  if (!arguments.flag("redact") && arguments.text("redact-key").empty()) return std::nullopt;
  auto key = key_of(arguments);
  if (!key) return tl::unexpected(std::move(key).error());
  std::optional<report::Redactor> redactor(std::in_place, *std::move(key));
  for (const std::string& path : exports) redactor->hide_path(path);
  for (const std::string_view option : {"profile", "decisions", "catalog"}) {
    for (std::string_view path : arguments.list(option)) {
      if (path.starts_with('+')) path.remove_prefix(1);
      redactor->hide_path(path);
    }
  }
  return redactor;
}

base::Error redacted(base::Error error, const report::Redactor& redactor) {
  error.message = redactor.text(error.message);
  error.hint = redactor.text(error.hint);
  for (std::string& note : error.notes) note = redactor.text(note);
  if (error.position) error.position->file = redactor.text(error.position->file);
  return error;
}

}  // namespace

base::Result<ExitCode> run_redacted(const Arguments& arguments,
                                    std::span<const std::string> exports, RunRedacted run, Io& io) {
  auto redactor = redactor_of(arguments, exports);
  if (!redactor) return tl::unexpected(std::move(redactor).error());
  if (!*redactor) return run(arguments, nullptr, io);
  std::ostringstream messages;
  Io inner = io.with_messages(messages);
  auto code = run(arguments, &**redactor, inner);
  io.err << (*redactor)->text(messages.str());
  if (code) return code;
  return tl::unexpected(redacted(std::move(code).error(), **redactor));
}

}  // namespace stance::cli
