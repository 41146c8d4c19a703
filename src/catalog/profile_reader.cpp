#include "profile_reader.hpp"

#include "parameter_reader.hpp"
#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::catalog {

namespace {

constexpr model::Hundredths max_ranking_weight = 10'000;
constexpr model::Hundredths full_percent = 10'000;

std::string controls_text(std::size_t count) {
  return fmt::format("{} {}", count, count == 1 ? "control" : "controls");
}

// Hundredths as people write them: 150 as 1.5.
std::string decimal(model::Hundredths number) {
  return fmt::format("{:g}", static_cast<double>(number) / 100);
}

class ProfileReader {
 public:
  ProfileReader(Contents& contents, Reader& reader) : contents_(contents), reader_(reader) {}

  [[nodiscard]] Profile read(const Node& root);

 private:
  void read_head(const Node& body);
  void read_choice(const Node& include, const Node& exclude);
  void read_shared_parameters(const Node& body);
  void read_controls(const Node& body);
  void read_points(const Node& body, const std::vector<std::size_t>& controls);
  void read_ranking(const Node& body);
  [[nodiscard]] std::optional<std::array<model::Hundredths, 3>> read_weights(const Node& body,
                                                                             std::string_view what);
  [[nodiscard]] std::optional<model::Hundredths> hundredths(const Node& node, std::string_view what,
                                                            model::Hundredths most);
  [[nodiscard]] std::vector<std::size_t> matching(const Node& glob);
  [[nodiscard]] std::set<std::size_t> matching_any(const Node& globs);
  [[nodiscard]] bool set_parameter(std::size_t control, const Node& name, const Node& value);
  [[nodiscard]] bool has_parameter(std::size_t control, std::string_view name) const;
  [[nodiscard]] const std::string& id(std::size_t control) const {
    return contents_.infos[control].id;
  }

