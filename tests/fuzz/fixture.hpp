#pragma once

#include "stance/base/diagnostics.hpp"
#include "stance/base/text.hpp"
#include "stance/catalog/catalog.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace stance::fuzz {

// The small catalog beside the targets: every type of field and every form of a source.
inline const std::string catalog_folder = STANCE_SOURCE_DIR "/tests/fuzz/catalog";

// Says what is wrong and ends the process, which libFuzzer takes for a crash.
[[noreturn]] inline void fail(std::string_view what) {
  fmt::print(stderr, "{}\n", what);
  std::abort();
}

inline void require(bool condition, std::string_view what) {
  if (!condition) fail(what);
}

inline catalog::Catalog load_catalog() {
  base::Diagnostics problems;
  auto loaded =
      catalog::Catalog::load({.built_in = false, .folders = {catalog_folder}}, {}, problems);
  for (const base::Diagnostic& problem : problems.all()) fmt::print("{}", base::render(problem));
  require(loaded.has_value(), "the catalog of the targets has errors");
  return std::move(*loaded);
}

// No control character but line feeds and the tabs of source lines, and valid UTF-8.
inline void check_printable(std::string_view text) {
  require(base::is_utf8(text), "a message is no UTF-8");
  for (const char c : text) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    require(!control || c == '\n' || c == '\t', "a message holds a control character");
  }
}

inline void check_printable(base::Diagnostics& problems) {
  problems.sort();
  for (const base::Diagnostic& problem : problems.all()) check_printable(base::render(problem));
}

}  // namespace stance::fuzz
