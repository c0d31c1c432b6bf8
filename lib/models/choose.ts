/** What a person chose among models changes by one thing at a time, whatever other pages changed meanwhile. */

import { newTurn } from '../core/turn';
import { readSetting, writeSetting } from '../db/settings';
import type { SealKey } from '../seal/envelope';
import { CHOICES, type Choice, type ChoiceChange, type Choices, choicesSchema } from './record';

const inTurn = newTurn();

interface Open {
  readonly vaultId: string;
  readonly content: SealKey;
}

export const changeChoices = (open: Open, change: ChoiceChange): Promise<void> =>
  inTurn(async () => {
    const { value } = await readSetting(open, CHOICES, choicesSchema);
    await writeSetting(open, CHOICES, changed(value ?? NONE, change));
  });

const NONE: Choices = { favourites: [], defaults: {}, lastUsed: {} };

function changed(choices: Choices, change: ChoiceChange): Choices {
  const { favourites, defaults, lastUsed } = choices;
  const { choice } = change;
  switch (change.is) {
    case 'favourite': {
      const others = favourites.filter((one) => !isSame(one, change.choice));
      return { ...choices, favourites: change.isOn ? [change.choice, ...others] : others };
    }
    case 'default': {
      const { [change.make]: _, ...others } = defaults;
      return { ...choices, defaults: choice ? { ...others, [change.make]: choice } : others };
    }
    case 'used':
      return { ...choices, lastUsed: { ...lastUsed, [change.make]: change.choice } };
  }
}

const isSame = (a: Choice, b: Choice) => a.provider === b.provider && a.model === b.model;
