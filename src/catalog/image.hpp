#pragma once

#include "contents.hpp"
#include "files.hpp"
#include "stance/rules/control.hpp"
#include "stance/rules/licence_table.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace stance::catalog {

// The built-in catalog: its files as JSON, and what every run needs of them, read and compiled.

// Compiles all controls, of which nothing may be wrong. The same files give the same image,
// wherever they are.
[[nodiscard]] std::string write_image(Contents& contents);

// Only the files, to be read together with others.
[[nodiscard]] CatalogFiles read_image_files(std::string_view image, base::Diagnostics& problems);

// The whole catalog, without reading a file of it; null when the image is damaged. The image must
// outlive it.
[[nodiscard]] std::unique_ptr<Contents> read_image(std::string_view image,
                                                   base::Diagnostics& problems);

// A control, the licences, what is sold, or what is declared about a baseline, of a catalog that
// was read from an image.
[[nodiscard]] rules::Control compiled_control(const CompiledRules& rules, std::size_t index);
[[nodiscard]] rules::LicenceRule compiled_licences(const CompiledRules& rules);
[[nodiscard]] rules::LicenceTable compiled_licence_table(const CompiledRules& rules);
[[nodiscard]] rules::BaselineRule compiled_baseline(const CompiledRules& rules, std::size_t index);

}  // namespace stance::catalog
