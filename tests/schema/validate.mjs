// Compares the schemas that the program prints with what its readers take, by a real validator.
// usage: node tests/schema/validate.mjs PROGRAM
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const program = process.argv[2];
if (process.argv.length !== 3) {
  console.error('usage: node tests/schema/validate.mjs PROGRAM');
  process.exit(2);
}
const require = createRequire(join(root, 'tests/npm/package.json'));
const Ajv = require('ajv');
const yaml = require('yaml');

let checks = 0;
let failures = 0;
function check(good, text) {
  checks++;
  if (good) return;
  failures++;
  console.log(`FAILED: ${text}`);
}

function schemaOf(...kind) {
  const ran = spawnSync(program, ['catalog', 'schema', ...kind, '--catalog', join(root, 'rules')], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (ran.status !== 0) throw new Error(`stance catalog schema ${kind}: ${ran.stderr}`);
  // Strict: a keyword that the validator does not know is an error.
  const ajv = new Ajv({ strictSchema: true, strictTypes: false });
  return ajv.compile(JSON.parse(ran.stdout));
}

// YAML 1.2, as editors read it: a key is what is written, be it the word null.
function parsed(text) {
  const document = yaml.parseDocument(text, { version: '1.2' });
  if (document.errors.length > 0) throw document.errors[0];
  yaml.visit(document, {
    Pair(_, pair) {
      if (pair.key.value === null) pair.key.value = pair.key.source;
    },
  });
  return document.toJS();
}

function first(validate) {
  const error = validate.errors[0];
  return `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`;
}

function accepts(validate, name, text) {
  check(validate(parsed(text)) === true, `${name} is refused: ${validate.errors && first(validate)}`);
}

function refuses(validate, name, text) {
  check(validate(parsed(text)) === false, `${name} is accepted`);
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? files(path) : [path];
    })
    .filter((path) => path.endsWith('.yaml'));
}

function kindOf(path) {
  if (path.startsWith('controls/')) return 'control';
  if (path.startsWith('datasets/')) return 'dataset';
  if (path.startsWith('frameworks/')) return 'baseline';
  if (path === 'reference/licences.yaml') return 'licence';
  return { 'catalog.yaml': 'catalog', 'functions.yaml': 'function', 'licences.yaml': 'licence' }[path];
}

const any = schemaOf();
const kinds = Object.fromEntries(
  ['control', 'dataset', 'function', 'licence', 'baseline', 'catalog', 'profile', 'decisions'].map(
    (kind) => [kind, schemaOf(kind)],
  ),
);

// --- what is right ---

const rules = join(root, 'rules');
for (const path of files(rules)) {
  const text = readFileSync(path, 'utf8');
  const name = relative(rules, path);
  accepts(any, name, text);
  accepts(kinds[kindOf(name)], `${name} as ${kindOf(name)}`, text);
}
for (const kind of ['profile', 'decisions']) {
  const name = `samples/${kind}.yaml`;
  accepts(kinds[kind], name, readFileSync(join(root, name), 'utf8'));
}

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```yaml\n([\s\S]*?)^```/gm)]
  .map((match) => match[1])
  .filter((text) => /^id: /m.test(text));
check(blocks.length > 0, 'the README has no YAML');
for (const text of blocks) {
  accepts(kinds.control, 'the control of the README', text);
  accepts(any, 'the control of the README as any file', text);
}

// --- what is wrong: one mistake each in a file that is right ---

const control = (text = 'check: {assert: "1 == 1"}', head = {}) => {
  const lines = {
    id: 'test.x', revision: 1, title: 'T', category: 'identity', product: 'P', points: 5,
    cost: 'low', user_impact: 'low', threats: '[accountBreach]', description: 'D', rationale: 'R',
    steps: '[S]', user_effect: 'U', ...head,
  };
  const keys = Object.entries(lines).filter(([, value]) => value !== undefined);
  return `${keys.map(([key, value]) => `${key}: ${value}\n`).join('')}${text}\n`;
};
const each = (text) => control(`check:\n  each: {in: entra.users, empty: met, ${text}}`);
const test = (text) => control(`check: {manual: M}\ntests:\n- {name: a, ${text}}`);
const dataset = (text) =>
  `datasets:\n  a.b:\n    title: T\n    product: P\n    ${text}\n    fields: {id: string}\n`;
const field = (text) => `datasets:\n  a.b: {title: T, product: P, fields: {id: ${text}}}\n`;

