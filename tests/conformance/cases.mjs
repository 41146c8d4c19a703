// Writes the cases of the official suite, as @bufbuild/cel-spec ships them, a line of JSON each:
// {"id": "file/section/name", "expr": ..., "value" | "error": ..., "bindings": ..., ...}.
// usage: node cases.mjs FOLDER_OF_NODE_MODULES
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const file = join(process.argv[2], "@bufbuild/cel-spec/dist/esm/testdata/conformance.js");
const { tests } = await import(pathToFileURL(file).href);

function* cases(suite, path) {
  for (const inner of suite.suites ?? []) yield* cases(inner, [...path, inner.name]);
  // Names are not unique: a second one of a section gets a number.
  const seen = new Map();
  for (const { original } of suite.tests ?? []) {
    const name = original.name ?? original.expr;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const id = [...path, count === 1 ? name : `${name}#${count}`].join("/");
    yield { id, ...original };
  }
}

for (const test of cases(tests, [])) console.log(JSON.stringify(test));
