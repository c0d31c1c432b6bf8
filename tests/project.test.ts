/** What the project promises outside its code: how strictly it is read, what it is made of, and what it says of itself. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from '../lib/core/zod';
import { allGuides } from '../lib/providers/guides';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const versions = z.record(z.string(), z.string());
const manifest = z
  .looseObject({ dependencies: versions, devDependencies: versions, scripts: versions, overrides: versions })
  .parse(JSON.parse(read('package.json')));

describe('the types', () => {
  it('are checked as strictly as they can be', () => {
    expect(JSON.parse(read('tsconfig.json')).compilerOptions).toMatchObject({
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
    });
  });
});

describe('the dependencies', () => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies };

  it('are pinned exactly, also those that are added tomorrow', () => {
    const loose = Object.entries({ ...all, ...manifest.overrides }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
    expect(read('.npmrc')).toMatch(/^save-exact=true$/m);
  });

  it('have each its reason in ARCHITECTURE.md, and none is named there that is gone', () => {
    const listed = [...read('ARCHITECTURE.md').matchAll(/^\| ([^|]+) \| \w/gm)]
      .flatMap(([, names = '']) => names.split(/, | \(/))
      .filter((name) => /^[@a-z][\w@/.*-]*$/.test(name) && name !== 'package');
    const isMeant = (name: string, entry: string) =>
      entry.endsWith('*') ? name.startsWith(entry.slice(0, -1)) : name === entry;
    const names = Object.keys(all);
    expect(names.filter((name) => !listed.some((entry) => isMeant(name, entry)))).toEqual([]);
    expect(listed.filter((entry) => !names.some((name) => isMeant(name, entry)))).toEqual([]);
  });

  it('run nothing of ours but `wxt prepare` when they are installed: no browser is downloaded', () => {
    const atInstall = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
    const run = Object.entries(manifest.scripts).filter(([name]) => atInstall.includes(name));
    expect(run).toEqual([['postinstall', 'wxt prepare']]);
    // With its `-core` neither driver brings a browser along.
    expect(Object.keys(all).filter((name) => /^(playwright|puppeteer)$/.test(name))).toEqual([]);
  });
});

describe('a newcomer finds', () => {
  it.each([
    ...[
      'README.md',
      'ARCHITECTURE.md',
      'SECURITY.md',
      'PRIVACY.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'CHANGELOG.md',
    ],
    ...['package.json', 'tsconfig.json', 'wxt.config.ts', '.ci/run'],
  ])('%s', (path) => {
    expect(read(path).length).toBeGreaterThan(0);
  });

  it('nothing else at the top than the rooms that are named', () => {
    const folders = readdirSync(ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
    expect(folders.filter((name) => name !== 'node_modules').sort()).toEqual(
      ['components', 'entrypoints', 'lib', 'public', 'tests'].sort(),
    );
  });

  it('every picture and every file that the README names', () => {
    const named = [...read('README.md').matchAll(/\]\(([^):]+)\)|\b([A-Z]+\.md)\b/g)].map(
      ([, link, file]) => link ?? file ?? '',
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

describe('the README says of the services what they say of themselves', () => {
  const text =
    (read('README.md').split('## The services')[1] ?? '').split('## ')[0]?.replace(/\s+/g, ' ') ?? '';
  const makers = (make: 'text' | 'image' | 'model3d') =>
    allGuides.filter((guide) => guide.makes.includes(make)).map((guide) => guide.name);

  it.each(allGuides.map((guide) => guide.name))('%s is there', (name) => {
    expect(text).toContain(name);
  });

  it.each([
    ['text', /Text is made with ([^;.]+(?:\.ai[^;.]*)*)/],
    ['image', /pictures with ([^;.]+(?:\.ai[^;.]*)*);/],
    ['model3d', /models in 3D with ([^;.]+(?:\.ai[^;.]*)*)\./],
  ] as const)('what makes %s', (make, sentence) => {
    const named = sentence.exec(text)?.[1]?.split(/, | and /) ?? [];
    expect(named.map((name) => name.trim()).sort()).toEqual(makers(make).sort());
  });
});

describe('SECURITY.md', () => {
  const text = read('SECURITY.md');

  it('names no file that is not there', () => {
    const named = [
      ...text.matchAll(/`(?:node )?((?:lib|components|entrypoints|public|tests)\/[\w./-]+\.\w+)/g),
    ];
    const paths = named.map(([, path = '']) => path);
    expect(paths.length).toBeGreaterThan(3);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('gives a search for the network that finds what it says', () => {
    const [, pattern, rooms = '', said] =
      /`grep -rnE "([^"]+)" ([^`]+)` finds one file, `([^`]+)`/.exec(text) ?? [];
    if (!pattern) throw new Error('there is no such command');
    const found = rooms
      .split(' ')
      .flatMap((room) =>
        readdirSync(join(ROOT, room), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => relative(ROOT, join(entry.parentPath, entry.name))),
      )
      .filter((path) => new RegExp(pattern, 'm').test(read(path)));
    expect(found).toEqual([said]);
  });
});
