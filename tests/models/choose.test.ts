/** Two pages choose at the same moment, each with its own copy of what was chosen before: neither takes the other's back. */
import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { readSetting } from '../../lib/db/settings';
import { changeChoices } from '../../lib/models/choose';
import { CHOICES, choicesSchema } from '../../lib/models/record';
import { requireOpen } from '../../lib/vault/session';
import { newVault } from '../keys/bench';

it('a change of one page keeps what another one changed', async () => {
  await newVault();
  const open = await requireOpen();
  const [a, b] = ['a', 'b'].map((model) => ({ provider: 'openrouter', model }));
  if (!a || !b) throw new Error('two models');
  await Promise.all([
    changeChoices(open, { is: 'favourite', choice: a, isOn: true }),
    changeChoices(open, { is: 'favourite', choice: b, isOn: true }),
    changeChoices(open, { is: 'default', make: 'text', choice: a }),
    changeChoices(open, { is: 'used', make: 'image', choice: b }),
  ]);
  const read = async () => (await readSetting(open, CHOICES, choicesSchema)).value;
  expect(await read()).toEqual({ favourites: [b, a], defaults: { text: a }, lastUsed: { image: b } });
  await changeChoices(open, { is: 'favourite', choice: b, isOn: false });
  await changeChoices(open, { is: 'default', make: 'text', choice: null });
  expect(await read()).toEqual({ favourites: [a], defaults: {}, lastUsed: { image: b } });
});
