import { expect, it } from 'vitest';
import { wire } from '../../lib/providers/all/mixpanel';
import { standIn } from '../harness/stand-ins/mixpanel';
import { asked } from './asked';

it('sends a project token nowhere, whatever it looks like', async () => {
  const { report, urls } = await asked(
    wire,
    { apiKey: 'not-a-token' },
    { status: 200, body: 1 },
    'project-token',
  );
  expect(report).toMatchObject({ verdict: 'cannot-be-checked', reason: { code: 'format-wrong' } });
  expect(urls).toEqual([]);
  expect(wire.originsFor('project-token', {})).toEqual([]);
});

it('says when the project is not among those it sees', async () => {
  const results = { user_name: 'robot', projects: { '7': { name: 'Seven' } } };
  const fields = { ...standIn.another(1), projectId: '8' };
  const { report } = await asked(wire, fields, { status: 200, body: { status: 'ok', results } });
  expect(report.reason?.code).toBe('project-out-of-reach');
});

it('believes a 401 only in Mixpanel’s own words', async () => {
  const { report } = await asked(wire, standIn.another(1), { status: 401, body: { error: 'proxy' } });
  expect(report.verdict).toBe('unreachable');
});