for (const text of [
  control(), each('pass: row.accountEnabled'), each('need: [{is: "true", otherwise: o}]'),
  each('credit: 1'), test('expect: {outcome: met}'),
  control('check: {manual: M}\nparams: {a: 1, b: {default: [x], min: 1}, c: {users: []}}'),
  control('check: {parts: [{label: L, weight: 0.5, assert: "true", otherwise: o}]}'),
  control('check: {setting: {dataset: entra.domains, field: id, expected: {min: 1}}}'),
]) {
  accepts(kinds.control, `a control\n${text}`, text);
}
for (const text of [
  dataset('key: id'), field('{type: string?, words: [a], closed: true}'), field('list(record)'),
  dataset('sources: {graph: [{request: a}, {request: b}]}'),
]) {
  accepts(kinds.dataset, `a dataset\n${text}`, text);
}

const wrongControls = {
  'a misspelt key': control('check: {manual: M}\nweigth: 5'),
  'no check': control(''),
  'no title': control(undefined, { title: undefined }),
  'no revision': control(undefined, { revision: undefined }),
  'an id without area': control(undefined, { id: 'test' }),
  'an id in upper case': control(undefined, { id: 'Test.x' }),
  'a category that is none': control(undefined, { category: 'identities' }),
  'no point': control(undefined, { points: 0 }),
  'eleven points': control(undefined, { points: 11 }),
  'points as text': control(undefined, { points: '"5"' }),
  'a cost that is none': control(undefined, { cost: 'medium' }),
  'a criticality that is none': control('check: {manual: M}\ncriticality: must'),
  'threats as text': control(undefined, { threats: 'accountBreach' }),
  'an empty title': control(undefined, { title: '" "' }),
  'a framework that is none': control('check: {manual: M}\nrefs: {scubas: [a]}'),
  'refs as text': control('check: {manual: M}\nrefs: {scuba: a}'),
  'a link without https': control('check: {manual: M}\nlinks: ["http://x"]'),
  'no form': control('check: {}'),
  'two forms': control('check: {assert: "true", manual: M}'),
  'otherwise without assert': control('check: {manual: M, otherwise: o}'),
  'an expression that is a list': control('check: {assert: [a]}'),
  'an empty expression': control('check: {assert: ""}'),
  'each without empty': control('check: {each: {in: entra.users, pass: "true"}}'),
  'each without in': control('check: {each: {pass: "true", empty: met}}'),
  'each with two conditions': each('pass: "true", credit: 1'),
  'each without condition': each('as: u'),
  'an empty that is none': control('check: {each: {in: entra.users, pass: "1", empty: partial}}'),
  'any with a weight': control('check: {any: {in: entra.users, pass: a, empty: met, weight: 2}}'),
  'no terms': each('need: []'),
  'a term without otherwise': each('need: [{is: "true"}]'),
  'must as text': each('need: [{is: "true", otherwise: o, must: yes}]'),
  'a weight of nothing': each('need: [{is: "true", otherwise: o, weight: 0}]'),
  'a weight over 1000': each('need: [{is: "true", otherwise: o, weight: 1001}]'),
  'a row name with a blank': each('pass: "true", as: "a b"'),
  'a part without label': control('check: {parts: [{assert: "true"}]}'),
  'a manual part': control('check: {parts: [{label: L, manual: M}]}'),
  'bands without credit': control('check: {steps: {value: a, credit: [[1]]}}'),
  'a credit over 1': control('check: {steps: {value: a, credit: [[1, 2]]}}'),
  'a way between that is none': control('check: {steps: {value: a, credit: [[1, 1]], between: a}}'),
  'a setting of no dataset': control('check: {setting: {dataset: entra.x, field: a, expected: 1}}'),
  'a setting of no field': control('check: {setting: {dataset: entra.domains, field: a, expected: 1}}'),
  'a bound that is none': control('check: {setting: {dataset: entra.domains, field: id, expected: {less: 1}}}'),
  'a parameter without value': control('check: {manual: M}\nparams: {a: }'),
  'a parameter without default': control('check: {manual: M}\nparams: {a: {min: 1}}'),
  'a parameter with a misspelt key': control('check: {manual: M}\nparams: {a: {default: 1, mix: 1}}'),
  'a name of a let with a dash': control('check: {manual: M}\nlet: {a-b: "1"}'),
  'a test without expectation': test('rows: {}'),
  'a test with an outcome that is none': test('expect: {outcome: passed}'),
  'a test with rows of no dataset': test('rows: {entra.x: []}, expect: {outcome: met}'),
  'a test with a row in place of a list': test('rows: {entra.users: {id: a}}, expect: {outcome: met}'),
  'a test with a day that is none': test('as_of: tomorrow, expect: {outcome: met}'),
  'a control in a file of datasets': `${control()}datasets: {}\n`,
};
for (const [name, text] of Object.entries(wrongControls)) {
  refuses(kinds.control, name, text);
  refuses(any, `${name} as any file`, text);
}

