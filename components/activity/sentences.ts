/** One sentence for each thing that can happen, and which things belong together. */
import type { Activity, What } from '../../lib/activity/record';

export const GROUPS = ['vault', 'keys', 'shown', 'used', 'requests', 'budgets', 'backups', 'record'] as const;
export type Group = (typeof GROUPS)[number];

export const groupNames: Readonly<Record<Group, string>> = {
  vault: 'Opening the vault',
  keys: 'Keys changed',
  shown: 'Keys shown or copied',
  used: 'Keys used',
  requests: 'Requests that left',
  budgets: 'Budgets',
  backups: 'Backups',
  record: 'This record',
};

type Say = (activity: Activity) => string;
interface Kind {
  readonly group: Group;
  readonly say: Say;
}

const keyOf = ({ keyName, keyId }: Activity): string =>
  keyName ? `“${keyName}”` : keyId ? 'without a name' : '';
const of = (group: Group, say: Say | string): Kind => ({
  group,
  say: typeof say === 'string' ? () => say : say,
});
const ofKey = (did: string, group: Group = 'keys'): Kind => of(group, (line) => `Key ${keyOf(line)} ${did}`);
const count = ({ count: many = 0 }: Activity): string => many.toLocaleString('en');

const MAKES = { text: 'a chat', image: 'a picture', model3d: 'a 3D model' } as const;

const kinds: Readonly<Record<What, Kind>> = {
  'vault-created': of('vault', 'Vault created'),
  'vault-opened': of('vault', 'Vault opened'),
  'vault-open-failed': of('vault', (line) => `Unlocking failed before this: ${times(line.count ?? 1)}`),
  'passphrase-changed': of('vault', 'Passphrase changed'),
  'passphrase-recovered': of('vault', 'New passphrase set after the old one was forgotten'),
  'words-made': of('vault', 'Recovery words made'),
  'words-removed': of('vault', 'Recovery words removed'),
  'passkey-added': of('vault', 'Passkey added'),
  'passkey-removed': of('vault', 'Passkey removed'),
  'key-added': ofKey('added'),
  'key-checked': of('keys', (line) => `Key ${keyOf(line)} checked: ${verdictOf(line)}`),
  'key-changed': ofKey('edited'),
  'key-replaced': ofKey('got a new secret'),
  'key-enabled': ofKey('enabled'),
  'key-disabled': ofKey('disabled'),
  'key-made-default': ofKey('made the default'),
  'key-revealed': ofKey('revealed', 'shown'),
  'key-copied': ofKey('copied', 'shown'),
  'key-removed': ofKey('removed'),
  'key-restored': ofKey('brought back'),
  'key-revoked': ofKey('revoked at the provider'),
  'key-used': of('used', (line) => `Key ${keyOf(line)} used${line.make ? ` for ${MAKES[line.make]}` : ''}`),
  'budget-changed': of('budgets', (line) => budgetOf(line)),
  'budget-lifted': of(
    'budgets',
    (line) => `${line.budget ? 'Budget' : 'Budgets'} lifted once${whichOf(line)}`,
  ),
  'backup-made': of('backups', 'Backup exported'),
  'backup-read': of('backups', 'Backup imported'),
  request: of('requests', (line) => requestOf(line)),
  'requests-unsealed': of(
    'requests',
    (line) => `${count(line)} sent as the vault locked; no more could be kept of them`,
  ),
  'requests-sent': of('requests', (line) => `${count(line)} free requests sent with key ${keyOf(line)}`),
  'record-exported': of('record', (line) => `This record exported: ${count(line)} lines`),
  'record-kept-for': of('record', (line) => `This record is kept: ${line.about ?? ''}`),
  'record-pruned': of('record', (line) => `${count(line)} old lines let go`),
  'record-restarted': of('record', 'The record begins anew: its end was damaged or missing'),
};

const DID = { set: 'Budget set', changed: 'Budget changed', removed: 'Budget removed' } as const;

/** All that are removed at once are those that could not be read any more. */
const budgetOf = (line: Activity): string =>
  line.budget ? `${DID[line.budget.did ?? 'changed']}${whichOf(line)}` : 'All budgets removed';

/** Its service is named beside. */
function whichOf(line: Activity): string {
  const { budget, keyId, provider } = line;
  if (!budget) return '';
  const one = provider === undefined ? 'for everything' : 'for one service';
  const what = keyId === undefined ? one : `for key ${keyOf(line)}`;
  return ` ${what} (${budget.isHard ? 'stops' : 'warns'}, each ${budget.period})`;
}

const times = (many: number): string => (many === 1 ? 'once' : `${many.toLocaleString('en')} times`);

const verdictOf = ({ verdict }: Activity): string => (verdict ?? 'not-checked').replaceAll('-', ' ');

function requestOf({ request, keyName, keyId }: Activity): string {
  if (!request) return 'Request sent';
  if (request.isFile) return request.count === 1 ? 'File fetched' : `Files fetched: ${times(request.count)}`;
  const by = keyName ? ` with “${keyName}”` : keyId ? ' with a key' : '';
  return request.count === 1 ? `Request sent${by}` : `Request sent${by}: ${times(request.count)}`;
}

export const sentenceOf = (activity: Activity): string => kinds[activity.what].say(activity);
export const groupOf = (activity: Activity): Group => kinds[activity.what].group;
