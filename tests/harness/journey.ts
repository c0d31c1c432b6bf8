/** What people do, in the words of the screen: shared by the tests of both browsers and by the tour. */
import type { Fields } from '../../lib/providers/shape';
import type { Found, Screen } from './screen';
import { until } from './until';
import { guides, kindOf } from './wires';

export const PASSPHRASE = 'wander copper lantern thistle orbit maple';

export async function createVault(screen: Screen, passphrase = PASSPHRASE): Promise<void> {
  await screen.find('heading', 'Create your vault').waitVisible();
  await screen.field('Passphrase').fill(passphrase);
  await screen.field('Repeat passphrase').fill(passphrase);
  await screen.find('button', 'Create vault').click();
  await untilOpen(screen);
}

export async function unlock(screen: Screen, passphrase = PASSPHRASE): Promise<void> {
  await screen.find('heading', 'Unlock Firekeep').waitVisible();
  await screen.field('Passphrase').fill(passphrase);
  await screen.find('button', 'Unlock').click();
  await untilOpen(screen);
}

export async function lock(screen: Screen): Promise<void> {
  await screen.find('button', 'Lock').click();
  await screen.find('heading', 'Unlock Firekeep').waitVisible();
}

/** A vault that does not open says why, on the page or in the log: a test that fails here quotes both. */
export async function untilOpen(screen: Screen): Promise<void> {
  try {
    await screen.find('button', 'Lock').waitVisible();
  } catch (cause) {
    const said = await screen.content().catch(String);
    const logged = await screen.logged().catch(String);
    throw new Error(`The vault did not open. The page said: ${said}\nLogged: ${JSON.stringify(logged)}`, {
      cause,
    });
  }
}

/** A credential as a person sees it: which kind, and what goes into which field. */
export interface Credential {
  readonly provider: string;
  /** The label of its kind, where there is a choice and it is not the first. */
  readonly kind: string | undefined;
  readonly values: readonly { readonly label: string; readonly value: string; readonly isChoice: boolean }[];
}

export function credentialOf(providerId: string, fields: Fields, kindId?: string): Credential {
  const guide = guides.get(providerId);
  const kind = kindOf(providerId, kindId);
  if (!guide || !kind) throw new Error(`no provider ${providerId} of kind ${kindId}`);
  const values = kind.fields.flatMap(({ name, label, choices }) => {
    const value = fields[name];
    if (value === undefined) return [];
    const chosen = choices?.find((choice) => choice.value === value)?.label;
    return [{ label, value: chosen ?? value, isChoice: choices !== undefined }];
  });
  return { provider: guide.name, kind: kind === guide.kinds[0] ? undefined : kind.label, values };
}

export interface Adding {
  readonly name?: string;
  readonly environment?: 'Production' | 'Test';
  /** Presses "Save anyway" when the check fails. */
  readonly anyway?: boolean;
}

export const cardOf = (screen: Screen, provider: string): Found => screen.find('article', provider);
export const keysOf = (screen: Screen, provider: string): Found => cardOf(screen, provider).find('listitem');

/** Opens the dialog and fills it in, without pressing anything. */
export async function fillKey(
  screen: Screen,
  { provider, kind, values }: Credential,
  { name, environment }: Adding = {},
): Promise<Found> {
  await cardOf(screen, provider).find('button', 'Add key').click();
  const dialog = screen.find('dialog', `Add ${provider} key`);
  await dialog.waitVisible();
  if (kind) await dialog.field('Kind of key').choose(kind);
  for (const { label, value, isChoice } of values)
    await (isChoice ? dialog.field(label).choose(value) : dialog.field(label).fill(value));
  if (name !== undefined) await dialog.field('Name').fill(name);
  if (environment) await dialog.field('Environment').choose(environment);
  return dialog;
}

/** Adds a key and returns when its dialog is gone. A check that fails leaves it open, unless `anyway`. */
export async function addKey(screen: Screen, credential: Credential, adding: Adding = {}): Promise<void> {
  const dialog = await fillKey(screen, credential, adding);
  await dialog.find('button', 'Check and save').click();
  const anyway = dialog.find('button', 'Save anyway');
  await until(async () => (await anyway.isVisible()) || !(await dialog.isVisible()), {
    what: `${credential.provider} to be checked`,
    withinMs: 25_000,
  });
  if (!(await dialog.isVisible())) return;
  const reason = await dialog.find('alert').content();
  if (!adding.anyway) throw new Error(`${credential.provider} was not saved: ${reason}`);
  await anyway.click();
  await dialog.waitGone();
}

const VERDICT =
  /^(works|works with limits|rejected|out of credit|unreachable|cannot be checked|not checked yet)$/;

/** What the key's row says of it. */
export const verdictOf = (item: Found): Promise<string> => item.text(VERDICT).content();

export const untilVerdict = (item: Found, wanted: string): Promise<unknown> =>
  until(async () => (await verdictOf(item)) === wanted, { what: `the verdict ${wanted}`, withinMs: 25_000 });
