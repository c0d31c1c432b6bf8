/** The keys that the stand-ins know: what to paste, and what Firekeep will say of it. */
import { writeFileSync } from 'node:fs';
import { verdictWords } from '../../components/keys/findings';
import type { Verdict } from '../../lib/providers/report';
import { type FaultName, faultOf } from '../harness/faults';
import { type Credential, credentialOf } from '../harness/journey';
import type { Server } from '../harness/server';
import { allStandIns } from '../harness/stand-ins/all';

export interface PracticeKey extends Credential {
  readonly situation: string;
  readonly verdict: Verdict;
}

/** What can happen at any provider, shown once, at the first one. */
const FAULTS: readonly FaultName[] = ['down', 'busy', 'portal', 'slow', 'cut'];

export function practiceKeys(server: Server): PracticeKey[] {
  const known = allStandIns.flatMap((standIn) =>
    standIn.cases.map(
      (row): PracticeKey => ({
        ...credentialOf(standIn.id, row.fields, row.kind),
        situation: row.name,
        verdict: row.expect.verdict,
      }),
    ),
  );
  return [...known, ...faulty(server)].sort((a, b) => a.provider.localeCompare(b.provider));
}

const faulty = (server: Server): PracticeKey[] =>
  FAULTS.flatMap((fault) => {
    const { expect } = faultOf(fault);
    if (expect === 'as-good') return [];
    const situation = `the provider fails: ${fault}`;
    return [
      {
        ...credentialOf('openrouter', server.credential('openrouter', fault)),
        situation,
        verdict: expect.verdict,
      },
    ];
  });

const titleOf = ({ situation, verdict, kind }: PracticeKey): string =>
  `${situation}${kind ? ` (${kind})` : ''} → ${verdictWords[verdict]}`;

/** One of each verdict for each provider: a list that fits a terminal. The page has them all. */
export function toText(keys: readonly PracticeKey[]): string {
  const seen = new Set<string>();
  return keys
    .filter((key) => {
      const id = `${key.provider} ${key.verdict}`;
      return !seen.has(id) && seen.add(id);
    })
    .map((key) => `  ${key.provider}: ${titleOf(key)}\n${key.values.map(lineOf).join('\n')}`)
    .join('\n');
}

const lineOf = ({ label, value }: PracticeKey['values'][number]) => `      ${label}: ${value}`;

/** A page beside the extension, where each value is selected by one click. */
export function writePage(keys: readonly PracticeKey[], path: string): void {
  const providers = [...new Set(keys.map((key) => key.provider))];
  const section = (provider: string) =>
    `<h2>${asHtml(provider)}</h2>${keys
      .filter((key) => key.provider === provider)
      .map((key) => `<h3>${asHtml(titleOf(key))}</h3>${key.values.map(rowOf).join('')}`)
      .join('')}`;
  writeFileSync(path, `${HEAD}<h1>Practice keys</h1>${LEAD}${providers.map(section).join('')}`);
}

const rowOf = ({ label, value }: PracticeKey['values'][number]) =>
  `<p>${asHtml(label)} <code>${asHtml(value)}</code></p>`;

const asHtml = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

const LEAD =
  '<p>Nobody issued these. The stand-ins on this machine know them, and no provider is called.</p>';
const HEAD = `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<title>Practice keys</title><style>body{font:14px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}
h2{margin:2rem 0 0}h3{font-size:1em;margin:1rem 0 0}p{margin:.25rem 0}code{user-select:all;word-break:break-all}</style>`;
