#include "stance/app/eval.hpp"

#include "read_tenant.hpp"
#include "stance/cel/program.hpp"
#include "stance/cel/type.hpp"
#include "stance/evaluate/evaluate.hpp"
#include "value_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stance::app {

namespace {

constexpr cel::Subject asof_subject = {.dataset = {}, .field = {}, .expression = "asof"};

// Whether a value of the type can have rows in it, as far as the type tells.
bool may_hold_rows(const cel::Type& type) {
  switch (type.kind) {
    case cel::TypeKind::dyn:
    case cel::TypeKind::record: return true;
    case cel::TypeKind::list:
    case cel::TypeKind::map: return type.element == nullptr || may_hold_rows(*type.element);
    default: return false;
  }
}

// A row that is printed has all its fields, not only those that the expression reads.
void project_all(const cel::RecordType& type, cel::Projections& projections) {
  for (std::uint32_t field = 0; field < type.fields().size(); ++field) {
    static_cast<void>(projections.of(type).slot(field));
    const cel::Type* element = type.fields()[field].type.element;
    if (element != nullptr && element->record != nullptr) {
      project_all(*element->record, projections);
    }
  }
}

std::string detail_of(const model::Missing& missing) {
  if (missing.reason == cel::name(cel::Why::budget)) {
    return "the expression needs more steps or memory than it is allowed";
  }
  return missing.detail;
}

// " (field_absent, entra.users.displayName)"; nothing when no dataset is to blame.
std::string origin_of(const model::Missing& missing) {
  if (missing.dataset.empty()) return {};
  return fmt::format(" ({}, {}{}{})", missing.reason, missing.dataset,
                     missing.field.empty() ? "" : ".", missing.field);
}

void explain(const Gap& gap, const evaluate::Datasets& datasets, Answer& answer) {
  if (gap.what == Gap::What::same_key) {
    answer.unknown = fmt::format("{} has two keys that are the same in JSON", gap.path);
    return;
  }
  const model::Missing missing = evaluate::missing_for(gap.cause, datasets);
  const std::string at = gap.path.empty() ? "the value" : gap.path;
  answer.unknown = fmt::format(
      "{} {}: {}{}", at,
      gap.what == Gap::What::open ? "may have more members than are known" : "is unknown",
      detail_of(missing), origin_of(missing));
  if (!missing.collect.empty()) answer.hint = fmt::format("collect it: {}", missing.collect);
}

class Evaluation {
 public:
  Evaluation(catalog::LooseExpression& expression, const tenant::Schema& schema,
             const tenant::Tenant& tenant)
      : expression_(expression),
        datasets_(tenant, schema, expression.environment->projections),
        shapes_(expression.environment->projections) {}

  [[nodiscard]] Answer answer();

 private:
  void load();
  [[nodiscard]] cel::Value run();

  catalog::LooseExpression& expression_;
  evaluate::Datasets datasets_;
  RowShapes shapes_;
  base::Arena arena_;
};

void Evaluation::load() {
  const std::span<const std::uint32_t> named = expression_.program.datasets();
  const bool rows = may_hold_rows(expression_.program.type());
  const auto& declared = datasets_.schema().datasets();
  for (const std::uint32_t index : named) {
    if (rows) project_all(declared[index].row->type, expression_.environment->projections);
  }
  datasets_.load_whole(named);
  for (const std::uint32_t index : named) {
    if (rows) shapes_.add(datasets_.values()[index], declared[index].row->type);
  }
}

cel::Value Evaluation::run() {
  const cel::Value& day = datasets_.tenant().as_of();
  expression_.locals[expression_.asof] =
      day.is_null() ? cel::Value::unknown(cel::Why::field_absent, &asof_subject) : day;
  cel::Budget budget;
  cel::Frame frame = datasets_.frame(expression_.locals, arena_, budget);
  return expression_.program.run(frame);
}

Answer Evaluation::answer() {
  load();
  Written written = write_json(run(), shapes_);
  Answer answer{.json = std::move(written.json)};
  answer.left_out.assign(written.left_out.begin(), written.left_out.end());
  if (written.gap) explain(*written.gap, datasets_, answer);
  return answer;
}

}  // namespace

base::Result<Answer> evaluate(const Question& question, const Request& request,
                              const catalog::Catalog& catalog, base::Diagnostics& problems) {
  // Read last: an expression that is wrong does not wait for large exports.
  auto expression = catalog.compile_loose(question.expression, question.variables, problems);
  if (!expression) {
    return tl::unexpected(
        base::Error{.kind = base::ErrorKind::usage, .message = "the expression was not evaluated"});
  }
  const auto tenant = read_tenant(request, catalog.schema(), {}, problems);
  if (!tenant) return tl::unexpected(tenant.error());
  return Evaluation(*expression, catalog.schema(), *tenant).answer();
}

}  // namespace stance::app
