/** Vaults with 1, 100 and 500 keys, made as a person makes them, only quicker: by the page's own messages. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { allStandIns } from '../harness/stand-ins/all';
import { kindOf } from '../harness/wires';
import { ask, createVault, unlock } from './acts';
import { AMOUNTS, type Amount } from './amounts';
import { startChromium, type Tab } from './chromium';

/** Every key is one that nobody has asked about yet. */
const report = { verdict: 'not-checked', facts: [], warnings: [] };

/** A profile for each amount. */
export async function seedProfiles(extension: string, folder: string): Promise<Record<Amount, string>> {
  const growing = join(folder, 'growing');
  const profiles = Object.fromEntries(AMOUNTS.map((amount) => [amount, join(folder, `keys-${amount}`)]));
  let present = 0;
  for (const amount of AMOUNTS) {
    const browser = await startChromium({ extension, profile: growing });
    const tab = await browser.openTab();
    await (present === 0 ? createVault : unlock)(tab, browser.origin);
    await addKeys(tab, present, amount);
    present = amount;
    await browser.close();
    cpSync(growing, profiles[amount] ?? '', { recursive: true });
  }
  return profiles as Record<Amount, string>;
}

async function addKeys(tab: Tab, from: number, to: number): Promise<void> {
  for (let number = from; number < to; number += 1) {
    const reply = await ask<{ ok: boolean }>(tab, 'keys/add', newKey(number));
    if (!reply.ok) throw new Error(`Key ${number} was not added: ${JSON.stringify(reply)}`);
  }
}

/** In turn from every provider, as evenly as people never have them. */
function newKey(number: number): object {
  const standIn = allStandIns[number % allStandIns.length];
  const kind = standIn && kindOf(standIn.id, undefined);
  if (!kind) throw new Error('There is no stand-in to make a key of.');
  return {
    id: number.toString(16).padStart(32, '0'),
    provider: standIn.id,
    kind: kind.id,
    fields: standIn.another(number),
    name: `Key ${number}`,
    environment: number % 2 ? 'test' : 'production',
    anyway: report,
  };
}
