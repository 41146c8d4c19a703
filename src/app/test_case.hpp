#pragma once

#include "stance/catalog/catalog.hpp"
#include "stance/evaluate/evaluate.hpp"
#include "stance/rules/control.hpp"
#include "stance/tenant/tenant.hpp"

#include <memory>
#include <string>
#include <vector>

namespace stance::app {

// A test inside a control, ready to judge the control more than once.
class TestCase {
 public:
  // The environment of the catalog must hold every program that will be run. An error is the rows'
  // or the date's.
  [[nodiscard]] static base::Result<std::unique_ptr<TestCase>> prepare(rules::Test test,
                                                                       catalog::Catalog& catalog);

  [[nodiscard]] const rules::Test& test() const { return test_; }
  // How the verdict differs from what the test expects; empty when it does not.
  [[nodiscard]] std::vector<std::string> differences(const rules::Control& control,
                                                     const rules::LicenceRule& licences);

 private:
  TestCase(rules::Test test, tenant::Tenant tenant, catalog::Catalog& catalog);

  rules::Test test_;
  tenant::Tenant tenant_;
  evaluate::Datasets datasets_;
  evaluate::Plans plans_;
};

}  // namespace stance::app
