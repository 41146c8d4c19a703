#include "read_tenant.hpp"

#include "stance/base/text.hpp"
#include "stance/cel/time.hpp"

#include <fmt/format.h>

#include <utility>

namespace stance::app {

namespace {

base::Result<void> set_as_of(const Request& request, tenant::Tenant& tenant) {
  if (request.as_of.empty()) return {};
  const auto moment = cel::parse_time(request.as_of + "T00:00:00Z");
  if (!moment) {
    return tl::unexpected(
        base::Error{.kind = base::ErrorKind::usage,
                    .message = fmt::format("'{}' is no date", base::printable(request.as_of)),
                    .hint = "write it as YYYY-MM-DD"});
  }
  tenant.day = *moment;
  return {};
}

base::Result<void> check_tenant(const Request& request, const tenant::Tenant& tenant) {
  if (request.tenant.empty() || tenant.id.empty() || base::equal_fold(request.tenant, tenant.id)) {
    return {};
  }
  return tl::unexpected(base::Error{
      .kind = base::ErrorKind::usage,
      .message = fmt::format("the inputs belong to tenant '{}', not to '{}'",
                             base::printable(tenant.id), base::printable(request.tenant))});
}

}  // namespace

base::Result<tenant::Tenant> read_tenant(const Request& request, const tenant::Schema& schema,
                                         const ingest::Limits& limits,
                                         base::Diagnostics& problems) {
  auto tenant = request.inputs.empty() ? ingest::from_rows({}, schema)
                                       : ingest::read(request.inputs, schema, limits, problems);
  if (!tenant) return tenant;
  if (auto checked = check_tenant(request, *tenant); !checked) {
    return tl::unexpected(std::move(checked).error());
  }
  if (auto dated = set_as_of(request, *tenant); !dated) {
    return tl::unexpected(std::move(dated).error());
  }
  return tenant;
}

}  // namespace stance::app
