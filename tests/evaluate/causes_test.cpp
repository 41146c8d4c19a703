#include "causes.hpp"

#include "fixture.hpp"

using namespace stance;
using namespace stance::evaluate;
using namespace stance::evaluate::test;

TEST_CASE("causes are told once, whatever their order") {
  Bench bench(each);
  const tenant::Tenant tenant = bench.tenant({});
  Datasets datasets(tenant, bench.catalog().schema(), bench.catalog().environment().projections);
  const rules::Control control;
  const Plans plans;
  const rules::LicenceRule licences;
  const Options options;
  const Run run(control, datasets, plans, licences, options);

  const cel::Subject good = {.dataset = "demo.rows", .field = "good"};
  const cel::Subject copy = good;
  const cel::Subject on = {.dataset = "demo.rows", .field = "on"};
  const cel::Subject index = {.expression = "xs[3]"};
  const std::vector<cel::Value> values = {
      cel::Value::unknown(cel::Why::field_absent, &on),
      cel::Value::unknown(cel::Why::field_absent, &good),
      cel::Value::of(true),
      cel::Value::unknown(cel::Why::damaged, &good),
      cel::Value::unknown(cel::Why::field_absent, &copy),
      cel::Value::unknown(cel::Why::range, &index),
      cel::Value::unknown(cel::Why::range),
  };
  Causes forward(run);
  Causes backward(run);
  for (const cel::Value& value : values) forward.add(value);
  for (auto at = values.rbegin(); at != values.rend(); ++at) backward.add(*at);
  CHECK(forward.missing() == backward.missing());
  std::string text;
  for (const model::Missing& missing : forward.missing()) {
    text += missing.detail + " (" + missing.reason + ")\n";
  }
  CHECK(text ==
        "'xs[3]' has no value (range) (range)\n"
        "a value is unknown (range) (range)\n"
        "'good' of rows was destroyed by the exporter (damaged)\n"
        "rows was exported without 'good' (field_absent)\n"
        "rows was exported without 'on' (field_absent)\n");
}
