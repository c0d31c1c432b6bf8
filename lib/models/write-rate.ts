import { readSetting, writeSetting } from '../db/settings';
import type { SealKey } from '../seal/envelope';
import { RATES, ratesSchema } from './rates';

/** Null: as the service's price list says. What was booked keeps the rate that it was booked with. */
export async function writeRate(
  open: { readonly vaultId: string; readonly content: SealKey },
  provider: string,
  usd: string | null,
): Promise<void> {
  const { [provider]: _, ...others } = (await readSetting(open, RATES, ratesSchema)).value ?? {};
  await writeSetting(open, RATES, usd === null ? others : { ...others, [provider]: usd });
}
