#include "loaded_export.hpp"

#include "answer_datasets.hpp"
#include "stance/base/text.hpp"
#include "stance/cel/time.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <tuple>

namespace stance::ingest {
namespace {

// Less is newer; what tells no time comes last.
std::tuple<bool, std::int64_t, std::int64_t> age_of(const ScubaExport* scuba) {
  const cel::Value time = scuba == nullptr ? cel::Value::null() : scuba->collected;
  const bool known = time.kind == cel::Kind::time;
  return {!known, known ? -time.integer : 0, known ? -static_cast<std::int64_t>(time.size) : 0};
}

}  // namespace

const std::vector<RecognisedAnswer>& LoadedExport::answers() const {
  static const std::vector<RecognisedAnswer> none;
  const auto* answers = std::get_if<std::vector<RecognisedAnswer>>(&content);
  return answers == nullptr ? none : *answers;
}

std::string LoadedExport::format() const {
  if (const ScubaExport* run = scuba()) return run->format();
  return std::string(exporter_name(*answers().front().matches.front().source));
}

bool is_same_run(const LoadedExport& a, const LoadedExport& b) {
  const ScubaExport* one = a.scuba();
  const ScubaExport* other = b.scuba();
  return one != nullptr && other != nullptr && !one->run.empty() &&
         base::equal_fold(one->run, other->run);
}

bool is_older(const LoadedExport& run, const LoadedExport& than) {
  return !is_same_run(run, than) && age_of(run.scuba()) > age_of(than.scuba());
}

bool is_preferred(const LoadedExport& a, const LoadedExport& b) {
  const auto rank = [](const LoadedExport& e) {
    const ScubaExport* scuba = e.scuba();
    return std::tuple(scuba == nullptr, age_of(scuba),
                      scuba == nullptr ? std::size_t{0} : scuba->prefix.size(),
                      std::string_view(e.file.path));
  };
  return rank(a) < rank(b);
}

// Equal answers may be of different datasets, as empty lists are.
bool is_copy(const LoadedExport& a, const LoadedExport& b) {
  return a.file.sha256 == b.file.sha256 &&
         std::ranges::equal(a.answers(), b.answers(),
                            [](const RecognisedAnswer& x, const RecognisedAnswer& y) {
                              return x.matches.front().source == y.matches.front().source;
                            });
}

}  // namespace stance::ingest
