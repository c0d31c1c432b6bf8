/** One request for text: from the row to the provider and back into the row. */
import { fail } from '../core/problem';
import { findModel } from '../models/find';
import type { Failed, TextDone, TextInput } from '../providers/makes';
import { toolSpecs } from '../tools/specs';
import { Arriving } from './arriving';
import { requireWire, withCall } from './calling';
import { costOf } from './cost';
import { send } from './gate';
import type { Held } from './held';
import { tokensToAllow } from './limits';
import { readTurns } from './turns';
import { toReader, type Working } from './working';
import { worstOfText } from './worst';

export async function makeText(work: Working): Promise<Failed | undefined> {
  const { held, open, key, signal } = work;
  const maker = requireWire(key.provider).makes?.text ?? fail('provider-cannot');
  const input = await toInput(held, work);
  const arriving = new Arriving(held, () => !open.signal.aborted);
  const partial = arriving.take.bind(arriving);
  return withCall({ open, key, signal, partial, tell: held.leave }, async (call, sent) => {
    await send(work, worstOfText(input), input);
    work.watch(sent);
    const outcome = await maker.start(input, call);
    await arriving.settle();
    if (outcome.is === 'failed') return outcome;
    await end(work, input, outcome, arriving);
    return undefined;
  }).catch(async (error: unknown) => {
    await arriving.settle();
    throw error;
  });
}

async function toInput(held: Held, { open, key }: Working): Promise<TextInput> {
  const { request, state } = held;
  const known = await findModel(open, key.provider, 'text', request.model);
  const { chosen } = request;
  return {
    model: request.model,
    known,
    ...(chosen.system ? { system: chosen.system } : {}),
    turns: await readTurns(toReader(open), held),
    maxTokens: tokensToAllow(chosen, known, state.limit),
    ...(chosen.temperature === undefined ? {} : { temperature: chosen.temperature }),
    ...(chosen.effort ? { effort: chosen.effort } : {}),
    tools: toolSpecs.filter(({ name }) => chosen.tools?.includes(name)),
  };
}

/** An answer that wants tools is a round of this job, any other is its end. */
async function end(work: Working, input: TextInput, done: TextDone, arriving: Arriving): Promise<void> {
  const { held } = work;
  const goesOn = (done.calls.length > 0 && input.tools.length > 0) || done.ending === 'paused';
  if (!goesOn) {
    const cost = costOf(held.state.rounds, done, input.known);
    await held.happen({ ...done, is: 'done', told: done, cost, finish: done.finish });
    return;
  }
  const { generationId } = held.state;
  await held.happen({
    is: 'round',
    round: {
      text: arriving.text,
      thinking: arriving.thinking,
      calls: [...done.calls],
      results: [],
      keyId: work.key.id,
      ...(done.echo === undefined ? {} : { echo: done.echo }),
      ...(done.tokens ? { tokens: done.tokens } : {}),
      ...(done.costUsd === undefined ? {} : { costUsd: done.costUsd }),
      ...(generationId === undefined ? {} : { generationId }),
    },
    asks: await work.asksOf(done.calls),
  });
}
