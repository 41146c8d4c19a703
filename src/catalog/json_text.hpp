#pragma once

#include "stance/base/json.hpp"

#include <string>
#include <string_view>

namespace stance::catalog {

// Appends the text as a JSON string. The text must be UTF-8.
void append_json(std::string& out, std::string_view text);

// Appends a parsed value: integers, texts and arrays, which is all that the JSON form of YAML has.
void append_json(std::string& out, base::json::Cursor value);

}  // namespace stance::catalog
