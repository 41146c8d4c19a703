#include "fleets.hpp"
#include "stance/base/text.hpp"
#include "stance/report/fleet.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace stance;
using namespace stance::report;

TEST_CASE("a line for a tenant has all that a roll-up needs") {
  const model::FleetReport report = fleet();
  CHECK(
      tenant_line(report.assessed[0]) ==
      R"json({"schema":"stance.tenant/1","name":"contoso","error":null,"tenant":{"id":"t1","name":"Contoso"},"as_of":"2026-01-31","score":{"points":11.33,"max":27,"percent":41.96,"verified":{"percent":40},"coverage":54},"worst_category":{"category":"data","percent":0},"top_gap":{"control":"demo.mail","title":"Sign mail","gain":9.5},"gate":{"outcome":"failed","reasons":["score 41.96 % is below 70 %","too old"]},"tool":{"name":"stance","version":"0.1.0","build":"abc"},"catalog":{"sha256":"c"},"profile":{"sha256":"p"},"failing":[{"control":"demo.mail","title":"Sign mail"},{"control":"demo.mfa","title":"Ask twice"}],"holding":["demo.block"],"gaps":true,"sha256":"r","key":"k"}
)json");
  CHECK(
      tenant_line(report.assessed[1]) ==
      R"json({"schema":"stance.tenant/1","name":"fabrikam","error":null,"tenant":{"id":null,"name":null},"as_of":null,"score":{"points":9,"max":10,"percent":90,"verified":{"percent":90},"coverage":100},"worst_category":null,"top_gap":null,"gate":{"outcome":null,"reasons":[]},"tool":{"name":"stance","version":"0.1.0","build":"abc"},"catalog":{"sha256":"c"},"profile":null,"failing":[{"control":"demo.mail","title":"Sign mail"}],"holding":[],"gaps":false,"sha256":"s","key":null}
)json");
  CHECK(
      tenant_line(report.unassessed[0]) ==
      R"json({"schema":"stance.tenant/1","name":"broken","error":"cannot open 'broken': Permission denied","gate":{"outcome":null,"reasons":[]}}
)json");
}

TEST_CASE("a roll-up as JSON") {
  std::ostringstream out;
  render_fleet_json(fleet(), out);
  CHECK(out.str() == R"json({
  "schema": "stance.fleet/1",
  "assessed": 3,
  "not_assessed": 1,
  "scores": {
    "method": "nearest-rank",
    "tenants": 2,
    "percentiles": [
      {
        "rank": 0,
        "percent": 41.96
      },
      {
        "rank": 10,
        "percent": 41.96
      },
      {
        "rank": 25,
        "percent": 41.96
      },
      {
        "rank": 50,
        "percent": 41.96
      },
      {
        "rank": 75,
        "percent": 90
      },
      {
        "rank": 90,
        "percent": 90
      },
      {
        "rank": 100,
        "percent": 90
      }
    ]
  },
  "tenants": [
    {
      "name": "contoso",
      "tenant": {
        "id": "t1",
        "name": "Contoso"
      },
      "as_of": "2026-01-31",
      "score": {
        "points": 11.33,
        "max": 27,
        "percent": 41.96,
        "verified": {
          "percent": 40
        },
        "coverage": 54
      },
      "worst_category": {
        "category": "data",
        "percent": 0
      },
      "top_gap": {
        "control": "demo.mail",
        "title": "Sign mail",
        "gain": 9.5
      },
      "gate": {
        "outcome": "failed",
        "reasons": [
          "score 41.96 % is below 70 %",
          "too old"
        ]
      }
    },
    {
      "name": "fabrikam",
      "tenant": {
        "id": null,
        "name": null
      },
      "as_of": null,
      "score": {
        "points": 9,
        "max": 10,
        "percent": 90,
        "verified": {
          "percent": 90
        },
        "coverage": 100
      },
      "worst_category": null,
      "top_gap": null,
      "gate": {
        "outcome": null,
        "reasons": []
      }
    },
    {
      "name": "hollow",
      "tenant": {
        "id": null,
        "name": null
      },
      "as_of": null,
      "score": {
        "points": 0,
        "max": 0,
        "percent": null,
        "verified": {
          "percent": null
        },
        "coverage": 0
      },
      "worst_category": null,
      "top_gap": null,
      "gate": {
        "outcome": null,
        "reasons": []
      }
    }
  ],
  "unassessed": [
    {
      "name": "broken",
      "reason": "cannot open 'broken': Permission denied"
    }
  ],
  "outliers": [
    {
      "name": "contoso",
      "percent": 41.96,
      "side": "below"
    },
    {
      "name": "fabrikam",
      "percent": 90,
      "side": "above"
    }
  ],
  "controls": [
    {
      "control": "demo.mail",
      "title": "Sign mail",
      "failing": 2,
      "assessed": 2,
      "percent": 100
    },
    {
      "control": "demo.mfa",
      "title": "Ask twice",
      "failing": 1,
      "assessed": 3,
      "percent": 33.33
    }
  ],
  "gate": {
    "outcome": "failed",
    "tenants": [
      {
        "name": "contoso",
        "outcome": "failed",
        "reasons": [
          "score 41.96 % is below 70 %",
          "too old"
        ]
      }
    ]
  },
  "notes": [
    "the results come from 2 profiles: their scores compare with care"
  ]
}
)json");
}

TEST_CASE("what is hidden in texts is escaped, and a line stays one") {
  const model::FleetReport report = hostile_fleet();
  std::string lines;
  for (const model::TenantSummary& tenant : report.assessed) {
    const std::string line = tenant_line(tenant);
    CHECK(line.find('\n') == line.size() - 1);
    CHECK(nlohmann::json::accept(line));
    CHECK(base::printable(line) == line.substr(0, line.size() - 1) + " ");
  }
}
