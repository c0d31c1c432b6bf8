/** Every way in which this service refuses a picture, by the name that a script calls it. */
import type { Said } from '../shape';

const say = (status: number, body: unknown, headers: Record<string, string> = {}): Said => ({
  status,
  headers: { 'access-control-allow-origin': '*', ...headers },
  body,
});
const refuse = (
  code: number,
  message: string,
  metadata?: Record<string, unknown>,
  headers?: Record<string, string>,
): Said =>
  say(
    code,
    {
      error: { code, message, ...(metadata ? { metadata } : {}), a_field_of_tomorrow: 1 },
      user_id: 'user_0a1b2c',
    },
    headers,
  );

export const unsupported = (model: string, what: string): Said =>
  refuse(
    400,
    `No provider for ${model} supports the requested parameter(s): ${what}. Provider rejections: ${what}`,
    {
      routing_funnel: [{ step: 'Initial Endpoints', endpoint_count: 1 }],
      failed_routing_step: 'Filter by Image Capabilities',
    },
  );
export const invalid = (message = 'Invalid request parameters'): Said => refuse(400, message);
export const notAModel = (model: string): Said => refuse(400, `${model} is not a valid model ID`);

export const imageErrors: Readonly<Record<string, Said>> = {
  'bad-request': invalid(),
  zod: say(400, {
    success: false,
    error: { name: 'ZodError', message: '[\n  { "code": "invalid_type", "path": ["prompt"] }\n]' },
  }),
  'not-a-model': notAModel('nonexistent/x'),
  unsupported: unsupported('black-forest-labs/flux.2-klein-4b', 'n "5"'),
  blocked: refuse(400, 'Gemini blocked this request through content moderation.', {
    provider_name: 'Google AI Studio',
    finish_reason: 'PROHIBITED_CONTENT',
    candidate_count: 1,
    block_reason: 'PROHIBITED_CONTENT',
  }),
  'wrong-key': say(401, { error: { message: 'User not found.', code: 401 } }),
  'never-bought': refuse(
    402,
    'Insufficient credits. This account never purchased credits. Purchase more at https://openrouter.ai/settings/credits',
  ),
  'no-credit': refuse(402, 'Insufficient credits. Add more using https://openrouter.ai/settings/credits'),
  'in-flight': refuse(
    402,
    'This request would exceed your available credits given your current in-flight requests.',
    { reason: 'in_flight_budget_exhausted', limit_source: 'openrouter_in_flight_budget', remedy_hint: '…' },
    { 'retry-after': '2' },
  ),
  'one-dollar': refuse(402, 'This request requires at least $1.00 in balance for image or video output', {
    limit_source: 'openrouter_key_limit',
    remedy_hint: '…',
    provider_name: null,
    previous_errors: [{ code: 402, message: '…' }],
  }),
  'key-limit': refuse(
    403,
    'Key limit exceeded (total limit). Manage it using https://openrouter.ai/settings/keys',
  ),
  budget: refuse(403, 'Budget limit exceeded', {
    limit_source: 'openrouter_workspace_budget',
    scope: 'workspace',
    limit_usd: 5,
    spend_usd: 5,
    resets_at: '2026-12-01T00:00:00Z',
  }),
  flagged: refuse(
    403,
    'openai/gpt-image-2 requires moderation on OpenAI. Your input was flagged for "violence". No credits were charged.',
    {
      reasons: ['violence'],
      flagged_input: 'a…b',
      provider_name: 'OpenAI',
      model_slug: 'openai/gpt-image-2',
    },
  ),
  guardrail: refuse(403, 'Blocked by a guardrail', { patterns: ['secret'] }),
  'no-endpoints': refuse(404, 'No endpoints found that support image input'),
  'data-policy': refuse(
    404,
    'No endpoints found matching your data policy (Zero data retention). Configure: https://openrouter.ai/settings/privacy',
    { routing_funnel: [], failed_routing_step: 'Filter by Data Policy' },
  ),
  timeout: refuse(408, 'Operation timed out. Please try again later.'),
  'too-large': refuse(413, 'Request payload too large'),
  upstream: refuse(429, 'Provider returned error', {
    raw: 'black-forest-labs/flux.2-klein-4b is temporarily rate-limited upstream. Please retry shortly.',
    provider_name: 'Black Forest Labs',
    is_byok: false,
    provider_error_code: '429',
    limit_source: 'upstream_provider_shared_pool',
    retry_after_seconds: 3,
  }),
  daily: refuse(
    429,
    'Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day',
    {
      headers: {
        'X-RateLimit-Limit': '50',
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': '1791072000000',
      },
      limit_source: 'openrouter_free_tier_daily',
    },
  ),
  server: refuse(500, 'Internal Server Error'),
  failed: refuse(502, 'Provider returned error', {
    provider_name: 'OpenAI',
    raw: '{"error":{"message":"upstream"}}',
  }),
  proxy: {
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<html><title>Bad gateway</title></html>',
  },
  unavailable: refuse(503, 'Service temporarily unavailable', undefined, { 'retry-after': '4' }),
  slow: refuse(524, 'Request timed out. Please try again later.'),
  overloaded: refuse(529, 'Provider returned error', { provider_name: 'OpenAI' }),
};
