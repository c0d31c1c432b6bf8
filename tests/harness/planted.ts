/** Vaults and keys made by messages alone: a test about something else gets to it quickly. */
import { newId } from '../../lib/core/ids';
import type { Fields } from '../../lib/providers/shape';
import { type Prepared, prepareUnlocker } from '../../lib/seal/prove';
import { PASSPHRASE } from './journey';
import { mustAsk } from './messages';
import type { Screen } from './screen';
import { kindOf } from './wires';

let prepared: Promise<Prepared> | undefined;

/** An open vault under `PASSPHRASE` with nothing in it, in the place of whatever was there. */
export async function plantVault(screen: Screen): Promise<void> {
  await mustAsk(screen, 'vault/erase', { confirmation: 'erase everything' });
  // Argon2 once for a whole file: nobody compares the salts of vaults that follow each other.
  prepared ??= prepareUnlocker(PASSPHRASE);
  await mustAsk(screen, 'vault/create', await prepared);
}

/** A saved key that is said to work. The report is believed, so that nothing is sent. */
export async function plantKey(
  screen: Screen,
  provider: string,
  fields: Fields,
  name: string,
  report: object = { verdict: 'works', facts: [], warnings: [] },
): Promise<string> {
  const id = newId();
  await mustAsk(screen, 'keys/add', {
    id,
    provider,
    kind: kindOf(provider, undefined)?.id,
    fields,
    name,
    environment: 'production',
    anyway: report,
  });
  return id;
}
