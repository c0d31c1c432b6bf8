import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { LongestFirst } from './harness/longest-first';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        root,
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/e2e/**', 'tests/torture/**'],
          // A deadline, not an expectation: two busy cores are slow.
          testTimeout: 30_000,
          // Otherwise one core is left to others, of two.
          maxWorkers: '100%',
          // Most of a fault's time is waiting.
          maxConcurrency: 25,
          mockReset: true,
          restoreMocks: true,
        },
      },
      {
        root,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/harness/before-e2e.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: true,
          // Each drives a browser of several processes: a third one makes two cores miss their deadlines.
          maxWorkers: 2,
        },
      },
      {
        root,
        plugins: [WxtVitest()],
        test: {
          name: 'torture',
          environment: 'node',
          include: ['tests/torture/**/*.test.ts'],
          globalSetup: ['tests/harness/before-e2e.ts'],
          testTimeout: 3_600_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
