#include "waiting.hpp"

#include <catch2/catch.hpp>

#include <utility>

using namespace stance;
using namespace stance::app;

namespace {

using Names = std::vector<std::string>;

model::DatasetResult dataset(std::string name, std::string state) {
  model::DatasetResult result;
  result.name = std::move(name);
  result.state = std::move(state);
  return result;
}

model::ControlResult control(std::string id, std::int64_t points,
                             std::vector<model::Missing> missing) {
  model::ControlResult result;
  result.info.id = std::move(id);
  result.info.points = points;
  result.finding.outcome = model::Outcome::not_assessed;
  result.finding.missing = std::move(missing);
  return result;
}

model::Missing missing(std::string name, std::string field, std::string reason,
                       std::string detail) {
  return {.dataset = std::move(name),
          .field = std::move(field),
          .reason = std::move(reason),
          .detail = std::move(detail)};
}

}  // namespace

TEST_CASE("what is no data keeps everything waiting that reads it") {
  model::Assessment assessment;
  assessment.datasets = {dataset("a.failed", "failed"), dataset("b.open", "present")};
  for (model::DatasetResult& each : assessment.datasets) {
    each.controls = {"demo.one", "demo.two"};
    each.points = 7;
  }
  assessment.datasets[1].open = true;
  assessment.controls = {
      control("demo.one", 4,
              {missing("a.failed", "", "dataset_failed", "it failed"),
               missing("b.open", "", "open_list", "more rows may exist than were exported")})};
  describe_waiting(assessment);
  for (const model::DatasetResult& each : assessment.datasets) {
    CHECK(each.waiting == Names{"demo.one", "demo.two"});
    CHECK(each.waiting_points == 7);
    CHECK(each.lacks.empty());
  }
  CHECK(assessment.unsettled.empty());
}

TEST_CASE("what is there keeps those waiting whose causes name it") {
  model::Assessment assessment;
  assessment.datasets = {dataset("a.rows", "present"), dataset("b.cut", "present")};
  assessment.datasets[0].controls = {"demo.met", "demo.one", "demo.two"};
  assessment.datasets[1].damaged_rows = 1;
  assessment.controls = {
      control("demo.met", 9, {missing("a.rows", "z", "field_absent", "rows without z")}),
      control("demo.one", 4,
              {missing("a.rows", "y", "field_absent", "rows without y"),
               missing("a.rows", "x", "field_absent", "rows without x"),
               missing("b.cut", "u", "damaged", "u was destroyed")}),
      control("demo.two", 3,
              {missing("a.rows", "w", "wrong_type", "w has an unexpected type"),
               missing("a.rows", "v", "damaged", "v was destroyed"),
               missing("a.rows", "w", "wrong_type", "w has an unexpected type")})};
  assessment.controls.front().finding.outcome = model::Outcome::met;
  describe_waiting(assessment);
  CHECK(assessment.datasets[0].waiting == Names{"demo.one", "demo.two"});
  CHECK(assessment.datasets[0].waiting_points == 7);
  CHECK(assessment.datasets[0].lacks ==
        Names{"exported without 'x', 'y'", "w has an unexpected type", "v was destroyed"});
  CHECK(assessment.datasets[1].waiting == Names{"demo.one"});
  CHECK(assessment.datasets[1].waiting_points == 4);
  CHECK(assessment.datasets[1].lacks.empty());
}

TEST_CASE("a cause without a dataset is listed, and what is empty or asked of DNS waits with it") {
  model::Assessment assessment;
  assessment.datasets = {dataset("a.empty", "empty"), dataset("b.full", "present"),
                         dataset("c.names", "present"), dataset("d.lost", "damaged")};
  assessment.datasets[2].step.kind = model::CollectKind::dns;
  const model::Missing open = missing("", "", "not_verified", "nobody answered");
  assessment.controls = {
      control("demo.one", 4, {open, open}), control("demo.three", 1, {open}),
      control("demo.two", 6,
              {missing("d.lost", "", "dataset_damaged", "lost"),
               missing("", "", "budget", "the control needs more steps than it is allowed")})};
  for (model::ControlResult& each : assessment.controls) {
    each.info.datasets = {"a.empty", "b.full", "c.names", "d.lost", "e.unknown"};
  }
  assessment.controls[1].info.datasets = {"b.full"};
  describe_waiting(assessment);
  for (const std::size_t waiting : {0U, 2U}) {
    CHECK(assessment.datasets[waiting].waiting == Names{"demo.one"});
    CHECK(assessment.datasets[waiting].waiting_points == 4);
  }
  CHECK(assessment.datasets[0].lacks.empty());
  CHECK(assessment.datasets[2].lacks == Names{"nobody answered"});
  CHECK(assessment.datasets[1].waiting.empty());
  REQUIRE(assessment.unsettled.size() == 2);
  CHECK(assessment.unsettled[0].detail == "the control needs more steps than it is allowed");
  CHECK(assessment.unsettled[0].controls == Names{"demo.two"});
  CHECK(assessment.unsettled[0].points == 6);
  CHECK(assessment.unsettled[1].detail == "nobody answered");
  CHECK(assessment.unsettled[1].controls == Names{"demo.one", "demo.three"});
  CHECK(assessment.unsettled[1].points == 5);
}
