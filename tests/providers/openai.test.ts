import { describe, expect, it } from 'vitest';
import { wire } from '../../lib/providers/all/openai';
import type { Report } from '../../lib/providers/report';

const told = async (message: string): Promise<Report> =>
  wire.check({
    kind: 'api-key',
    secret: { apiKey: 'sk-proj-invented' },
    signal: AbortSignal.timeout(5_000),
    fetch: async () =>
      new Response(JSON.stringify({ error: { message, type: 'invalid_request_error', code: null } }), {
        status: 403,
      }),
  });

describe('the scopes that a restricted key lacks', () => {
  it.each([
    ['Missing scopes: api.model.read. Check your role.', 'api.model.read'],
    ['Missing scopes: api.model.read, model.request. Check your role.', 'api.model.read, model.request'],
    ['No permission. Missing scopes: model.request', 'model.request'],
  ])('are named without the sentence after them: %s', async (message, scopes) => {
    expect((await told(message)).reason).toEqual({ code: 'missing-scopes', values: { scopes } });
  });

  it('are cut to what a report may hold', async () => {
    const many = Array.from({ length: 100 }, (_, index) => `api.scope_${index}.read`).join(', ');
    const scopes = (await told(`Missing scopes: ${many}.`)).reason?.values?.scopes;
    expect(String(scopes)).toHaveLength(200);
  });

  it('are not made up when none is named', async () => {
    expect((await told('Missing scopes: ')).reason?.code).toBe('unexpected-answer');
  });
});
