/** The rooms and what may never be in them. A line that breaks a rule is named; the rule says why. */
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allWires } from '../lib/providers/wires';
import { find, program, ROOT, sources } from './sources';

interface Import {
  readonly from: string;
  readonly to: string;
  readonly line: string;
}

const imports: readonly Import[] = program.flatMap(({ path, lines }) =>
  [...lines.join('\n').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((match) => ({
    from: path,
    to: relative(ROOT, join(ROOT, dirname(path), match[1] ?? '')),
    line: match[0],
  })),
);

/** Which rooms a room may reach. Everything else is refused. */
const MAY_REACH: Readonly<Record<string, readonly string[]>> = {
  'lib/core': [],
  'lib/http': ['lib/core', 'lib/providers/shape'],
  'lib/providers': ['lib/core', 'lib/http'],
  'lib/seal': ['lib/core', 'lib/db/tables'],
  'lib/session': ['lib/core', 'lib/seal'],
  'lib/db': ['lib/core', 'lib/seal'],
  'lib/activity': ['lib/core', 'lib/db', 'lib/seal', 'lib/session', 'lib/providers/report'],
  'lib/files': ['lib/core', 'lib/db', 'lib/seal'],
  'lib/models': ['lib/core', 'lib/db', 'lib/seal', 'lib/session', 'lib/providers', 'lib/keys/record'],
  'lib/usage': [
    'lib/core',
    'lib/db',
    'lib/seal',
    'lib/session',
    'lib/providers/model',
    'lib/providers/report',
    'lib/keys/record',
    'lib/models',
    'lib/budgets/count',
  ],
  'lib/budgets': [
    'lib/core',
    'lib/db',
    'lib/seal',
    'lib/session',
    'lib/activity',
    'lib/keys/record',
    'lib/usage/days',
    'lib/usage/unusual',
  ],
  'lib/jobs': [
    'lib/core',
    'lib/db',
    'lib/http',
    'lib/providers',
    'lib/seal',
    'lib/session',
    'lib/vault',
    'lib/keys',
    'lib/activity',
    'lib/files',
    'lib/models',
    'lib/usage',
    'lib/budgets',
    'lib/tools',
    'lib/library/record',
    'lib/messages/next-key',
  ],
  'lib/library': ['lib/core', 'lib/db', 'lib/seal', 'lib/session', 'lib/vault', 'lib/files', 'lib/jobs'],
  'lib/tools': ['lib/core', 'lib/providers/makes'],
  'lib/messages': [
    'lib/activity/record',
    'lib/core',
    'lib/seal/kdf',
    'lib/keys/record',
    'lib/jobs/record',
    'lib/files/record',
    'lib/backup/last',
    'lib/models/record',
    'lib/budgets/record',
    'lib/models/rates',
    'lib/providers/report',
  ],
  'lib/unlockers': ['lib/core', 'lib/db', 'lib/seal', 'lib/session'],
  'lib/vault': [
    'lib/core',
    'lib/unlockers/note',
    'lib/db',
    'lib/seal',
    'lib/session',
    'lib/activity',
    'lib/messages/vault',
    'lib/keys/record',
    'lib/providers/shape',
  ],
  'lib/keys': [
    'lib/core',
    'lib/db',
    'lib/http',
    'lib/providers',
    'lib/seal',
    'lib/session',
    'lib/vault',
    'lib/activity',
    'lib/usage/counter',
    'lib/usage/counters',
  ],
  'lib/backup': [
    'lib/core',
    'lib/db',
    'lib/seal',
    'lib/session',
    'lib/vault',
    'lib/keys',
    'lib/jobs/record',
    'lib/jobs/rows',
    'lib/jobs/endings',
    'lib/budgets/record',
    'lib/usage/record',
    'lib/activity',
    'lib/files',
  ],
  components: [
    'lib/core',
    'lib/messages',
    'lib/session',
    'lib/db',
    'lib/seal/prove',
    'lib/seal/kdf',
    'lib/unlockers',
    'lib/keys/reads',
    'lib/keys/record',
    'lib/keys/hosts',
    'lib/keys/hint',
    'lib/keys/import',
    'lib/keys/paste',
    'lib/keys/recognise',
    'lib/jobs/record',
    'lib/jobs/reads',
    'lib/jobs/afterwards',
    'lib/activity/reads',
    'lib/activity/record',
    'lib/library/query',
    'lib/library/reads',
    'lib/library/record',
    'lib/library/serve',
    'lib/library/talk',
    'lib/library/zip',
    'lib/jobs/live',
    'lib/budgets',
    'lib/backup/last',
    'lib/backup/page',
    'lib/backup/disk',
    'lib/files',
    'lib/models',
    'lib/tools/specs',
    'lib/usage',
    'lib/providers/faces',
    'lib/providers/traits',
    'lib/providers/form-3d',
    'lib/providers/guides',
    'lib/providers/makes',
    'lib/providers/model',
    'lib/providers/shape',
    'lib/providers/report',
  ],
  'entrypoints/background': ['lib'],
};

const roomOf = (path: string): string =>
  path.startsWith('lib/') || path.startsWith('entrypoints/')
    ? path.split('/').slice(0, 2).join('/')
    : (path.split('/')[0] ?? '');

/** From an opening bracket to the one that closes it. */
function toItsEnd(text: string): string {
  let depth = 0;
  for (let at = text.indexOf('('); at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return text.slice(0, at);
  }
  return text;
}

const isWithin = (path: string, room: string) => path === room || path.startsWith(`${room}/`);

/** One flow told from beginning to end may be a little longer than what has to be understood at a glance. */
const mostLines = (path: string) => (path.startsWith('tests/') ? 300 : 251);

describe('the rooms', () => {
  it('reach only where they may', () => {
    const strays = imports.filter(({ from, to }) => {
      const room = roomOf(from);
      const may =
        room.startsWith('entrypoints/') && room !== 'entrypoints/background'
          ? ['components', 'lib/core']
          : MAY_REACH[room];
      return !isWithin(to, room) && !may?.some((other) => isWithin(to, other));
    });
    expect(strays).toEqual([]);
  });

  it('never import an entrypoint', () => {
    expect(
      imports.filter(({ from, to }) => to.startsWith('entrypoints/') && !from.startsWith('entrypoints/')),
    ).toEqual([]);
  });

  it('are the only rooms there are', () => {
    expect(
      [...new Set(program.map(({ path }) => roomOf(path)))].filter((room) => room.startsWith('lib/')).sort(),
    ).toEqual(
      Object.keys(MAY_REACH)
        .filter((room) => room.startsWith('lib/'))
        .sort(),
    );
  });

  it('keep files short enough to be read in one go', () => {
    expect(
      sources
        .filter(({ path, lines }) => lines.length > mostLines(path))
        .map(({ path, lines }) => `${path}: ${lines.length}`),
    ).toEqual([]);
  });
});

describe('no shared file names a provider', () => {
  const shared = program.filter(({ path }) => !path.startsWith('lib/providers/all/'));
  it.each(allWires.map((wire) => wire.id))('%s', (id) => {
    expect(find(new RegExp(`['"\`/.]${id}['"\`/.]`, 'i'), shared)).toEqual([]);
  });
});

describe('what may never be reached', () => {
  it('anything but rows in a transaction, which Firefox commits by halves when it has to wait', () => {
    const texts = program.map(({ path, lines }) => ({ path, text: lines.join('\n') }));
    const bodies = texts.flatMap(({ path, text }) =>
      [...text.matchAll(/\.transaction\(/g)].map(({ index }) => ({
        path,
        body: toItsEnd(text.slice(index)),
      })),
    );
    const OF_A_TABLE =
      /^[\w.]+\.(add|bulkAdd|put|get|toArray|delete|bulkDelete|clear|count|orderBy\(':id'\)\.last|where\('\w+'\)\.equals\(\w+\)\.first)\(/;
    const waits = bodies.flatMap(({ path, body }) =>
      [...body.matchAll(/\bawait\s+(?=(.*))/g)].map(([, what = '']) => ({ path, what })),
    );
    expect(bodies.length).toBeGreaterThan(4);
    expect(waits.length).toBeGreaterThan(bodies.length);
    expect(waits.filter(({ what }) => !OF_A_TABLE.test(what))).toEqual([]);
    expect(bodies.filter(({ body }) => /\.then\(|Dexie\.waitFor|\bfetch\(|\bsubtle\b/.test(body))).toEqual(
      [],
    );
  });

  it('a provider, except through the gate that counts what may cost something', () => {
    expect(find(/is: 'send'/, program).map((line) => line.split(':')[0])).toEqual([
      'lib/jobs/gate.ts',
      'lib/jobs/happening.ts',
    ]);
  });

  it('the vault in a page', () => {
    expect(
      imports.filter(({ from, to }) => to.startsWith('lib/vault') && from.startsWith('components')),
    ).toEqual([]);
  });

  it('the cards of all services in a page that shows none', () => {
    const carriers = imports.filter(({ to }) => to === 'lib/providers/guides').map(({ from }) => from);
    expect(carriers.filter((path) => /^(components|entrypoints)\/(?!keys\/)/.test(path))).toEqual([]);
  });
});
