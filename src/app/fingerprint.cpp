#include "fingerprint.hpp"

#include "stance/base/byte_source.hpp"
#include "stance/base/file.hpp"
#include "stance/base/sha256.hpp"
#include "stance/ingest/read.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <span>
#include <string_view>
#include <system_error>
#include <vector>

namespace stance::app {

namespace {

// Texts one behind the other, each with its length, so that no two lists give the same.
class Facts {
 public:
  void add(std::string_view text) { text_ += fmt::format("{}:{}\n", text.size(), text); }
  void add(std::int64_t number) { add(fmt::format("{}", number)); }
  void add(const std::optional<std::int64_t>& number) {
    add(number ? fmt::format("{}", *number) : std::string("none"));
  }
  void add(std::span<const std::string> texts) {
    add(static_cast<std::int64_t>(texts.size()));
    for (const std::string& text : texts) add(text);
  }
  void add(const score::Gates::Least& shares) {
    add(static_cast<std::int64_t>(shares.size()));
    for (const auto& [name, percent] : shares) {
      add(name);
      add(percent);
    }
  }
  [[nodiscard]] std::string sha256() const { return base::sha256_hex(text_); }

 private:
  std::string text_;
};

void add_gates(const score::Gates& gates, Facts& facts) {
  for (const auto& share : {gates.min_score, gates.min_verified, gates.min_coverage,
                            gates.max_claimed, gates.max_age}) {
    facts.add(share);
  }
  // The day of the run shows nowhere else.
  if (gates.max_age) facts.add(gates.today);
  facts.add(gates.none_expired ? "expired" : "");
  facts.add(gates.min_category);
  facts.add(gates.min_framework);
  facts.add(gates.fail_on);
  facts.add(gates.datasets);
}

// Of a file of any size; why there is none where it cannot be read.
std::string hash_of(const std::string& path) {
  const auto bytes = base::open_bytes(path);
  if (!bytes) return bytes.error().message;
  base::Sha256 hash;
  const auto reader = (*bytes)->open(&hash);
  std::vector<char> window(ingest::Limits{}.window_bytes);
  while (true) {
    const auto count = reader->read(window);
    if (!count) return count.error().message;
    if (*count == 0) return hash.hex();
  }
}

void add_file(const std::string& path, Facts& facts) {
  facts.add(path);
  facts.add(hash_of(path));
}

void add_input(const std::string& path, Facts& facts) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored)) return add_file(path, facts);
  facts.add(path);
  const auto listing = base::list_folder(path);
  if (!listing) return facts.add(listing.error().message);
  facts.add(listing->passed_over);
  for (const std::filesystem::path& file : listing->files) add_file(file.string(), facts);
}

}  // namespace

std::string fingerprint(const Request& request, const Yardstick& yardstick, std::string_view told) {
  Facts facts;
  facts.add(version());
  facts.add(build());
  facts.add(told);
  facts.add(yardstick.catalog.sha256());
  facts.add(yardstick.asked.profile.path);
  facts.add(yardstick.asked.profile.sha256);
  for (const model::DecisionFile& file : yardstick.asked.decisions.files) {
    facts.add(file.path);
    facts.add(file.sha256);
  }
  add_gates(request.gates, facts);
  facts.add(request.framework);
  facts.add(request.soon);
  facts.add(request.tenant);
  facts.add(request.as_of);
  facts.add(static_cast<std::int64_t>(request.evidence));
  for (const std::string& input : request.inputs) add_input(input, facts);
  return facts.sha256();
}

}  // namespace stance::app
