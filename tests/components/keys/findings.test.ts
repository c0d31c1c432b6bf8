import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sayFinding, sentences, verdictWords } from '../../../components/keys/findings';
import { findGuide } from '../../../lib/providers/guides';
import { VERDICTS } from '../../../lib/providers/report';
import { faultNames, faultOf } from '../../harness/faults';
import { allStandIns } from '../../harness/stand-ins/all';

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
/** What a refusal at work is called is a problem, not a finding: its words have a test of their own. */
const NOT_FINDINGS = new Set(['lib/providers/wire/failure.ts']);
const filesIn = (folder: string) =>
  readdirSync(new URL(folder, root))
    .map((file) => `${folder}${file}`)
    .filter((path) => path.endsWith('.ts') && !NOT_FINDINGS.has(path));

/** Codes as the source writes them: `finding('code'`, also behind a line break or a `?`, and `code: 'code'`. */
const codesIn = (source: string): string[] =>
  [...source.matchAll(/\b(?:finding\(|code:)([^)};]*)/g)].flatMap(([, inside]) => {
    const first = /^\s*'([a-z0-9-]+)'/.exec(inside ?? '')?.[1];
    return first ? [first] : [];
  });

const hasSentence = (code: string, provider?: string) =>
  code in sentences || (provider !== undefined && code in (findGuide(provider)?.findings ?? {}));

describe('every finding has its sentence', () => {
  it.each(filesIn('lib/providers/all/'))('%s', (path) => {
    const provider = /([^/]+)\.ts$/.exec(path)?.[1] ?? '';
    expect(codesIn(read(path)).filter((code) => !hasSentence(code, provider))).toEqual([]);
  });

  it.each([...filesIn('lib/providers/wire/'), ...filesIn('lib/keys/')])('%s', (path) => {
    expect(codesIn(read(path)).filter((code) => !hasSentence(code))).toEqual([]);
  });

  it('the reader of sources does find codes', () => {
    expect(codesIn(read('lib/providers/wire/verdicts.ts'))).toContain('rate-limited');
    expect(codesIn(read('lib/providers/all/openrouter.ts'))).toContain('management-only');
  });

  it.each(allStandIns.map((standIn) => [standIn.id, standIn] as const))(
    '%s: what its stand-in expects',
    (id, { cases }) => {
      const codes = cases.flatMap(({ expect: { reason, warnings } }) => [
        ...(reason ? [reason] : []),
        ...(warnings ?? []),
      ]);
      expect(codes.filter((code) => !hasSentence(code, id))).toEqual([]);
    },
  );

  it.each(faultNames)('what prevents an answer: %s', (name) => {
    const { expect: expected } = faultOf(name);
    const codes = expected === 'as-good' ? [] : expected.reasons;
    expect(codes.filter((code) => !hasSentence(code))).toEqual([]);
  });
});

describe('a sentence', () => {
  it('holds the named values', () => {
    expect(sayFinding({ code: 'provider-down', values: { status: 503 } }, undefined)).toContain('answer 503');
  });

  it('of the provider comes before the shared one', () => {
    const guide = findGuide('openrouter');
    expect(sayFinding({ code: 'key-limit-reached' }, guide)).toBe(guide?.findings?.['key-limit-reached']);
  });

  it('says that something was left out, rather than a pair of braces', () => {
    expect(sayFinding({ code: 'missing-scopes' }, undefined)).not.toMatch(/[{}]/);
  });

  it.each(VERDICTS)('%s has its words', (verdict) => {
    expect(verdictWords[verdict]).toMatch(/^[a-z ]+$/);
  });
});
