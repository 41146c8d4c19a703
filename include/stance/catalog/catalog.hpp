#pragma once

#include "stance/base/diagnostics.hpp"
#include "stance/base/error.hpp"
#include "stance/catalog/loose_expression.hpp"
#include "stance/catalog/mutation.hpp"
#include "stance/catalog/profile.hpp"
#include "stance/cel/compile.hpp"
#include "stance/model/baseline.hpp"
#include "stance/model/control.hpp"
#include "stance/model/decision.hpp"
#include "stance/rules/control.hpp"
#include "stance/rules/licence_table.hpp"
#include "stance/tenant/schema.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::catalog {

// Where a catalog comes from: the built-in one, a folder instead of it, or folders on top of it.
struct Origin {
  bool built_in = true;
  std::vector<std::filesystem::path> folders = {};
  // Also report what Catalog::lint() does, with the errors of all files.
  bool lint = false;
};

// Controls, datasets and functions. Loading reads what every report needs; programs are compiled
// per control when asked for, and texts are read when asked for.
class Catalog {
 public:
  // `built_in` is the embedded catalog (see embed()); it must outlive the catalog, and may be empty
  // when origin does not use it.
  // Reports all problems of all files; with an error there is no catalog. Later folders replace
  // controls, datasets and functions of the same name.
  [[nodiscard]] static std::optional<Catalog> load(const Origin& origin, std::string_view built_in,
                                                   base::Diagnostics& problems);

  Catalog(Catalog&&) noexcept;
  Catalog& operator=(Catalog&&) noexcept;
  ~Catalog();

  [[nodiscard]] const tenant::Schema& schema() const;
  [[nodiscard]] cel::Environment& environment();
  // By id, ascending.
  [[nodiscard]] std::span<const model::ControlInfo> controls() const;
  [[nodiscard]] const model::ControlInfo* find(std::string_view id) const;
  // Category names in the order reports use.
  [[nodiscard]] std::span<const std::string> categories() const;
  [[nodiscard]] std::string_view name() const;
  [[nodiscard]] std::string_view version() const;
  // Over the content of all files, independent of their order and place.
  [[nodiscard]] std::string sha256() const;

  // Compiles one control; `parameters` (name -> JSON) override its defaults. All problems are
  // reported; nothing is returned when there was an error.
  [[nodiscard]] std::optional<rules::Control> compile(
      const model::ControlInfo& control, const std::map<std::string, std::string>& parameters,
      base::Diagnostics& problems);
  // What a YAML file asks for in place of this catalog. All problems are reported; with one there
  // is no profile.
  [[nodiscard]] std::optional<Profile> read_profile(const std::filesystem::path& path,
                                                    base::Diagnostics& problems);
  // What people decided, in one or several YAML files; no catalog is needed to read it. All
  // problems are reported; with one there are no decisions.
  [[nodiscard]] static std::optional<model::Decisions> read_decisions(
      std::span<const std::string> paths, base::Diagnostics& problems);
  // Puts one more decision at the end of a file; the rest of it stays byte for byte, and a file
  // that is not there is made. An entry that read_decisions() would refuse is an error, and so is a
  // file that it cannot be put behind; then the file stays as it is.
  [[nodiscard]] static base::Result<void> append_decision(const std::filesystem::path& path,
                                                          const model::Decision& decision,
                                                          base::Diagnostics& problems);
  [[nodiscard]] std::optional<rules::LicenceRule> licences(base::Diagnostics& problems);
  // What service plans are sold in; empty when the catalog does not tell.
  [[nodiscard]] rules::LicenceTable licence_table(base::Diagnostics& problems) const;
  // What frameworks ask for; not of every framework that controls refer to.
  [[nodiscard]] std::span<const model::Baseline> baselines() const;
  [[nodiscard]] rules::BaselineRule rule_of(const model::Baseline& baseline,
                                            base::Diagnostics& problems);
  // Compiles an expression that stands in no file. Variables are given as "name=JSON". All
  // problems are reported; with an error there is none.
  [[nodiscard]] std::optional<LooseExpression> compile_loose(std::string_view text,
                                                             std::span<const std::string> variables,
                                                             base::Diagnostics& problems) const;

  // Whether nothing in an export can answer it.
  [[nodiscard]] bool is_manual(const model::ControlInfo& control) const;
  [[nodiscard]] model::ControlTexts texts(const model::ControlInfo& control) const;
  [[nodiscard]] std::vector<rules::Test> tests(const model::ControlInfo& control,
                                               base::Diagnostics& problems) const;

  // The kinds of files that there is a schema for: "control", "dataset", ...
  [[nodiscard]] static std::span<const std::string_view> file_kinds();
  // The JSON Schema (draft-07) of a kind of file, or of any file of a catalog when that is empty,
  // with the words, datasets and controls of this one.
  [[nodiscard]] std::string json_schema(std::string_view kind) const;

  // Changes to the controls and functions, which the tests inside the controls should notice.
  [[nodiscard]] std::vector<Mutation> mutations() const;
  // From here on compile() sees the catalog with the change, until restore(). What was compiled in
  // between must not be used behind that.
  void change(const Mutation& mutation);
  void restore();
  // The changes that authors say no test can notice; those without a problem.
  [[nodiscard]] std::vector<Survivor> survivors(const model::ControlInfo& control,
                                                base::Diagnostics& problems) const;

  // Everything that can be said about the catalog without data: compiles all controls, reads all
  // texts and tests, and reports errors and warnings.
  void lint(base::Diagnostics& problems);

 private:
  struct State;
  explicit Catalog(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The files of a folder in the form that load() takes as `built_in`: compiled, and as JSON that
// keeps the line and column of every YAML node. The bytes are the same for the same files, wherever
// they are; only the build that wrote them can read them.
[[nodiscard]] std::optional<std::string> embed(const std::filesystem::path& folder,
                                               base::Diagnostics& problems);

// The source of embedded_catalog(), which returns the image.
[[nodiscard]] std::string embedded_source(std::string_view image);

}  // namespace stance::catalog
