#include "catalog_explanations.hpp"

#include <array>

namespace stance::app {

namespace {

// Examples are put into a catalog with the datasets demo.users (id, name, nick, mode, age, on) and
// demo.log, and run by a test: the wrong one has the code, the right one has not.
constexpr auto table = std::to_array<Explanation>({
    {.code = "bad-bounds",
     .title = "bounds of steps are no ascending pairs",
     .meaning = "Each band of steps is a bound and its credit, and bounds ascend.",
     .place = Place::control,
     .wrong = "check:\n"
              "  steps: {value: demo.users.size(), credit: [[5, 0], [2, 1]]}\n",
     .right = "check:\n"
              "  steps: {value: demo.users.size(), credit: [[2, 1], [5, 0]]}\n"},
    {.code = "bad-date",
     .title = "the day of a test is no date",
     .meaning = "A day is written YYYY-MM-DD.",
     .place = Place::control,
     .wrong = "tests:\n"
              "- {name: a, as_of: 31.01.2026, expect: {outcome: met}}\n",
     .right = "tests:\n"
              "- {name: a, as_of: 2026-01-31, expect: {outcome: met}}\n"},
    {.code = "bad-field",
     .title = "a field is declared in a way that cannot work",
     .meaning = "Keys of a field fit its type: split needs a list, closed needs words, a "
                "substitute has the type of the field.",
     .place = Place::file,
     .wrong = "datasets:\n"
              "  demo.more:\n"
              "    title: More\n"
              "    product: Demo\n"
              "    key: id\n"
              "    fields:\n"
              "      id: {type: string, closed: true}\n",
     .right = "datasets:\n"
              "  demo.more:\n"
              "    title: More\n"
              "    product: Demo\n"
              "    key: id\n"
              "    fields:\n"
              "      id: {type: string, words: [a, b], closed: true}\n"},
    {.code = "bad-licence",
     .title = "what is said about licences cannot be right",
     .meaning = "What a plan includes is listed without the plan itself. The licence table has "
                "GUIDs in lower case, products with the smallest first, and all plans that "
                "controls name.",
     .place = Place::file,
     .wrong = "licences:\n"
              "  includes: {P2: [P1, P2]}\n",
     .right = "licences:\n"
              "  includes: {P2: [P1]}\n"},
    {.code = "bad-link",
     .title = "a link is no https address",
     .meaning = "Links are complete addresses that begin with https://.",
     .place = Place::control,
     .wrong = "links: [http://example.org]\n",
     .right = "links: ['https://example.org']\n"},
    {.code = "bad-name",
     .title = "a name cannot be used",
     .meaning = "Names of variables, parameters and functions are letters, digits and _; ids of "
                "controls and datasets are an area, a dot and a name. A variable cannot be named "
                "like a word of the language, an area of datasets or another variable.",
     .place = Place::control,
     .wrong = "let: {in: '1'}\n"
              "check:\n"
              "  assert: demo.users.size() > 1\n",
     .right = "let: {least: '1'}\n"
              "check:\n"
              "  assert: demo.users.size() > least\n"},
    {.code = "bad-regex",
     .title = "a regular expression is wrong",
     .meaning = "Patterns are RE2 expressions. They are tried before any data is read, also when "
                "they are made of parameters.",
     .place = Place::control,
     .wrong = "check:\n"
              "  each: {in: demo.users, as: u, pass: \"u.name.matches('(a')\", empty: met}\n",
     .right = "check:\n"
              "  each: {in: demo.users, as: u, pass: \"u.name.matches('(a)')\", empty: met}\n"},
    {.code = "bad-source",
     .title = "a source of a dataset is no place in an export",
     .meaning = "A place is written like /users, /settings/0, /groups[]/members[] or /policies{}; "
                "the last form needs key_field, the third one may have parent.",
     .place = Place::file,
     .wrong = "datasets:\n"
              "  demo.more:\n"
              "    title: More\n"
              "    product: Demo\n"
              "    sources: {scuba: {at: users}}\n"
              "    fields: {id: string}\n",
     .right = "datasets:\n"
              "  demo.more:\n"
              "    title: More\n"
              "    product: Demo\n"
              "    sources: {scuba: {at: /users}}\n"
              "    fields: {id: string}\n"},
    {.code = "broken-function",
     .title = "a function that is called has an error",
     .meaning = "The body of the function is no expression; its own error is reported beside this "
                "one.",
     .place = Place::control,
     .wrong = "check:\n"
              "  each: {in: demo.users, as: u, pass: broken(u) || broken(u), empty: met}\n",
     .right = "check:\n"
              "  each: {in: demo.users, as: u, pass: fine(u) || u.name == 'a', empty: met}\n"},
    {.code = "check-form",
     .title = "a check is not exactly one form",
     .meaning = "A check has one of assert, each, any, parts, steps, setting and manual; its rows "
                "one of pass, need and credit.",
     .place = Place::control,
     .wrong = "check: {assert: demo.users.size() > 1, manual: Look.}\n",
     .right = "check: {assert: demo.users.size() > 1}\n"},
    {.code = "constant-condition",
     .title = "a condition is the same whatever the data",
     .meaning = "It compares constants, compares something with itself, or contradicts another "
                "part. Parameters are no constants.",
     .place = Place::control,
     .wrong = "check:\n"
              "  each: {in: demo.users, as: u, pass: \"u.mode != 'on' || u.mode != 'off'\", empty: "
              "met}\n",
     .right = "check:\n"
              "  each: {in: demo.users, as: u, pass: \"u.mode != 'on' && u.mode != 'off'\", empty: "
              "met}\n"},
    {.code = "duplicate-key",
     .title = "a key stands twice in a mapping",
     .meaning = "YAML would keep one of them silently.",
     .place = Place::control,
     .wrong = "notes: a\n"
              "notes: b\n",
     .right = "notes: a\n"},
    {.code = "duplicate-name",
     .title = "two things have one name",
     .meaning = "Ids of controls, names of datasets, functions and tests are unique in a catalog.",
     .place = Place::control,
     .wrong = "tests:\n"
              "- {name: a, expect: {outcome: met}}\n"
              "- {name: a, expect: {outcome: unmet}}\n",
     .right = "tests:\n"
              "- {name: a, expect: {outcome: met}}\n"
              "- {name: b, expect: {outcome: unmet}}\n"},
    {.code = "empty-list",
     .title = "a list has no members",
     .meaning = "Terms, parts and bounds are what is judged: there is at least one.",
     .place = Place::control,
     .wrong = "check:\n"
              "  each: {in: demo.users, as: u, need: [], empty: met}\n",
     .right =
         "check:\n"
         "  each: {in: demo.users, as: u, need: [{is: u.on, otherwise: it is off}], empty: met}\n"},
    {.code = "empty-text",
     .title = "a text is empty",
     .meaning = "People read this text; leave the key out when there is nothing to say.",
     .place = Place::control,
     .wrong = "notes: ''\n",
     .right = "notes: More.\n"},
    {.code = "encoding",
     .title = "a file is not plain UTF-8",
     .meaning = "Files are UTF-8 without control characters, which would make lines and columns "
                "ambiguous.",
     .place = Place::control,
     .wrong = "notes: a\x07"
              "b\n",
     .right = "notes: ab\n"},
    {.code = "failed-test",
     .title = "a test inside a control failed",
     .meaning = "The verdict on the rows of the test is not the expected one. Found by stance "
                "catalog test.",
     .place = Place::control,
     .wrong = "check:\n"
              "  each: {in: demo.users, as: u, pass: u.on, empty: met}\n"
              "tests:\n"
              "- name: a\n"
              "  rows: {demo.users: [{id: a, on: true}]}\n"
              "  expect: {outcome: unmet}\n",
     .right = "check:\n"
              "  each: {in: demo.users, as: u, pass: u.on, empty: met}\n"
              "tests:\n"
              "- name: a\n"
              "  rows: {demo.users: [{id: a, on: true}]}\n"
              "  expect: {outcome: met}\n"},
    {.code = "file-name",
     .title = "a file is not named like its control",
     .meaning = "The control entra.example stands in controls/entra/example.yaml.",
     .place = Place::file,
     .wrong = "id: demo.another\n",
     .right = "id: demo.other\n",
     .path = "controls/demo/other.yaml"},
    {.code = "ignored-file",
     .title = "a file is not read",
     .meaning = "Only files with the extension .yaml belong to a catalog.",
     .place = Place::file,
     .wrong = "functions: {}\n",
     .right = "functions: {}\n",
     .path = "example.yml",
     .right_path = "example.yaml"},
    {.code = "large-dataset",
     .title = "an expression goes over a large dataset",
     .meaning =
         "A large dataset is no list: a check can go over it, and exists(), exists_one() and "
         "filter() can look rows up by a field that equals something.",
     .place = Place::control,
     .wrong = "check:\n"
              "  assert: demo.log.size() > 1\n",
     .right = "check:\n"
              "  each: {in: demo.log, pass: row.on, empty: met}\n"},
    {.code = "missing-catalog",
     .title = "a folder holds no catalog",
     .meaning = "One file has the keys catalog (name and version) and categories.",
     .place = Place::file,
     .wrong = "catalog: {name: a, version: '1'}\n",
     .right = "catalog: {name: a, version: '1'}\n"
              "categories: [identity]\n",
     .path = "catalog.yaml"},
    {.code = "missing-empty",
     .title = "nothing is said about an empty population",
     .meaning = "Without rows a check would pass silently. Say what holds then.",
     .place = Place::control,
     .wrong = "check:\n"
              "  each: {in: demo.users, pass: row.on}\n",
     .right = "check:\n"
              "  each: {in: demo.users, pass: row.on, empty: not_assessed}\n"},
    {.code = "missing-key",
     .title = "a key is missing",
     .meaning = "The key is required.",
     .place = Place::control,
     .wrong = "tests:\n"
              "- {expect: {outcome: met}}\n",
     .right = "tests:\n"
              "- {name: a, expect: {outcome: met}}\n"},
    {.code = "missing-test",
     .title = "no test expects an outcome",
     .meaning = "A control has at least one test each that expects met, unmet and not_assessed.",
     .place = Place::control,
     .wrong = "tests:\n"
              "- {name: a, expect: {outcome: met}}\n",
     .right = "tests:\n"
              "- {name: a, expect: {outcome: met}}\n"
              "- {name: b, expect: {outcome: unmet}}\n"
              "- {name: c, expect: {outcome: not_assessed}}\n"},
    {.code = "never-null",
     .title = "a field that is never null is compared with null",
     .meaning = "The type of the field has no ?, so the comparison is constant. Declare the field "
                "with ? when it can be null.",
     .place = Place::control,
     .wrong = "check:\n"
              "  each: {in: demo.users, as: u, pass: u.on && u.name != null, empty: met}\n",
     .right = "check:\n"
              "  each: {in: demo.users, as: u, pass: u.on && u.nick != null, empty: met}\n"},
    {.code = "no-control-left",
     .title = "a profile leaves no control",
     .meaning = "include and exclude together leave out every control.",
     .place = Place::profile,
     .wrong = "exclude: ['*']\n",
     .right = "exclude: []\n"},
    {.code = "out-of-range",
     .title = "a number is out of its range",
     .meaning = "Points are 1 to 10, weights more than 0 and at most 1000, credits 0 to 1, "
                "percentages 0 to 100.",
     .place = Place::control,
     .wrong = "check:\n"
              "  each: {in: demo.users, as: u, need: [{weight: 0, is: u.on, otherwise: it is "
              "off}], empty: met}\n",
     .right = "check:\n"
              "  each: {in: demo.users, as: u, need: [{weight: 2, is: u.on, otherwise: it is "
              "off}], empty: met}\n"},
    {.code = "parameter-bounds",
     .title = "a parameter is outside of its bounds",
     .meaning = "The default of a parameter, and what a profile says instead, lies between min "
                "and max.",
     .place = Place::control,
     .wrong = "params: {limit: {default: 10, min: 1, max: 9}}\n"
              "check:\n"
              "  assert: demo.users.size() < params.limit\n",
     .right = "params: {limit: {default: 9, min: 1, max: 9}}\n"
              "check:\n"
              "  assert: demo.users.size() < params.limit\n"},
    {.code = "parameter-value",
     .title = "a parameter has a value that it cannot have",
     .meaning = "A parameter has a default, and other values have the same type.",
     .place = Place::control,
     .wrong = "params: {limit: null}\n"
              "check:\n"
              "  assert: demo.users.size() < params.limit\n",
     .right = "params: {limit: 3}\n"
              "check:\n"
              "  assert: demo.users.size() < params.limit\n"},
    {.code = "recursive-function",
     .title = "a function calls itself",
     .meaning = "Functions are put in place of their calls, so they cannot call themselves, "
                "neither directly nor by others.",
     .place = Place::control,
     .wrong = "check:\n"
              "  each: {in: demo.users, as: u, pass: endless(u), empty: met}\n",
     .right = "check:\n"
              "  each: {in: demo.users, as: u, pass: fine(u), empty: met}\n"},
    {.code = "repeated-condition",
     .title = "a condition is demanded twice",
     .meaning = "where and applies leave out what does not meet them; asking again changes "
                "nothing.",
     .place = Place::control,
     .wrong =
         "check:\n"
         "  each: {in: demo.users, as: u, where: u.on, pass: u.on && u.name == 'a', empty: met}\n",
     .right = "check:\n"
              "  each: {in: demo.users, as: u, where: u.on, pass: u.name == 'a', empty: met}\n"},
    {.code = "surviving-mutant",
     .title = "tests still pass after a condition was changed",
     .meaning = "A mistake in this place would go unnoticed: a test is missing, or the condition "
                "says nothing. Found by stance catalog test --mutate.",
     .place = Place::control,
     .wrong = "check: {assert: demo.users.size() > 1}\n"
              "tests:\n"
              "- {name: two, rows: {demo.users: [{id: a}, {id: b}]}, expect: {outcome: met}}\n",
     .right = "check: {assert: demo.users.size() > 1}\n"
              "tests:\n"
              "- {name: two, rows: {demo.users: [{id: a}, {id: b}]}, expect: {outcome: met}}\n"
              "- {name: one, rows: {demo.users: [{id: a}]}, expect: {outcome: unmet}}\n"},
    {.code = "syntax",
     .title = "an expression cannot be read",
     .meaning = "It is no CEL expression. In YAML, an expression with \": \" or \" #\" stands in "
                "double quotes or a | block.",
     .place = Place::control,
     .wrong = "check:\n"
              "  assert: demo.users.size() >\n",
     .right = "check:\n"
              "  assert: demo.users.size() > 1\n"},
    {.code = "too-large",
     .title = "something is too large or nested too deeply",
     .meaning = "Files, expressions and parts have limits that no rule needs.",
     .place = Place::control,
     .wrong = "check: {parts: [{label: a, parts: [{label: b, parts: [{label: c, parts: [{label: d, "
              "assert: demo.users.size() > 1}]}]}]}]}\n",
     .right = "check: {parts: [{label: a, parts: [{label: b, assert: demo.users.size() > 1}]}]}\n"},
    {.code = "type-mismatch",
     .title = "types do not fit",
     .meaning = "Operands have types that the operator does not take together, or an expression "
                "is not what is wanted here. There are no implicit conversions.",
     .place = Place::control,
     .wrong = "check:\n"
              "  each: {in: demo.users, as: u, pass: u.age == '3', empty: met}\n",
     .right = "check:\n"
              "  each: {in: demo.users, as: u, pass: u.age == 3, empty: met}\n"},
    {.code = "unguarded-null",
     .title = "something that can be null is used",
     .meaning = "Null cannot be ordered, calculated with or given to a function: the result is "
                "unknown, and so is the verdict. Say what null means first. has() is true for "
                "null.",
     .place = Place::control,
     .wrong = "check:\n"
              "  each: {in: demo.users, as: u, pass: u.nick.size() > 1, empty: met}\n",
     .right = "check:\n"
              "  each: {in: demo.users, as: u, pass: u.nick != null && u.nick.size() > 1, empty: "
              "met}\n"},
    {.code = "unknown-control",
     .title = "there is no such control",
     .meaning = "No control of the catalog has this id, or none matches the pattern.",
     .place = Place::profile,
     .wrong = "exclude: [demo.exmple]\n",
     .right = "include: [demo.example]\n"},
    {.code = "unknown-dataset",
     .title = "there is no such dataset",
     .meaning = "Datasets are declared in datasets/*.yaml, by area and name.",
     .place = Place::control,
     .wrong = "check:\n"
              "  assert: demo.usrs.size() > 1\n",
     .right = "check:\n"
              "  assert: demo.users.size() > 1\n"},
    {.code = "unknown-field",
     .title = "there is no such field",
     .meaning = "Only fields that the dataset declares can be read, written as they are declared "
                "there.",
     .place = Place::control,
     .wrong = "check:\n"
              "  each: {in: demo.users, as: u, pass: u.nmae == u.id, empty: met}\n",
     .right = "check:\n"
              "  each: {in: demo.users, as: u, pass: u.name == u.id, empty: met}\n"},
    {.code = "unknown-function",
     .title = "there is no such function",
     .meaning = "It is neither built in nor declared below functions.",
     .place = Place::control,
     .wrong = "check:\n"
              "  each: {in: demo.users, as: u, pass: u.name.startswith('a'), empty: met}\n",
     .right = "check:\n"
              "  each: {in: demo.users, as: u, pass: u.name.startsWith('a'), empty: met}\n"},
    {.code = "unknown-key",
     .title = "there is no such key",
     .meaning = "The key means nothing here.",
     .place = Place::control,
     .wrong = "note: More.\n",
     .right = "notes: More.\n"},
    {.code = "unknown-name",
     .title = "there is no such name",
     .meaning = "It is no variable, let, dataset or parameter that is known here.",
     .place = Place::control,
     .wrong = "check:\n"
              "  assert: users.size() > 1\n",
     .right = "check:\n"
              "  assert: demo.users.size() > 1\n"},
    {.code = "unknown-parameter",
     .title = "there is no such parameter",
     .meaning = "The control declares no parameter of this name.",
     .place = Place::control,
     .wrong = "params: {limit: 3}\n"
              "check:\n"
              "  assert: params.limit < 9 && params.limt < demo.users.size()\n",
     .right = "params: {limit: 3}\n"
              "check:\n"
              "  assert: params.limit < demo.users.size()\n"},
    {.code = "unknown-value",
     .title = "a field never has this value",
     .meaning = "The declaration lists the values of the field. A closed list makes it an error, "
                "an open one a warning.",
     .place = Place::control,
     .wrong = "check:\n"
              "  each: {in: demo.users, as: u, pass: \"u.mode == 'On'\", empty: met}\n",
     .right = "check:\n"
              "  each: {in: demo.users, as: u, pass: \"u.mode == 'on'\", empty: met}\n"},
    {.code = "unknown-word",
     .title = "a word is none of those that can stand here",
     .meaning = "The key takes one of a few words.",
     .place = Place::control,
     .wrong = "criticality: must\n",
     .right = "criticality: shall\n"},
    {.code = "unused-let",
     .title = "a named expression is never used",
     .meaning = "Nothing reads it. A misspelt name elsewhere may have been meant.",
     .place = Place::control,
     .wrong = "let: {all: demo.users.size()}\n"
              "check:\n"
              "  assert: demo.users.size() > 1\n",
     .right = "let: {all: demo.users.size()}\n"
              "check:\n"
              "  assert: all > 1\n"},
    {.code = "unused-parameter",
     .title = "a parameter is never used",
     .meaning = "Nothing reads it, not even a function, so changing it changes nothing.",
     .place = Place::control,
     .wrong = "params: {limit: 3}\n"
              "check:\n"
              "  assert: demo.users.size() > 1\n",
     .right = "params: {limit: 3}\n"
              "check:\n"
              "  assert: demo.users.size() > params.limit\n"},
    {.code = "unused-survivor",
     .title = "a justification fits no surviving mutant",
     .meaning = "An entry of survivors names a change that tests notice, or none. Found by stance "
                "catalog test --mutate.",
     .place = Place::control,
     .wrong = "survivors:\n"
              "- {change: without 'must', in: a == b, because: it is so.}\n",
     .right = "points: 4\n"},
    {.code = "wrong-arguments",
     .title = "a function or macro is called in a wrong way",
     .meaning = "It takes other arguments, or arguments of other types.",
     .place = Place::control,
     .wrong = "check:\n"
              "  each: {in: demo.users, as: u, pass: u.name.contains(1), empty: met}\n",
     .right = "check:\n"
              "  each: {in: demo.users, as: u, pass: u.name.contains('1'), empty: met}\n"},
    {.code = "wrong-kind",
     .title = "a value is of another kind",
     .meaning = "A list, a mapping, a text, a number or true or false is expected here.",
     .place = Place::control,
     .wrong = "threats: accountBreach\n",
     .right = "threats: [accountBreach]\n"},
    {.code = "yaml-feature",
     .title = "a part of YAML is not supported",
     .meaning = "Anchors, aliases, tags, merge keys, > blocks and further documents are left out, "
                "so that what stands in the file is what counts.",
     .place = Place::control,
     .wrong = "notes: >\n"
              "  More.\n",
     .right = "notes: |\n"
              "  More.\n"},
    {.code = "yaml-syntax",
     .title = "a file is no YAML",
     .meaning = "A text with \": \", or that begins with a sign of YAML, stands in quotes or a | "
                "block.",
     .place = Place::control,
     .wrong = "notes: a: b\n",
     .right = "notes: \"a: b\"\n"},
});

}  // namespace

std::span<const Explanation> catalog_explanations() { return table; }

}  // namespace stance::app
