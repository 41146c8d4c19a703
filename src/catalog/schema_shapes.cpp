#include "schema_shapes.hpp"

#include <array>

namespace stance::catalog {

namespace {

using Name = std::string_view;

constexpr bool required = true;

constexpr auto control = std::to_array<KeyShape>({
    {"id", "id", "<area>.<name> in lower case; never changes once published.", required},
    {"revision", "revision", "1, and one more with each change of the verdict.", required},
    {"title", "text", "What to do, as an order.", required},
    {"category", "category", "A word of catalog.yaml.", required},
    {"product", "product", "The product that is configured.", required},
    {"points", "points", "1 to 10; 8 and more is high severity, 4 to 7 medium, less low.",
     required},
    {"cost", "level", "What the change costs; decides the rank among recommendations.", required},
    {"user_impact", "level", "How much users notice; decides the rank among recommendations.",
     required},
    {"criticality", "criticality", "How a framework puts it."},
    {"threats", "threats", "What it protects against.", required},
    {"licence", "licence", "Service plans, any one of which is enough."},
    {"refs", "refs", "Ids by framework; the frameworks stand in catalog.yaml."},
    {"asks", "expressions", "What a reference asks, where the control asks for more."},
    {"exceptions", "expressions", "What a parameter could declare, so that nothing else is wrong."},
    {"description", "text", "What is asked.", required},
    {"rationale", "text", "Why: what goes wrong without it.", required},
    {"steps", "texts", "How to do it, a sentence or two for each step.", required},
    {"user_effect", "text", "How users are affected.", required},
    {"notes", "text", "What else a person should know."},
    {"links", "links", "Addresses of documentation."},
    {"params", "params", "Values that people tune; expressions read them as params.<name>."},
    {"let", "let", "Named expressions, evaluated once and in order."},
    {"applies", "expression", "A condition; false means not applicable."},
    {"check", "check", "Exactly one of the forms.", required},
    {"tests", "tests", "At least one each of met, unmet and not assessed."},
    {"survivors", "survivors", "Why a change that no test notices makes no difference."},
});

constexpr auto forms =
    std::to_array<Name>({"assert", "each", "any", "parts", "steps", "setting", "manual"});
constexpr auto check = std::to_array<KeyShape>({
    {"assert", "expression", "All or nothing: a condition."},
    {"otherwise", "text", "Beside assert: what is wrong when the condition is false."},
    {"each", "each", "The credit is the share of the rows that pass, by weight."},
    {"any", "any", "One object is enough; the best candidate counts."},
    {"parts", "[part]", "Components with a weight, one form each."},
    {"steps", "steps", "Bands: a value takes the credit of the last bound that it reaches."},
    {"setting", "setting", "One field of a dataset and what it has to be."},
    {"manual", "text", "Nothing in an export can answer it: what a person looks at."},
});

constexpr auto part_forms =
    std::to_array<Name>({"assert", "each", "any", "parts", "steps", "setting"});
constexpr auto part = std::to_array<KeyShape>({
    {"label", "text", "What people call the part.", required},
    {"weight", "weight", "More than 0 and at most 1000, with at most 3 decimals; 1 when omitted."},
    {"licence", "licence", "Service plans; without any of them the part leaves the sum."},
    {"applies", "expression", "A condition; when it is false the part leaves the sum."},
    {"assert", "expression", "All or nothing: a condition."},
    {"otherwise", "text", "Beside assert: what is wrong when the condition is false."},
    {"each", "each", "The credit is the share of the rows that pass, by weight."},
    {"any", "any", "One object is enough; the best candidate counts."},
    {"parts", "[part]", "Components with a weight, one form each."},
    {"steps", "steps", "Bands: a value takes the credit of the last bound that it reaches."},
    {"setting", "setting", "One field of a dataset and what it has to be."},
});

constexpr auto row_ways = std::to_array<Name>({"pass", "need", "credit"});
constexpr auto each = std::to_array<KeyShape>({
    {"in", "population", "A dataset, or an expression that gives a list.", required},
    {"as", "identifier", "The name of the row in expressions; row when omitted."},
    {"where", "expression", "A condition; other rows are left out."},
    {"let", "let", "Named expressions of a row, evaluated before all others."},
    {"key", "expression", "Text that identifies a row; the key of the dataset when omitted."},
    {"label", "expression", "What people call the row."},
    {"pass", "expression", "The condition that a row meets or not."},
    {"need", "[term]", "Weighted conditions: how far a row gets."},
    {"credit", "expression", "How far a row gets, from 0 to 1."},
    {"weight", "expression", "How much the row counts, more than 0; 1 when omitted."},
    {"empty", "empty", "What holds when there is no row.", required},
    {"show", "expressions", "Named values that are printed with the evidence."},
    {"source", "expression", "The row, or the list of rows, whose place in the export is printed."},
    {"none", "text", "What to say when there is no row and that is unmet."},
    {"otherwise", "text", "Beside pass or credit: what is wrong with a row that fails."},
});

constexpr auto any_ways = std::to_array<Name>({"pass", "need"});
constexpr auto any = std::to_array<KeyShape>({
    {"in", "population", "A dataset, or an expression that gives a list.", required},
    {"as", "identifier", "The name of the candidate in expressions; row when omitted."},
    {"where", "expression", "A condition; other candidates are left out."},
    {"let", "let", "Named expressions of a candidate, evaluated before all others."},
    {"key", "expression", "Text that identifies a candidate; the key of the dataset when omitted."},
    {"label", "expression", "What people call the candidate."},
    {"pass", "expression", "The condition that a candidate meets or not."},
    {"need", "[term]", "Weighted conditions: how far a candidate gets."},
    {"empty", "empty", "What holds when there is no candidate.", required},
    {"show", "expressions", "Named values that are printed with the evidence."},
    {"source", "expression", "The row, or the list of rows, whose place in the export is printed."},
    {"none", "text", "What to say when there is no row and that is unmet."},
    {"otherwise", "text", "Beside pass or credit: what is wrong with a row that fails."},
});

constexpr auto term = std::to_array<KeyShape>({
    {"must", "flag", "While the condition is not true, the row earns nothing."},
    {"weight", "weight", "More than 0 and at most 1000, with at most 3 decimals; 1 when omitted."},
    {"is", "expression", "The condition.", required},
    {"otherwise", "text", "What is wrong when the condition is false.", required},
});

constexpr auto steps = std::to_array<KeyShape>({
    {"value", "expression", "A number.", required},
    {"credit", "[band]", "Bounds in ascending order, each with its credit: [[0, 0], [2, 1]].",
     required},
    {"between", "between",
     "Whether credits between two bounds are interpolated; step when "
     "omitted."},
    {"evidence", "expression", "A list of what was counted."},
    {"source", "expression", "The row, or the list of rows, whose place in the export is printed."},
    {"otherwise", "text", "What is wrong when the credit is not full."},
});

constexpr auto setting = std::to_array<KeyShape>({
    {"dataset", "dataset_name", "The dataset.", required},
    {"field", "text", "A field of the dataset.", required},
    {"expected", "expected", "A value, a list of accepted values, or a range {min: 1, max: 30}.",
     required},
    {"empty", "empty", "What holds when there is no row; not_assessed when omitted."},
});

constexpr auto range = std::to_array<KeyShape>({
    {"min", "number", "The least value that is accepted."},
    {"max", "number", "The greatest value that is accepted."},
});

constexpr auto parameter = std::to_array<KeyShape>({
    {"default", "value", "The value, unless a profile gives another one.", required},
    {"min", "number", "The least value that a profile may give."},
    {"max", "number", "The greatest value that a profile may give."},
    {"description", "text", "What the parameter is, for those who tune it."},
});

constexpr auto test = std::to_array<KeyShape>({
    {"name", "text", "What the case is about; no two tests of a control are named alike.",
     required},
    {"params", "values", "Values of parameters in place of the defaults."},
    {"plans", "texts", "The service plans of the tenant; without, judged as licensed."},
    {"as_of", "date", "The day of collection."},
    {"rows", "rows", "What was collected, by dataset; a dataset that is not named was not."},
    {"expect", "expect", "The verdict.", required},
});

constexpr auto expect = std::to_array<KeyShape>({
    {"outcome", "outcome", "The outcome of the control.", required},
    {"credit", "credit", "From 0 to 1, within half a thousandth."},
    {"failed", "texts", "Keys of the evidence, in any order."},
    {"missing", "texts", "Datasets, or dataset.field, that the verdict waits for."},
    {"asks", "outcomes", "Outcomes of the references that ask for less."},
    {"declare", "texts", "What would meet the control if it was declared, in any order."},
});

constexpr auto file = std::to_array<KeyShape>({
    {"catalog", "head", "Name and version of the catalog."},
    {"categories", "texts", "The words that controls use, in the order of reports."},
    {"frameworks", "titles", "Frameworks that controls refer to, in the order of reports."},
    {"licences", "licences", "How the licences of a tenant are read."},
    {"licence_table", "licence_table", "What service plans are sold in."},
    {"baselines", "baselines", "What frameworks ask for, in their order."},
    {"functions", "functions", "Expressions that controls share: name(argument): expression."},
    {"datasets", "datasets", "Datasets by name: fields, types, and where exports keep them."},
});
constexpr auto vocabulary_file = std::to_array<KeyShape>({
    {"catalog", "head", "Name and version of the catalog.", required},
    {"categories", "texts", "The words that controls use, in the order of reports.", required},
    {"frameworks", "titles", "Frameworks that controls refer to, in the order of reports."},
});
constexpr auto licence_ways = std::to_array<Name>({"licences", "licence_table"});
constexpr auto licence_file = std::to_array<KeyShape>({
    {"licences", "licences", "How the licences of a tenant are read."},
    {"licence_table", "licence_table", "What service plans are sold in."},
});
constexpr auto baseline_file = std::to_array<KeyShape>({
    {"baselines", "baselines", "What frameworks ask for, in their order.", required},
});
constexpr auto baseline = std::to_array<KeyShape>({
    {"edition", "text", "Which edition of the framework it is."},
    {"source", "text", "Where the framework is published."},
    {"directive", "text", "What binds to the requirements that say so."},
    {"omitted", "expression", "What is left out: a list of [id, reason, last day]."},
    {"annotated", "expression", "What is remarked on: a list of [id, comment, day of the remedy]."},
    {"requirements", "requirements",
     "How strict each requirement is: [shall], [should], and "
     "directive.",
     required},
    {"removed", "lists", "Former requirements, and what came in their place."},
});
constexpr auto function_file = std::to_array<KeyShape>({
    {"functions", "functions", "Expressions that controls share: name(argument): expression.",
     required},
});
constexpr auto dataset_file = std::to_array<KeyShape>({
    {"datasets", "datasets", "Datasets by name: fields, types, and where exports keep them.",
     required},
});

constexpr auto head = std::to_array<KeyShape>({
    {"name", "text", "What the catalog is called.", required},
    {"version", "text", "Its version.", required},
});

constexpr auto licences = std::to_array<KeyShape>({
    {"plans", "expression", "The names of the service plans that the tenant has, as a list."},
    {"subscriptions", "expression",
     "A list of [part number, licences assigned, licences, names of service plans]."},
    {"users", "dataset_name", "The dataset that has all users, to tell how many are licensed."},
    {"includes", "lists", "Which other plans a plan contains."},
});
constexpr auto licence_table = std::to_array<KeyShape>({
    {"source", "text", "Where the facts are published.", required},
    {"date", "date", "The day of the source.", required},
    {"plans", "service_plans", "Service plans that controls name.", required},
    {"products", "licence_products", "What they are sold in, smallest first.", required},
});
constexpr auto service_plan = std::to_array<KeyShape>({
    {"id", "guid", "The GUID of the plan.", required},
    {"title", "text", "What people call it.", required},
});
constexpr auto licence_product = std::to_array<KeyShape>({
    {"id", "guid", "The GUID of the product.", required},
    {"title", "text", "What people call it.", required},
    {"size", "limit", "How many service plans it has, whether they are listed or not.", required},
    {"government", "flag", "Whether it is sold to governments only."},
    {"plans", "texts", "Which of the plans it has.", required},
});

constexpr auto dataset = std::to_array<KeyShape>({
    {"title", "text", "What people call it.", required},
    {"product", "product", "The product it belongs to.", required},
    {"key", "text", "The field that identifies a row; omitted for singletons and derived rows."},
    {"singleton", "flag", "There is exactly one row; the name means that row, not a list."},
    {"large", "flag", "Too large to be a list: a check goes over it, expressions look rows up."},
    {"optional", "flag", "People may declare it; where no export has it, there are no rows."},
    {"collect", "text", "The command that fetches it, printed where it is missing."},
    {"shows", "shows", "Properties that stand together in its objects and in no others."},
    {"tenant", "tenant", "The properties that hold the tenant's id and name."},
    {"sources", "sources", "Where each exporter keeps it."},
    {"fields", "fields", "Name and type of each field.", required},
});

constexpr auto tenant = std::to_array<KeyShape>({
    {"id", "text", "The property that holds the id of the tenant.", required},
    {"name", "text", "The property that holds its name."},
});

constexpr auto field = std::to_array<KeyShape>({
    {"type", "field_type", "The type; ? behind it says that the value may be null.", required},
    {"null", "anything", "The value that stands for null anywhere on the path, such as []."},
    {"absent", "anything", "What a missing property means, where the vendor documents it."},
    {"split", "character", "One character at which text becomes a list."},
    {"numbers", "numbers", "The words that stand for the numbers of an enumeration."},
    {"words", "texts", "The values it can have; comparing with another one is a warning."},
    {"closed", "flag", "The words are complete; comparing with another one is an error."},
    {"fold", "flag", "Text is stored in lower case."},
    {"pii", "flag", "Tells of a person."},
    {"sensitive", "flag", "Is a secret."},
    {"names", "names", "The property name of an exporter, where it differs by more than case."},
});

constexpr std::string_view at_text = "Where the rows are: /key, /key/0, /a[]/b[] or /a{}.";
constexpr std::string_view parent_text =
    "Field, and the property of the enclosing object that it takes.";
constexpr std::string_view limit_text =
    "How many rows an answer has at most, or with at the list inside an object.";
constexpr std::string_view key_field_text = "For /a{}: the field that takes the key.";

constexpr auto scuba = std::to_array<KeyShape>({
    {"at", "pointer", at_text, required},
    {"parent", "titles", parent_text},
    {"key_field", "text", key_field_text},
    {"commands", "texts", "Commands that fill it; any one is enough."},
});
constexpr auto graph = std::to_array<KeyShape>({
    {"at", "pointer", at_text},
    {"parent", "titles", parent_text},
    {"key_field", "text", key_field_text},
    {"context", "one_or_more", "What follows $metadata# in @odata.context."},
    {"type", "one_or_more", "@odata.type of the objects behind #microsoft.graph."},
    {"request", "text", "The address below the host that answers it, such as v1.0/users.",
     required},
    {"scopes", "texts", "The least permissions that it needs."},
    {"limit", "limit", limit_text},
});
constexpr auto entraexporter = std::to_array<KeyShape>({
    {"at", "pointer", at_text},
    {"parent", "titles", parent_text},
    {"key_field", "text", key_field_text},
    {"path", "one_or_more", "Its folder of objects below the folder of the export, or a file.",
     required},
});
constexpr auto powershell = std::to_array<KeyShape>({
    {"at", "pointer", at_text},
    {"parent", "titles", parent_text},
    {"key_field", "text", key_field_text},
    {"commands", "texts", "Cmdlets whose objects are the rows; the first one is for scripts.",
     required},
    {"session", "session", "What the cmdlet needs to be connected to."},
    {"limit", "limit", limit_text},
});
constexpr auto dns = std::to_array<KeyShape>({
    {"at", "pointer", at_text},
    {"parent", "titles", parent_text},
    {"key_field", "text", key_field_text},
    {"record", "text", "What scripts look up for every domain: spf, dkim or dmarc.", required},
});

constexpr auto profile = std::to_array<KeyShape>({
    {"profile", "profile_head", "What the profile is called and what it aims at."},
    {"include", "globs", "Patterns of controls that count; without, all of them."},
    {"exclude", "globs", "Patterns of controls that do not count."},
    {"params", "shared_params", "Values for every control that has a parameter of the name."},
    {"controls", "profile_controls", "Points and parameters of single controls or patterns."},
    {"ranking", "ranking", "How much an action is held back by what it costs."},
});
constexpr auto profile_head = std::to_array<KeyShape>({
    {"name", "text", "What the profile is called."},
    {"target", "percent", "The score that is aimed at, in percent."},
});
constexpr auto profile_control = std::to_array<KeyShape>({
    {"points", "points", "What the control is worth, 1 to 10."},
    {"params", "values", "Values of its parameters."},
});
constexpr auto ranking = std::to_array<KeyShape>({
    {"cost", "weights", "Weights of the levels of cost."},
    {"user_impact", "weights", "Weights of the levels of user impact."},
});
constexpr auto weights = std::to_array<KeyShape>({
    {"low", "percent", "More than 0 and at most 100, with at most two decimals.", required},
    {"moderate", "percent", "More than 0 and at most 100, with at most two decimals.", required},
    {"high", "percent", "More than 0 and at most 100, with at most two decimals.", required},
});

constexpr auto decision_file = std::to_array<KeyShape>({
    {"tenants", "[tagged_tenant]", "Words for tenants, by which decisions select them."},
    {"decisions", "decisions", "What was decided."},
});
constexpr auto tenant_names = std::to_array<Name>({"id", "name"});
constexpr auto tagged_tenant = std::to_array<KeyShape>({
    {"id", "text", "The id of the tenant."},
    {"name", "text", "Its name, where exports tell no id."},
    {"tags", "texts", "Words of your own.", required},
});
constexpr auto decision = std::to_array<KeyShape>({
    {"control", "controls", "The control, or a list of them.", required},
    {"objects", "[text]", "Keys of failing objects; without, the whole control."},
    {"status", "decision_status", "What was decided.", required},
    {"reason", "text", "Why.", required},
    {"owner", "text", "Who answers for it.", required},
    {"expires", "date", "The last day on which it counts."},
    {"attested_on", "date", "Of an attestation: the day on which somebody looked."},
    {"valid_days", "valid_days", "Of an attestation: after so many days somebody looks again."},
    {"ticket", "text", "Where it was agreed."},
    {"evidence", "one_or_more", "What proves it."},
    {"notes", "text", "What else a person should know."},
    {"tags", "texts", "Words of your own."},
    {"tenant", "tenant_selector", "The tenants it is about; without, all of them."},
});
constexpr auto tenant_selector = std::to_array<KeyShape>({
    {"id", "one_or_more", "Ids of tenants."},
    {"name", "one_or_more", "Names of tenants, or patterns of them."},
    {"tag", "one_or_more", "Words that stand beside a tenant under tenants."},
});

constexpr auto table = std::to_array<Shape>({
    {"control", "A control: what is asked, why, how to do it, and a check with tests.", control},
    {"check", "Exactly one of the forms.", check, forms},
    {"part", "A component of a check.", part, part_forms},
    {"each", "The credit is the share of the rows that pass.", each, row_ways},
    {"any", "The best candidate counts.", any, any_ways},
    {"term", "A condition with a weight.", term},
    {"steps", "A value and the credits of its bands.", steps},
    {"setting", "One field and what it has to be.", setting},
    {"range", "Bounds, both included.", range},
    {"parameter", "A value that people tune.", parameter},
    {"test", "Rows in, verdict out.", test},
    {"expect", "The verdict that a test expects.", expect},
    {"file", "A file of a catalog that is no control.", file},
    {"vocabulary_file", "Name and words of a catalog.", vocabulary_file},
    {"licence_file", "How licences are read, or sold.", licence_file, licence_ways},
    {"baseline_file", "What frameworks ask for.", baseline_file},
    {"baseline", "What a framework asks for.", baseline},
    {"function_file", "Shared expressions.", function_file},
    {"dataset_file", "Datasets.", dataset_file},
    {"head", "Name and version.", head},
    {"licences", "What plans a tenant has, and which plan contains which.", licences},
    {"licence_table", "What service plans are sold in.", licence_table},
    {"service_plan", "A service plan.", service_plan},
    {"licence_product", "What plans are sold in.", licence_product},
    {"dataset", "A named collection of the tenant.", dataset},
    {"tenant", "What identifies the tenant.", tenant},
    {"field", "A field in its long form.", field},
    {"scuba", "A key of ScubaGear's provider export.", scuba},
    {"graph", "Answers of Microsoft Graph.", graph},
    {"entraexporter", "A folder of EntraExporter.", entraexporter},
    {"powershell", "Objects of a cmdlet, written by ConvertTo-Json.", powershell},
    {"dns", "Records that scripts look up in DNS.", dns},
    {"profile", "What an organisation asks for in place of the catalog.", profile},
    {"profile_head", "Name and target.", profile_head},
    {"profile_control", "What is different about controls.", profile_control},
    {"ranking", "Weights of the ranking.", ranking},
    {"weights", "A weight for each level.", weights},
    {"decision_file", "What people decided about controls.", decision_file},
    {"tagged_tenant", "A tenant and words for it.", tagged_tenant, tenant_names},
    {"decision", "One decision about controls, or about objects of one.", decision},
    {"tenant_selector", "Each kind that is there has to match, by any of its values.",
     tenant_selector},
});

}  // namespace

std::span<const Shape> shapes() { return table; }

}  // namespace stance::catalog
