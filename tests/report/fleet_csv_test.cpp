#include "fleets.hpp"
#include "stance/report/fleet.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance;
using namespace stance::report;

namespace {

std::string printed(void (*writer)(const model::FleetReport&, std::ostream&),
                    const model::FleetReport& report) {
  std::ostringstream out;
  writer(report, out);
  return out.str();
}

}  // namespace

TEST_CASE("a row for each tenant, those without a result last") {
  CHECK(printed(render_fleet_csv, fleet()) ==
        "name,tenant_id,tenant,as_of,score,verified,coverage,points,max,worst_category,"
        "worst_category_score,top_gap,top_gap_title,top_gap_points,failing,gate,gate_reasons,"
        "not_assessed\r\n"
        "contoso,t1,Contoso,2026-01-31,41.96,40.00,54.00,11.33,27.00,data,0.00,demo.mail,"
        "Sign mail,9.50,2,failed,score 41.96 % is below 70 %; too old,\r\n"
        "fabrikam,,,,90.00,90.00,100.00,9.00,10.00,,,,,,1,,,\r\n"
        "hollow,,,,,,0.00,0.00,0.00,,,,,,0,,,\r\n"
        "broken,,,,,,,,,,,,,,,,,cannot open 'broken': Permission denied\r\n");
}

TEST_CASE("a row for each control that falls short") {
  CHECK(printed(render_fleet_controls_csv, fleet()) ==
        "control,title,tenants_failing,tenants_assessed,percent\r\n"
        "demo.mail,Sign mail,2,2,100.00\r\n"
        "demo.mfa,Ask twice,1,3,33.33\r\n");
}

TEST_CASE("no cell of a fleet is a formula") {
  model::FleetReport report = fleet();
  report.assessed[0].name = "=cmd|'/C calc'!A0";
  report.assessed[0].failing = {};
  report.controls[0].control = {"+1", "@sum"};
  CHECK(printed(render_fleet_csv, report).find("\r\n'=cmd|'/C calc'!A0,") != std::string::npos);
  CHECK(printed(render_fleet_controls_csv, report).find("\r\n'+1,'@sum,") != std::string::npos);
}
