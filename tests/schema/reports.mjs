// Holds reports against the schemas of their formats, by real validators.
// usage: node tests/schema/reports.mjs PRINTER
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const printer = process.argv[2];
if (process.argv.length !== 3) {
  console.error('usage: node tests/schema/reports.mjs PRINTER');
  process.exit(2);
}
const require = createRequire(join(here, '../npm/package.json'));
const Ajv = require('ajv');
const { validateXML } = require('xmllint-wasm');
const samples = ['contoso', 'unassessed', 'hostile', 'accepted'];

let checks = 0;
let failures = 0;
function check(good, text) {
  checks++;
  if (good) return;
  failures++;
  console.log(`FAILED: ${text}`);
}

function printed(format, sample) {
  const ran = spawnSync(printer, [format, sample], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (ran.status !== 0) throw new Error(`${format} of ${sample}: ${ran.stderr}`);
  return ran.stdout;
}

// --- SARIF ---

function sarifSchema() {
  const path = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const schema = JSON.parse(readFileSync(path, 'utf8'));
  // Written for an older draft, of whose own words it uses none but these.
  delete schema.$schema;
  delete schema.id;
  const reference = /^(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})*$/;
  return new Ajv({
    strict: false,
    unicodeRegExp: false,
    formats: { uri: /^[a-z][a-z0-9+.-]*:/, 'uri-reference': reference, 'date-time': /^\d{4}-/ },
  }).compile(schema);
}

const isSarif = sarifSchema();
for (const sample of samples) {
  const log = JSON.parse(printed('sarif', sample));
  const good = isSarif(log);
  const error = good ? '' : `${isSarif.errors[0].instancePath} ${isSarif.errors[0].message}`;
  check(good, `SARIF of ${sample}: ${error}`);
}
const wrongLogs = {
  'a level that is none': (run) => (run.results[0].level = 'high'),
  'a kind that is none': (run) => (run.results[0].kind = 'failed'),
  'a line 0': (run) => (run.results[0].locations[0].physicalLocation.region.startLine = 0),
  'a path that is no reference': (run) =>
    (run.results[0].locations[0].physicalLocation.artifactLocation.uri = 'C:\\a b'),
  'a result without message': (run) => delete run.results[0].message,
  'a misspelt member': (run) => (run.results[0].ruleID = 'a'),
};
for (const [name, change] of Object.entries(wrongLogs)) {
  const log = JSON.parse(printed('sarif', 'contoso'));
  change(log.runs[0]);
  check(!isSarif(log), `SARIF with ${name} is accepted`);
}

// --- JSON ---

const root = join(here, '../..');
const contract = JSON.parse(readFileSync(join(root, 'samples/assessment.schema.json'), 'utf8'));
const compiled = (schema) => new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
const isAssessment = compiled(contract);
// Samples made by hand have texts where the program has days and hashes.
const isAlike = compiled(
  JSON.parse(JSON.stringify(contract), (key, value) => (key === 'pattern' || key === 'enum' ? undefined : value)),
);
function checkAssessment(validate, name, text) {
  const good = validate(JSON.parse(text));
  const error = good ? '' : `${validate.errors[0].instancePath} ${validate.errors[0].message}`;
  check(good, `JSON of ${name}: ${error}`);
}
for (const sample of samples) checkAssessment(isAlike, sample, printed('json', sample));
const tenants = readdirSync(join(root, 'samples'), { withFileTypes: true });
for (const folder of tenants.filter((entry) => entry.isDirectory())) {
  const file = join(root, 'samples', folder.name, 'expected.json');
  checkAssessment(isAssessment, folder.name, readFileSync(file, 'utf8'));
}
const wrongAssessments = {
  'a member that is none': (result) => (result.scores = 1),
  'a member that is missing': (result) => delete result.gate,
  'an outcome that is none': (result) => (result.controls[0].outcome = 'passed'),
  'a share above one': (result) => (result.controls[0].credit = 1.5),
  'a day that is none': (result) => (result.as_of = 'today'),
};
for (const [name, change] of Object.entries(wrongAssessments)) {
  const result = JSON.parse(printed('json', 'contoso'));
  change(result);
  check(!isAssessment(result), `JSON with ${name} is accepted`);
}

// --- JUnit ---

const xsd = readFileSync(join(here, 'junit.xsd'), 'utf8');
async function problems(xml) {
  const { valid, errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents: xml }],
    schema: [xsd],
  });
  return valid ? null : errors[0].message;
}
for (const sample of samples) {
  const problem = await problems(printed('junit', sample));
  check(problem === null, `JUnit of ${sample}: ${problem}`);
}
const report = printed('junit', 'contoso');
const wrongReports = {
  'a suite without tests': report.replace(/(<testsuite name="[^"]*") tests="\d+"/, '$1'),
  'an attribute that is none': report.replace('<testsuites ', '<testsuites skipped="1" '),
  'an open element': report.replace('</testsuites>', ''),
};
for (const [name, xml] of Object.entries(wrongReports)) {
  check((await problems(xml)) !== null, `JUnit with ${name} is accepted`);
}

console.log(`${checks} checks, ${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
