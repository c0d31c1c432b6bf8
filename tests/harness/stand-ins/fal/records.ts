/** The requests of one endpoint, as its own records tell of them: late, a hundred at a time, and not to every key. */
import type { Heard, Said } from '../shape';
import type { Work } from './queue';

const PAGE = 100;

const refuse = (status: number, message: string): Said => ({
  status,
  body: { error: { type: 'authorization_error', message, request_id: '0a1b2c3d' } },
});

export function recordsOf({ host, query }: Heard, mine: readonly Work[]): Said {
  if (host !== 'api.fal.ai') throw new Error(`records are not kept at ${host}`);
  const endpoint = query.get('endpoint_id');
  if (!endpoint) return refuse(400, 'endpoint_id is required');
  const [from, to] = ['start', 'end'].map((name) => Date.parse(query.get(name) ?? ''));
  const limit = Number(query.get('limit') ?? 50);
  if (!(limit >= 1 && limit <= PAGE)) return refuse(400, 'limit: 1 to 100');
  const within = mine.filter(
    (work) => work.endpoint === endpoint && work.sentMs >= (from ?? 0) && work.sentMs <= (to ?? Infinity),
  );
  if (within.some(({ script }) => script.quirks.has('no-records')))
    return refuse(403, 'This key is not permitted to access this resource');
  for (const work of within) work.listed += 1;
  const shown = within.filter(({ script, listed }) => !script.quirks.has('lag') || listed > 1).reverse();
  const at = Number(query.get('cursor') ?? 0);
  const items = shown.slice(at, at + limit).map((work) => toRecord(work, query.get('expand') === 'payloads'));
  const hasMore = at + limit < shown.length;
  return {
    status: 200,
    body: { items, next_cursor: hasMore ? String(at + limit) : null, has_more: hasMore },
  };
}

const toRecord = ({ id, endpoint, sentMs, body, error }: Work, isWhole: boolean): object => ({
  request_id: id,
  endpoint_id: endpoint,
  sent_at: new Date(sentMs).toISOString(),
  started_at: new Date(sentMs).toISOString(),
  ended_at: null,
  status_code: error?.status ?? 200,
  duration: 1.5,
  ...(isWhole ? { json_input: body, json_output: null } : {}),
  a_field_of_tomorrow: 1,
});