const wrongFiles = {
  'a misspelt section': 'dataset: {}\n',
  'a catalog without version': 'catalog: {name: a}\ncategories: [a]\n',
  'categories as text': 'catalog: {name: a, version: 1.0.0}\ncategories: a\n',
  'a function without arguments': 'functions: {f: "1"}\n',
  'a function with an argument that is none': 'functions: {"f(1)": "1"}\n',
  'a plan that contains text': 'licences: {includes: {A: B}}\n',
  'a dataset without area': 'datasets: {b: {title: T, product: P, fields: {id: string}}}\n',
  'a dataset without fields': 'datasets: {a.b: {title: T, product: P}}\n',
  'a dataset with a misspelt key': dataset('keys: id'),
  'large as text': dataset('large: "true"'),
  'an exporter that is none': dataset('sources: {scubagear: {at: /a}}'),
  'a source without place': dataset('sources: {scuba: {commands: [a]}}'),
  'a place that is none': dataset('sources: {scuba: {at: a}}'),
  'a key of another exporter': dataset('sources: {graph: {request: a, commands: [b]}}'),
  'a cmdlet without name': dataset('sources: {powershell: {session: exchange}}'),
  'a tenant without id': dataset('tenant: {name: a}'),
  'a type that is none': field('text'),
  'a list of no type': field('list(double)'),
  'a field without type': field('{words: [a]}'),
  'a field with a misspelt key': field('{type: string, word: [a]}'),
  'a separator of two characters': field('{type: list(string), split: ", "}'),
  'a number that is none': field('{type: string, numbers: {a: b}}'),
};
for (const [name, text] of Object.entries(wrongFiles)) {
  refuses(any, name, text);
  check(
    Object.entries(kinds).every(([kind, validate]) => kind === 'control' || !validate(parsed(text))),
    `${name} is accepted by a kind of file`,
  );
}

const wrongProfiles = {
  'a misspelt key': 'excludes: [entra.*]\n',
  'a target over 100': 'profile: {target: 101}\n',
  'a control that is none': 'exclude: [entra.block-legacy]\n',
  'a pattern as text': 'include: entra.*\n',
  'points out of range': 'controls: {entra.*: {points: 11}}\n',
  'a setting of a control that is none': 'controls: {entra.*: {weight: 1}}\n',
  'points of a control that is none': 'controls: {entra.block-legacy: {points: 1}}\n',
  'a parameter that no control has': 'params: {allowedExclusion: {}}\n',
  'a ranking without a level': 'ranking: {cost: {low: 1, high: 2}}\n',
  'a weight of nothing': 'ranking: {cost: {low: 0, moderate: 1, high: 2}}\n',
};
for (const [name, text] of Object.entries(wrongProfiles)) refuses(kinds.profile, name, text);

const decision = (text, status = 'third_party') =>
  `decisions:\n- {control: entra.block-legacy-authentication, status: ${status}, reason: R, owner: O${text}}\n`;
for (const text of [
  decision(''), decision(', objects: [a]'), decision(', expires: 2026-01-31, evidence: a, tags: [b]'),
  decision(', attested_on: 2026-01-31, valid_days: 7', 'attested'), 'decisions: []\n',
  decision(', tenant: {tag: [a, b], name: "C*"}'), 'tenants: [{id: a, tags: [b]}]\n',
]) {
  accepts(kinds.decisions, `a decision\n${text}`, text);
}
const wrongDecisions = {
  'an empty mapping': '{}\n',
  'a misspelt section': 'decision: []\n',
  'a misspelt key': decision(', expire: 2026-01-31'),
  'a status that is none': decision('', 'accepted'),
  'a control that is none': decision('').replace('legacy-', ''),
  'no owner': decision('').replace(', owner: O', ''),
  'no reason': decision('').replace(', reason: R', ''),
  'no status': decision('').replace('status: third_party, ', ''),
  'a day that is none': decision(', expires: tomorrow'),
  'an attestation without a day': decision(', valid_days: 7', 'attested'),
  'an attestation without an end': decision(', attested_on: 2026-01-31', 'attested'),
  'an attestation for ever': decision(', attested_on: 2026-01-31, valid_days: 367', 'attested'),
  'the day of another status': decision(', attested_on: 2026-01-31'),
  'the validity of another status': decision(', valid_days: 7'),
  'planned objects': decision(', objects: [a]', 'planned'),
  'no object': decision(', objects: []'),
  'objects of two controls': decision(', objects: [a]').replace(
    /control: ([a-z.-]+)/, 'control: [$1, entra.require-phishing-resistant-mfa-for-administrators]'),
  'a tenant without words': decision(', tenant: {}'),
  'a tenant by another property': decision(', tenant: {tags: [a]}'),
  'a tenant of two names': 'tenants: [{id: a, name: b, tags: [c]}]\n',
  'a tenant without name': 'tenants: [{tags: [c]}]\n',
  'a tenant without tags': 'tenants: [{id: a}]\n',
};
for (const [name, text] of Object.entries(wrongDecisions)) refuses(kinds.decisions, name, text);

console.log(`${checks} checks, ${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
