/** A task as Meshy tells of it: where it stands, what came of it, where its files lie. */
import { problem } from '../../../core/problem';
import type { Failed, Json } from '../../makes';
import type { Done3d, Made3d, Step3d } from '../../makes-3d';
import type { ProblemCode } from '../../wire/codes';
import { pendingAt } from '../../wire/pending';
import { asArray, asRecord, asText, at } from '../../wire/read';
import { asNumber } from '../../wire/stream';
import { MADE_FROM_PICTURES, TEXT } from './ask-3d';

export const POLL_MS = 5_000;

export function stepIn(task: unknown, operation: Json): Step3d {
  const status = asText(at(task, 'status'));
  // A page of a proxy says nothing of the task.
  if (!status) return pendingAt(operation, POLL_MS);
  const progress = (asNumber(at(task, 'progress')) ?? 0) / 100;
  const pending = { ...pendingAt(operation, POLL_MS), progress };
  switch (status) {
    case 'PENDING':
    case 'IN_PROGRESS':
      return pending;
    case 'SUCCEEDED':
      return doneIn(task, operation);
    case 'FAILED':
    case 'CANCELED':
      return failedIn(task, status);
    default:
      // A word of tomorrow. Only a time at which it ended says that nothing more will come.
      if (!asNumber(at(task, 'finished_at'))) return { ...pending, says: status };
      return filesIn(task).length > 0 ? doneIn(task, operation) : failedIn(task, status);
  }
}

const toldIn = (task: unknown) => {
  const credits = asNumber(at(task, 'consumed_credits'));
  return credits === undefined ? {} : { credits };
};

function doneIn(task: unknown, operation: Json): Done3d | Failed {
  const models = filesIn(task);
  // It was done and is billed, and there is nothing to fetch.
  if (models.length === 0)
    return { is: 'failed', problem: problem('answer-malformed'), charge: 'charged', ...toldIn(task) };
  const poster = asText(at(task, 'thumbnail_url'));
  const files: Made3d[] = [
    ...models.map((url): Made3d => ({ role: 'model', url })),
    ...(poster ? [{ role: 'poster', url: poster } as const] : []),
  ];
  return { is: 'done', files, ...toldIn(task), facts: { stage: stageOf(task, asText(at(operation, 'of'))) } };
}

/** The GLB first; what was not made is left out. */
const FORMATS = ['glb', 'fbx', 'obj', 'usdz', 'stl', '3mf'];
const RESULTS = [
  ['rigged_character_glb_url'],
  ['rigged_character_fbx_url'],
  ['basic_animations', 'walking_glb_url'],
  ['basic_animations', 'running_glb_url'],
  ['animation_glb_url'],
  ['animation_fbx_url'],
];

const filesIn = (task: unknown): string[] =>
  [
    ...FORMATS.map((format) => at(task, 'model_urls', format)),
    ...RESULTS.map((path) => at(task, 'result', ...path)),
  ].flatMap((url) => asText(url) || []);

/** What may follow depends on it. */
function stageOf(task: unknown, of = ''): string {
  const isTextured = (asArray(at(task, 'texture_urls')) ?? []).some((maps) => asRecord(maps));
  if (of === TEXT) return isTextured ? 'textured' : 'preview';
  if (MADE_FROM_PICTURES.some((made) => made === of)) return isTextured ? 'textured' : 'plain';
  if (of.endsWith('retexture')) return 'textured';
  return asRecord(at(task, 'result')) ? 'rigged' : 'made';
}

const BY_TYPE: Readonly<Record<string, ProblemCode>> = {
  invalid_input: 'bad-request',
  timeout: 'provider-slow',
  service_unavailable: 'provider-busy',
};

/** What failed is given back, and then nothing stands there as consumed. */
function failedIn(task: unknown, status: string): Failed {
  const error = at(task, 'task_error');
  const code = asText(at(error, 'code'));
  const said = asText(at(error, 'message')) || status;
  const isRefused = code === 'moderation_blocked';
  const kind = asText(at(error, 'type')) ?? '';
  const { credits } = toldIn(task);
  const isBack = credits === 0 || (credits === undefined && status === 'FAILED');
  return {
    is: 'failed',
    problem: problem(isRefused ? 'moderated' : (BY_TYPE[kind] ?? 'provider-failed'), {
      said: said.slice(0, 300),
    }),
    charge: isBack ? 'none' : 'unknown',
    ...(credits ? { credits } : {}),
  };
}
