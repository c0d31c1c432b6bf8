/** The content key, for whoever may read what the vault holds: pages and the background. */
import { fromBase64 } from '../core/bytes';
import { importSealKey, type SealKey } from '../seal/envelope';
import { findOpen, onOpenChanged } from './open';

export interface Content {
  readonly vaultId: string;
  readonly key: SealKey;
}

let kept: { readonly subkey: string; readonly key: Promise<SealKey> } | undefined;
let isListening = false;

/** Undefined while locked. The imported key is kept as long as the vault stays open. */
export async function findContent(): Promise<Content | undefined> {
  listen();
  const open = await findOpen();
  if (!open) return forget();
  if (kept?.subkey !== open.content)
    kept = { subkey: open.content, key: importSealKey(fromBase64(open.content)) };
  return { vaultId: open.vaultId, key: await kept.key };
}

function forget(): undefined {
  kept = undefined;
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  onOpenChanged(async () => {
    if (!(await findOpen())) forget();
  });
}
