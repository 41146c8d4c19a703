#pragma once

#include "load_file.hpp"
#include "stance/base/byte_source.hpp"
#include "stance/base/error.hpp"

#include <cstddef>
#include <optional>

namespace stance::ingest {

// A file that is one large list of objects (an array, the array "value" of an object, or NDJSON),
// of which the document holds the first elements and all that stands around the list. Everything
// in the file was checked. Nothing when the file is of another form, is no JSON, or may be put
// right by a repair: it has to be read whole then, which tells what is wrong. What is wrong with a
// file of more than `limits.file_bytes`, which nobody reads whole, is an error.
[[nodiscard]] base::Result<std::optional<LoadedFile>> load_streamed(const base::SharedBytes& bytes,
                                                                    const Limits& limits);

}  // namespace stance::ingest
