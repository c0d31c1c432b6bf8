/** Five hundred different things that a person may ask for, and how they go wrong. */
import { newId } from '../../lib/core/ids';
import type { Order } from '../../lib/jobs/record';
import { order } from '../jobs/stage';
import type { Chance } from '../torture/chance';

export interface Wish {
  readonly order: Order;
  /** `job=17`: what the services' bills call it. */
  readonly name: string;
}

const MODELS = { openrouter: 'openai/gpt-6-luna', deepseek: 'deepseek-flash' } as const;

type Fates = readonly (readonly [string, number])[];

/** How an answer in words goes, and how often. */
const TEXT: Fates = [
  ['', 10],
  ['pieces=40', 6],
  ['think=2 pieces=9', 4],
  ['drop@5', 3],
  ['drop@0', 2],
  ['usage=none', 2],
  ['quirks=no-end', 1],
  ['end=length', 1],
  ['tool=calculate({"expression":"6*7"}) say="42."', 5],
];
const FATES: Readonly<Record<keyof Keys, Fates>> = {
  openrouter: [
    ...TEXT,
    ['error=overloaded*1', 2],
    ['error=overloaded', 1],
    ['error=overloaded@3', 2],
    ['error=overloaded@3 quirks=error-in-bill', 2],
    ['pieces=8 quirks=dearer', 2],
  ],
  deepseek: [...TEXT, ['error=busy*1', 2], ['error=busy', 1], ['error=busy@3', 2]],
  tripo: [
    ['', 6],
    ['drop@0', 2],
    ['error=fatal', 1],
    ['quirks=slow', 1],
    ['quirks=decimals', 1],
  ],
};
const IMAGE: Fates = [
  ['', 8],
  ['drop@0', 1],
  ['drop@1', 1],
  ['quirks=truncated', 1],
  ['quirks=html', 1],
  ['error=flagged', 1],
];
export interface Keys {
  readonly openrouter: readonly string[];
  readonly deepseek: readonly string[];
  readonly tripo: readonly string[];
}

export function wish(chance: Chance, number: number, keys: Keys): Wish {
  const name = `job=${number}`;
  const kind = chance.weigh<keyof Keys | 'image'>([
    ['openrouter', 30],
    ['deepseek', 12],
    ['image', 14],
    ['tripo', 4],
  ]);
  const about = (fates: Fates) => `${name} ${chance.weigh(fates)}`.trim();
  if (kind === 'tripo') {
    const prompt = about(FATES.tripo);
    const over = { make: 'model3d', provider: 'tripo', model: 'v3.1-20260211' } as const;
    return { name, order: order(prompt, { ...over, keyId: chance.pick(keys.tripo) }) };
  }
  if (kind === 'image') {
    const over = {
      make: 'image',
      model: 'black-forest-labs/flux.2-klein-4b',
      keyId: chance.pick(keys.openrouter),
    } as const;
    return { name, order: order(about(IMAGE), over) };
  }
  const prompt = about(FATES[kind]);
  return {
    name,
    order: order(prompt, {
      provider: kind,
      model: MODELS[kind],
      keyId: chance.pick(keys[kind]),
      conversation: newId(),
      chosen: prompt.includes('tool=') ? { tools: ['calculate'] } : {},
    }),
  };
}