  Contents& contents_;
  Reader& reader_;
  Profile profile_ = {};
};

Profile ProfileReader::read(const Node& root) {
  static constexpr std::array<std::string_view, 6> known = {"profile", "include",  "exclude",
                                                            "params",  "controls", "ranking"};
  if (!reader_.keys(root, "a profile", known)) return {};
  if (const Node head = root.find("profile")) read_head(head);
  read_choice(root.find("include"), root.find("exclude"));
  if (const Node params = root.find("params")) read_shared_parameters(params);
  if (const Node controls = root.find("controls")) read_controls(controls);
  if (const Node ranking = root.find("ranking")) read_ranking(ranking);
  return std::move(profile_);
}

void ProfileReader::read_head(const Node& body) {
  static constexpr std::array<std::string_view, 2> known = {"name", "target"};
  if (!reader_.keys(body, "'profile'", known)) return;
  if (const Node name = body.find("name")) profile_.name = reader_.filled_text(name).value_or("");
  if (const Node target = body.find("target")) {
    profile_.target = hundredths(target, "a target", full_percent);
  }
}

std::optional<model::Hundredths> ProfileReader::hundredths(const Node& node, std::string_view what,
                                                           model::Hundredths most) {
  const auto thousandths = reader_.thousandths(node);
  if (!thousandths) return std::nullopt;
  if (*thousandths % 10 == 0 && *thousandths > 0 && *thousandths / 10 <= most) {
    return *thousandths / 10;
  }
  reader_.error(
      node, "out-of-range",
      fmt::format("{} is more than 0, at most {} and has two decimals", what, decimal(most)));
  return std::nullopt;
}

// The controls that a pattern names, by place.
std::vector<std::size_t> ProfileReader::matching(const Node& glob) {
  std::vector<std::size_t> found;
  if (!glob.is_scalar()) {
    reader_.error(glob, "wrong-kind", "expected the id of a control",
                  "or a pattern such as entra.*");
    return found;
  }
  for (std::size_t i = 0; i < contents_.infos.size(); ++i) {
    if (base::matches(glob.text(), id(i))) found.push_back(i);
  }
  if (!found.empty()) return found;
  if (glob.text().find_first_of("*?") != std::string_view::npos) {
    reader_.error(glob, "unknown-control",
                  fmt::format("no control of the catalog matches '{}'", glob.text()),
                  "'stance catalog list' names all of them");
    return found;
  }
  std::vector<std::string_view> known;
  known.reserve(contents_.infos.size());
  for (const model::ControlInfo& info : contents_.infos) known.push_back(info.id);
  reader_.unknown_name(glob, "unknown-control", "control", known);
  return found;
}

std::set<std::size_t> ProfileReader::matching_any(const Node& globs) {
  std::set<std::size_t> found;
  if (!reader_.expect_list(globs)) return found;
  for (const Node& glob : globs.items()) {
    for (const std::size_t control : matching(glob)) found.insert(control);
  }
  return found;
}

void ProfileReader::read_choice(const Node& include, const Node& exclude) {
  const std::set<std::size_t> wanted = include ? matching_any(include) : std::set<std::size_t>{};
  const std::set<std::size_t> unwanted = exclude ? matching_any(exclude) : std::set<std::size_t>{};
  for (std::size_t i = 0; i < contents_.infos.size(); ++i) {
    if ((!include || wanted.contains(i)) && !unwanted.contains(i)) continue;
    profile_.excluded.push_back(id(i));
  }
  const std::size_t left = contents_.infos.size() - profile_.excluded.size();
  if (left == 0 && !contents_.infos.empty() && reader_.problems().errors() == 0) {
    reader_.error(exclude ? exclude : include, "no-control-left", "no control is left");
  }
  if (profile_.excluded.empty()) return;
  profile_.deviations.push_back(fmt::format("{} of {} left out: {}", profile_.excluded.size(),
                                            controls_text(contents_.infos.size()),
                                            fmt::join(profile_.excluded, ", ")));
}

bool ProfileReader::has_parameter(std::size_t control, std::string_view name) const {
  const Node params = contents_.control_files[control]->root().find("params");
  return params && params.find(name);
}

// Checked against the parameter that the control declares; what is wrong is told at the value.
bool ProfileReader::set_parameter(std::size_t control, const Node& name, const Node& value) {
  const std::string json = plain_json(value);
  const Node root = contents_.control_files[control]->root();
  if (!has_parameter(control, name.text())) {
    std::vector<std::string_view> known;
    if (const Node params = root.find("params")) {
      for (const auto& [known_name, body] : params.pairs()) known.push_back(known_name.text());
    }
    reader_.unknown_name(name, "unknown-parameter", fmt::format("parameter of {}:", id(control)),
                         known);
    return false;
  }
  base::Diagnostics problems;
  Reader checker(problems);
  cel::Environment scratch = contents_.scratch();
  static_cast<void>(read_parameters(root, {{std::string(name.text()), json}}, scratch, checker));
  for (const base::Diagnostic& problem : problems.all()) {
    base::Diagnostic moved = problem;
    moved.message = fmt::format("{}: {}", id(control), problem.message);
    reader_.add(value, std::move(moved));
  }
  if (problems.errors() > 0) return false;
  profile_.parameters[id(control)].insert_or_assign(std::string(name.text()), json);
  return true;
}

// One value for every control that has a parameter of the name.
void ProfileReader::read_shared_parameters(const Node& body) {
  if (!reader_.expect_mapping(body)) return;
  for (const auto& [name, value] : body.pairs()) {
    std::size_t found = 0;
    bool good = true;
    for (std::size_t i = 0; good && i < contents_.infos.size(); ++i) {
      if (!has_parameter(i, name.text())) continue;
      ++found;
      good = set_parameter(i, name, value);
    }
    if (found == 0) {
      reader_.error(name, "unknown-parameter",
                    fmt::format("no control has a parameter '{}'", name.text()));
    }
    if (found > 0 && good) {
      profile_.deviations.push_back(fmt::format("parameter {} of {} is {}", name.text(),
                                                controls_text(found), plain_json(value)));
    }
  }
}

void ProfileReader::read_controls(const Node& body) {
  static constexpr std::array<std::string_view, 2> known = {"points", "params"};
  if (!reader_.expect_mapping(body)) return;
  for (const auto& [glob, settings] : body.pairs()) {
    const std::vector<std::size_t> controls = matching(glob);
    if (!reader_.keys(settings, "a control of a profile", known)) continue;
    if (const Node points = settings.find("points")) read_points(points, controls);
    const Node params = settings.find("params");
    if (!params || !reader_.expect_mapping(params)) continue;
    for (const auto& [name, value] : params.pairs()) {
      for (const std::size_t control : controls) {
        if (!set_parameter(control, name, value)) break;
        profile_.deviations.push_back(
            fmt::format("parameter {} of {} is {}", name.text(), id(control), plain_json(value)));
      }
    }
  }
}

void ProfileReader::read_points(const Node& body, const std::vector<std::size_t>& controls) {
  const auto points = reader_.integer(body);
  if (!points) return;
  if (*points < 1 || *points > 10) {
    return reader_.error(body, "out-of-range",
                         fmt::format("expected a whole number from 1 to 10, found {}", *points));
  }
  for (const std::size_t control : controls) {
    profile_.points[id(control)] = *points;
    profile_.deviations.push_back(fmt::format("{} is worth {} points, not {}", id(control), *points,
                                              contents_.infos[control].points));
  }
}

std::optional<std::array<model::Hundredths, 3>> ProfileReader::read_weights(const Node& body,
                                                                            std::string_view what) {
  static constexpr std::array<std::string_view, 3> levels = {"low", "moderate", "high"};
  if (!reader_.keys(body, fmt::format("'{}'", what), levels)) return std::nullopt;
  std::array<model::Hundredths, 3> weights{};
  bool good = true;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const Node node = reader_.required(body, levels[i], fmt::format("'{}'", what));
    const auto weight = node ? hundredths(node, "a weight", max_ranking_weight) : std::nullopt;
    good = good && weight.has_value();
    weights[i] = weight.value_or(0);
  }
  if (!good) return std::nullopt;
  profile_.deviations.push_back(fmt::format("ranking weighs {} with {}, {}, {}", what,
                                            decimal(weights[0]), decimal(weights[1]),
                                            decimal(weights[2])));
  return weights;
}

void ProfileReader::read_ranking(const Node& body) {
  static constexpr std::array<std::string_view, 2> known = {"cost", "user_impact"};
  if (!reader_.keys(body, "'ranking'", known)) return;
  if (const Node cost = body.find("cost")) profile_.cost = read_weights(cost, "cost");
  if (const Node impact = body.find("user_impact")) {
    profile_.user_impact = read_weights(impact, "user_impact");
  }
}

}  // namespace

Profile read_profile(const Node& root, Contents& contents, Reader& reader) {
  return ProfileReader(contents, reader).read(root);
}

}  // namespace stance::catalog
