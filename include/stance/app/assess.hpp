#pragma once

#include "stance/base/diagnostics.hpp"
#include "stance/base/error.hpp"
#include "stance/catalog/catalog.hpp"
#include "stance/model/assessment.hpp"
#include "stance/model/filter.hpp"
#include "stance/score/score.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::app {

struct Request {
  std::vector<std::string> inputs = {};  // paths of exports; "-" is standard input
  score::Gates gates = {};
  model::Filter filter = {};                // only checked; whoever shows the assessment applies it
  std::string framework = {};               // also judge its requirements; empty: none
  std::string profile = {};                 // path of a profile or empty
  std::vector<std::string> decisions = {};  // paths of decision files
  std::int64_t soon = 30;      // days before its end in which a decision is told to expire
  std::string tenant = {};     // expected tenant id or empty
  std::string as_of = {};      // "YYYY-MM-DD"; empty: the collection time of the export
  std::size_t evidence = 100;  // objects kept per control
  bool originals = false;      // tell the texts of the inputs that redaction has to know
  bool source_lines = true;    // find the line of each evidence in its input
};

// What the request asks for in place of the catalog; without a profile that is nothing.
[[nodiscard]] base::Result<catalog::Profile> read_profile(const Request& request,
                                                          catalog::Catalog& catalog,
                                                          base::Diagnostics& problems);

// The library's front door: reads the exports, judges every control of the catalog, adds up and
// ranks. Problems of single files and rows go to `problems` and the run goes on.
[[nodiscard]] base::Result<model::Assessment> assess(const Request& request,
                                                     catalog::Catalog& catalog,
                                                     base::Diagnostics& problems);

// What is wrong with the decisions of the request; without inputs, what is wrong whatever the
// tenant. It is reported, too.
[[nodiscard]] base::Result<model::DecisionsResult> check_decisions(const Request& request,
                                                                   catalog::Catalog& catalog,
                                                                   base::Diagnostics& problems);

// Only reads and tells what was recognised (datasets, inputs); judges nothing. Without inputs
// nothing is collected.
[[nodiscard]] base::Result<model::Assessment> inspect(const Request& request,
                                                      catalog::Catalog& catalog,
                                                      base::Diagnostics& problems);

// The catalog of this program, another one, or both; see catalog::Origin.
[[nodiscard]] std::optional<catalog::Catalog> load_catalog(const catalog::Origin& origin,
                                                           base::Diagnostics& problems);

struct TestReport {
  std::size_t passed = 0;
  std::size_t failed = 0;
};

// Runs the tests inside the controls; every failure is a diagnostic at the test.
[[nodiscard]] TestReport test_catalog(catalog::Catalog& catalog, base::Diagnostics& problems);

struct MutationReport {
  std::size_t mutants = 0;
  std::size_t killed = 0;     // a test failed, or it did not compile
  std::size_t justified = 0;  // survivors that are listed beside their control
  std::size_t survived = 0;
};

// Changes each expression and check in small ways, one at a time, and runs the tests that should
// notice. Every change that none of them noticed is a warning at its place. The tests must pass:
// call test_catalog() before.
[[nodiscard]] MutationReport mutate_catalog(catalog::Catalog& catalog, base::Diagnostics& problems);

[[nodiscard]] std::string_view version();
[[nodiscard]] std::string_view build();

}  // namespace stance::app
