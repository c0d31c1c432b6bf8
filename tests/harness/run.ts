/**
 * `npm test`: everything that must hold before anything is handed on, in order, with one line at the end.
 * `run.ts torture` runs the long rounds alone.
 */
import { needChromium, needFirefox } from './browsers-present';
import { build } from './builds';
import { byCommand, byFunction, type Step, type Tally } from './steps';
import { byVitest } from './vitest-step';
import { buildOf } from './workspace';

const browsers = byFunction('Browsers', async () => {
  const found = [await needChromium(), await needFirefox()];
  console.log(found.map(({ name, path }) => `  ${name}: ${path}`).join('\n'));
});
const builds = [
  byFunction('Build for Chromium', () => build('chromium')),
  byFunction('Build for Firefox', () => build('firefox')),
];
const storeLint = byCommand('Lint of the Firefox build', 'web-ext/bin/web-ext.js', [
  'lint',
  '--no-config-discovery',
  '--source-dir',
  buildOf('firefox'),
]);

const all: readonly Step[] = [
  browsers,
  byCommand('Types: WXT', 'wxt/bin/wxt.mjs', ['prepare']),
  byCommand('Types', 'typescript/bin/tsc', ['--noEmit']),
  byCommand('Lint', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
  byVitest('Unit and component tests', 'unit'),
  ...builds,
  storeLint,
  byVitest('End to end, in both browsers', 'e2e', { looksTwice: true }),
];
const torture: readonly Step[] = [browsers, ...builds, byVitest('Torture', 'torture')];

const LINES = 12;
const steps = process.argv[2] === 'torture' ? torture : all;
/** The first lines tell what; the whole is further up. */
const shortened = (failure: string) => `- ${failure.split('\n').slice(0, LINES).join('\n    ')}`;

const total: Tally = { passed: 0, failed: 0 };
const failures: string[] = [];
const lates: string[] = [];
for (const [index, step] of steps.entries()) {
  const startedMs = Date.now();
  console.log(`\n[${index + 1}/${steps.length}] ${step.name}`);
  const { passed, failed, failures: said = [], late = [] } = await step.run();
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failures.push(step.name, ...said.map(shortened));
  lates.push(...late.map(shortened));
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
  console.log(`  ${failed === 0 ? 'ok' : 'FAILED'}, ${seconds} s`);
}
if (lates.length > 0) console.log(`\nNot in time at first, and looked at again:\n${lates.join('\n')}`);
if (failures.length > 0) console.log(`\nWhat failed:\n${failures.join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
