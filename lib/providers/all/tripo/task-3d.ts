/** A task as Tripo tells of it: where it stands, what came of it, what it cost, where its files lie. */
import { usdOf } from '../../../core/money';
import { problem } from '../../../core/problem';
import { findAddress } from '../../../http/address';
import type { Failed, Json, Told } from '../../makes';
import { type Made3d, type Step3d, VIEWS } from '../../makes-3d';
import { pendingAt } from '../../wire/pending';
import { asArray, asText, at } from '../../wire/read';
import { asNumber } from '../../wire/stream';
import { DOWNLOADS } from './api';

const SOON_MS = 2_000;
const LATER_MS = 5_000;
const FIRST_MS = 60_000;

/** Often while a small model may be done at any moment, then less. */
const restMs = (task: unknown): number => {
  const beganMs = Date.parse(asText(at(task, 'created_at')) ?? '');
  return Date.now() - beganMs < FIRST_MS ? SOON_MS : LATER_MS;
};

/** What is over without a result. Each gave its credits back, but nobody knows it of one that waited too long. */
const GIVEN_BACK = new Set(['failed', 'cancelled', 'banned']);

export function stepIn(task: unknown, operation: Json): Step3d {
  const status = asText(at(task, 'status')) ?? '';
  const pending = pendingAt(operation, restMs(task));
  switch (status) {
    case 'queued':
    case 'running':
      return { ...pending, progress: Math.min(1, Math.max(0, (asNumber(at(task, 'progress')) ?? 0) / 100)) };
    case 'success':
      return doneIn(task);
    case 'failed':
    case 'cancelled':
    case 'banned':
    case 'expired':
      return failedIn(task, status);
    default:
      // A word of tomorrow. Only a time at which it ended says that nothing more will come.
      if (!at(task, 'completed_at')) return { ...pending, ...(status ? { says: status } : {}) };
      return filesIn(task).length > 0 ? doneIn(task) : failedIn(task, status);
  }
}

/** A credit is a cent; reductions make fractions of it. */
function toldIn(task: unknown): Told {
  const credits = asNumber(at(task, 'credits_consumed'));
  return credits === undefined ? {} : { credits, costUsd: usdOf(credits / 100) };
}

function doneIn(task: unknown): Step3d {
  const files = filesIn(task);
  const facts = factsIn(task);
  // It was done and is billed, and there is nothing to fetch.
  if (files.length === 0 && !facts)
    return { is: 'failed', problem: problem('answer-malformed'), charge: 'charged', ...toldIn(task) };
  return { is: 'done', files: [...files, ...picturesIn(task)], facts, ...toldIn(task) };
}

/** Of a check; or of a skeleton, as it was asked for: where nothing stands, it is as the service has it by itself. */
function factsIn(task: unknown): Record<string, string | boolean> | undefined {
  const output = at(task, 'output');
  const riggable = at(output, 'riggable');
  const found = asText(at(output, 'rig_type'));
  if (typeof riggable === 'boolean') return { riggable, ...(found ? { rigType: found } : {}) };
  const rigType = asText(at(task, 'input', 'rig_type'));
  return rigType ? { rigType, spec: asText(at(task, 'input', 'spec')) ?? 'tripo' } : undefined;
}

/** In the order in which the service's own program looks. The same file may stand there twice, each time signed anew. */
const MODELS = ['model_url', 'model', 'pbr_model', 'base_model'];

function filesIn(task: unknown): Made3d[] {
  const output = at(task, 'output');
  const first = MODELS.map((name) => asText(at(output, name))).find(Boolean);
  const byPath = new Map(
    [first, ...(asArray(at(output, 'model_urls')) ?? [])]
      .flatMap((url) => asText(url) || [])
      .map((url) => [url.split('?')[0], url]),
  );
  return [...byPath.values()].map((url) => ({ role: 'model', url }));
}

/** How it looks, and what it was made from. These are worth nothing that could hold up the model. */
function picturesIn(task: unknown): Made3d[] {
  const output = at(task, 'output');
  const views = VIEWS.map((view) => `${view}_view_url`);
  const nested = at(output, 'generate_multiview_image');
  const made = (role: Made3d['role'], value: unknown): Made3d[] => {
    const url = findAddress(value, DOWNLOADS);
    return url ? [{ role, url }] : [];
  };
  return [
    ...made('poster', at(output, 'rendered_image_url')),
    ...made('reference', at(output, 'generated_image_url')),
    ...views.flatMap((name) => made('reference', at(nested, name) ?? at(output, name))),
  ];
}

const MOST_SAID = 300;

function failedIn(task: unknown, status: string): Failed {
  const code = at(task, 'error_code');
  const said = asText(at(task, 'error_message')) || asText(at(task, 'error_msg')) || status;
  const advice = asText(at(task, 'suggestion')) ?? '';
  const told = toldIn(task);
  const isBack = told.credits === 0 || (told.credits === undefined && GIVEN_BACK.has(status));
  const isModerated = status === 'banned' || code === 2008;
  return {
    is: 'failed',
    problem: problem(isModerated ? 'moderated' : 'provider-failed', {
      said: `${said} ${advice}`.trim().slice(0, MOST_SAID),
    }),
    charge: isBack ? 'none' : told.credits ? 'charged' : 'unknown',
    ...told,
  };
}
