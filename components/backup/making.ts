/** Writes the backup to the browser's own folder and hands it to the downloads. */
import type { Choice, Ready, Written } from '../../lib/backup/page';
import { fail } from '../../lib/core/problem';
import { backupDone, backupSecrets } from '../../lib/messages/backup';
import { ask } from '../../lib/messages/client';
import type { Proof } from '../../lib/messages/vault';

export const loadPage = () => import('../../lib/backup/page');

export interface Made {
  readonly name: string;
  readonly url: string;
  readonly bytes: number;
  readonly written: Written;
}

/** A wrong passphrase of the vault shows here, before anything is written. */
export async function prepare(passphrase: string, proof: Proof): Promise<Ready> {
  const { prepareBackup } = await loadPage();
  return prepareBackup(passphrase, async (under) => (await ask(backupSecrets, { proof, under })).secrets);
}

interface Making {
  readonly ready: Ready;
  readonly choice: Choice;
  readonly signal: AbortSignal;
  readonly tell: (done: number) => void;
  /** Until then the file is needed. */
  readonly until: Promise<void>;
}

const two = (part: number) => String(part).padStart(2, '0');

/** It says what it is and when it was made, and nothing of what is in it. */
function nameOf(at: Date): string {
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `firekeep-backup-${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}.firekeep`;
}

export async function makeBackup(making: Making): Promise<Made> {
  const { whileNeeded, sweepDrafts } = await loadPage();
  await sweepDrafts();
  const made = await new Promise<Made>((resolve, reject) => {
    whileNeeded(() => writeAndKeep(making, resolve)).catch(reject);
  });
  download(made);
  await ask(backupDone, {});
  return made;
}

async function writeAndKeep(making: Making, tell: (made: Made) => void): Promise<void> {
  const { exportBackup, newDraft } = await loadPage();
  const name = nameOf(new Date());
  const draft = await newDraft(name);
  try {
    const written = await exportBackup({ ...making, take: draft.take });
    const file = await draft.finish();
    if (making.signal.aborted) fail('backup-cancelled');
    const url = URL.createObjectURL(file);
    tell({ name, url, bytes: file.size, written });
    await making.until;
    URL.revokeObjectURL(url);
  } finally {
    await draft.drop();
  }
}

/** An ordinary download: the browser asks or not, as it was told to. */
export function download({ url, name }: Pick<Made, 'url' | 'name'>): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
