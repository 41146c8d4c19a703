#include "program.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance::samples;

namespace {

const fs::path readme = fs::path(STANCE_SOURCE_DIR) / "README.md";

// A fenced block: what stands behind the fence, and the lines between.
struct Block {
  std::string kind;
  std::vector<std::string> lines;
  std::size_t first = 0;  // index of its first line in the README
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::stringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string text_of(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::vector<Block> blocks_of(const std::vector<std::string>& lines) {
  std::vector<Block> blocks;
  bool inside = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].starts_with("```")) {
      inside = !inside;
      if (inside) blocks.push_back({lines[i].substr(3), {}, i + 1});
    } else if (inside) {
      blocks.back().lines.push_back(lines[i]);
    }
  }
  return blocks;
}

// A folder in which the README's commands work: the samples, and the files it tells to write,
// which are the blocks that begin with "# path/of/the/file.yaml".
fs::path workshop(const std::vector<Block>& blocks) {
  fs::path folder = scratch("readme");
  fs::create_directory_symlink(fs::path(STANCE_SOURCE_DIR) / "samples", folder / "samples");
  for (const Block& block : blocks) {
    if (block.kind != "yaml" || block.lines.empty()) continue;
    const std::string& head = block.lines.front();
    if (head.starts_with("# ") && head.ends_with(".yaml")) {
      write(folder / head.substr(2), text_of(block.lines));
    }
  }
  return folder;
}

// What a "console" block should say. A last line "..." leaves the rest of an output out.
std::vector<std::string> played(const Block& block, const fs::path& folder) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < block.lines.size();) {
    const std::string& command = block.lines[i++];
    REQUIRE(command.starts_with("$ "));
    const std::size_t from = i;
    while (i < block.lines.size() && !block.lines[i].starts_with("$ ")) ++i;
    std::vector<std::string> output = lines_of(run_line(folder, command.substr(2)).out);
    if (i > from && block.lines[i - 1] == "..." && output.size() >= i - from) {
      output.resize(i - from - 1);
      output.emplace_back("...");
    }
    lines.push_back(command);
    lines.insert(lines.end(), output.begin(), output.end());
  }
  return lines;
}

}  // namespace

TEST_CASE("the README shows what its commands print") {
  std::vector<std::string> lines = lines_of(read(readme));
  const std::vector<Block> blocks = blocks_of(lines);
  const fs::path folder = workshop(blocks);
  std::size_t shown = 0;
  // From the end, so that an update moves no block that is still to come.
  for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
    if (block->kind != "console") continue;
    ++shown;
    const std::vector<std::string> expected = played(*block, folder);
    const auto first = lines.begin() + static_cast<std::ptrdiff_t>(block->first);
    const auto last = first + static_cast<std::ptrdiff_t>(block->lines.size());
    lines.insert(lines.erase(first, last), expected.begin(), expected.end());
  }
  CHECK(shown >= 3);
  CHECK_THAT(file_difference(readme, text_of(lines)), Catch::Equals(""));
}
