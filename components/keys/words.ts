/** The sentences of the Keys page. */
import type { Environment } from '../../lib/keys/record';
import type { Category, Field, Guide } from '../../lib/providers/shape';

export const categories: readonly (readonly [Category, string])[] = [
  ['ai', 'AI'],
  ['image-3d', 'Image and 3D'],
  ['email', 'E-mail'],
  ['sms', 'SMS'],
  ['payment', 'Payment'],
  ['analytics', 'Analytics'],
  ['storage', 'Storage'],
  ['developer', 'Developer'],
];

const made = { text: 'text', image: 'images', model3d: '3D models' } as const;
const list = new Intl.ListFormat('en');

/** What Firekeep does with a provider, and does not do yet. */
export const sayUse = ({ makes }: Guide): string =>
  makes.length === 0
    ? 'Keeps and checks the key.'
    : `Keeps and checks the key, and makes ${list.format(makes.map((kind) => made[kind]))} with it.`;

export const difficulties = { easy: 'easy', medium: 'medium', hard: 'hard' } as const;
export const environments = { production: 'Production', test: 'Test' } as const;
export const environmentChoices = [
  { value: 'production', label: environments.production },
  { value: 'test', label: environments.test },
] as const;

export const toEnvironment = (value: string): Environment => (value === 'test' ? 'test' : 'production');

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const words = {
  page: 'Keys',
  loading: 'Loading your keys',
  importKeys: 'Import keys',
  compare: 'Compare services',
  summary: (keys: number, services: number) =>
    keys === 0
      ? 'No keys yet. Choose a service and add the first one.'
      : `${plural(keys, 'key', 'keys')} in ${plural(services, 'service', 'services')}.`,
  attention: (count: number) => `${count} ${count === 1 ? 'needs' : 'need'} attention.`,

  nextKey: {
    label: 'Use my next key automatically',
    help: 'When a service refuses a key and provably charged nothing, the same request goes out once more with your next key of that service, and the result names it.',
  },

  why: {
    title: 'Why your own keys',
    points: [
      'You pay each service its own price. Firekeep is free, and nobody stands in between.',
      'A key is sealed in this browser under your passphrase and sent to its own service only.',
      'You can limit, replace or delete a key at its service at any time, without asking anybody.',
    ],
    dismiss: 'Dismiss',
  },

  filter: {
    label: 'Filter services',
    search: 'Search services and keys',
    category: 'Category',
    all: 'All',
    show: 'Show',
    none: 'No service matches.',
    clear: 'Clear filters',
    found: (count: number) => plural(count, 'service', 'services'),
  },
  show: {
    all: 'All services',
    connected: 'With a key',
    missing: 'Without a key',
    attention: 'Needs attention',
  },

  card: {
    connected: 'Connected',
    required: 'API key required',
    popular: 'Popular',
    add: 'Add key',
    price: 'Price',
    free: 'Free',
    asOf: 'as of',
    setup: 'Set-up',
    minutes: (minutes: number) => `About ${plural(minutes, 'minute', 'minutes')}`,
    format: 'Key format',
    use: 'In Firekeep',
    docs: 'Documentation',
    site: 'Website',
    tips: 'Troubleshooting',
    about: (name: string) => `About ${name}`,
    keys: (name: string) => `${name} keys`,
  },

  key: {
    check: 'Check',
    allow: 'Allow',
    edit: 'Edit',
    disable: 'Disable',
    enable: 'Enable',
    remove: 'Remove',
    reveal: 'Reveal',
    copy: 'Copy',
    makeDefault: 'Make default',
    rotate: 'Rotate',
    isDefault: 'Default',
    isDisabled: 'Disabled',
    undo: 'Undo',
    verdict: 'Verdict',
    added: 'Added',
    checked: 'Checked',
    neverChecked: 'Never checked',
    used: 'Used',
    neverUsed: 'Not used yet',
    before: 'Before that:',
    removed: (name: string) => `“${name}” was removed. Its secret is destroyed within a minute.`,
    nowChecked: (name: string, verdict: string) => `“${name}” was checked: ${verdict}.`,
    copied: 'Copied. Other programs can read the clipboard until you clear it.',
    clear: 'Clear clipboard',
    cleared: 'The clipboard was cleared.',
    close: 'Dismiss',
  },

  other: {
    title: 'Other services',
    help: 'This version of Firekeep does not know these services. Their keys are kept; a newer version may know them.',
  },

  add: {
    title: (name: string) => `Add ${name} key`,
    steps: 'How to get a key',
    keyPage: (name: string) => `Open the key page of ${name}`,
    kind: 'Kind of key',
    name: 'Name',
    nameHelp: 'Helps you to tell it apart. Only you see it.',
    environment: 'Environment',
    submit: 'Check and save',
    anyway: 'Save anyway',
    cancel: 'Cancel',
    asking: 'Waiting for your browser’s question…',
    checking: (name: string) => `Asking ${name} about the key…`,
    saving: 'Saving…',
    saved: (name: string, verdict: string) => `${name} key saved: ${verdict}.`,
    savedAfterAll: (name: string) => `The ${name} key was saved before you closed the window.`,
    missing: (field: Field) => `Fill in “${field.label}”.`,
    elsewhere: (label: string) => `Check with ${label}`,
    elsewhereAbove: (field: Field) =>
      `It may be at home elsewhere: choose another “${field.label}” above and check again.`,
    privacy: (name: string, sendsNothing: boolean) =>
      sendsNothing
        ? 'The key is sealed in this browser. Checking it sends nothing anywhere.'
        : `The key is sealed in this browser, and sent to ${name} and nowhere else.`,
  },

  remark: {
    elsewhere: (other: string, here: string) => `This is a key of ${other}, not of ${here}.`,
    go: (other: string) => `Go to ${other}`,
    otherKind: (label: string) => `This looks like another kind of key: ${label}.`,
    chooseKind: (label: string) => `Choose “${label}”`,
    otherField: (label: string) => `This looks like what belongs into “${label}”.`,
    unknownFormat: (field: string, name: string) =>
      `“${field}” does not look like what ${name} uses today. Formats change, so you can check it all the same.`,
  },

  outcome: {
    title: {
      rejected: (name: string) => `${name} rejects this key`,
      unreachable: (name: string) => `${name} could not be asked`,
      'not-checked': () => 'The key was not checked',
    },
    next: {
      rejected:
        'It is not saved. Compare it with the page you copied it from. Saved anyway, it is marked rejected and not used until a check passes.',
      unreachable: 'It is not saved. Try again in a while, or save it anyway and check it later.',
      'not-checked':
        'It is not saved. Press “Check and save” to be asked again, or save it anyway and allow it later.',
    },
    denied: (hosts: readonly string[]) =>
      `Your browser does not let Firekeep reach ${list.format(hosts)}, so nothing was sent.`,
    elsewhereTitle: (other: string) => `This is a key of ${other}`,
    elsewhere: (here: string) =>
      `Nothing was sent to ${here}: a key should only ever go to its own service. Add it there instead, or check it here if you are sure.`,
    checkHere: (here: string) => `Check with ${here} all the same`,
  },

  edit: {
    title: 'Edit key',
    save: 'Save',
    saved: 'Saved.',
    replace: 'Replace secret',
    replaceHelp: 'The new secret is checked first. Until it is saved, the old one stays in use.',
    replaceSubmit: 'Check and replace',
    replaced: (verdict: string) => `Secret replaced: ${verdict}.`,
  },

  next: {
    disable: 'Disable the default key',
    remove: 'Remove the default key',
    lead: (name: string) => `“${name}” is used when nothing else is said. Which key is next?`,
    legend: 'Next default',
    none: 'None. I choose later.',
  },

  secret: {
    reveal: 'Reveal secret',
    revealLead: 'It is shown on this screen for 30 seconds.',
    copy: 'Copy secret',
    copyLead: 'It goes to the clipboard, where other programs can read it.',
    hidesIn: (seconds: number) => `Hidden again in ${seconds} s.`,
    hide: 'Hide',
    copyField: (label: string) => `Copy ${label}`,
    copyFailed: 'The browser did not let Firekeep write to the clipboard. Press the button once more.',
    done: 'Done',
  },

  all: {
    start: 'Check all',
    stop: 'Stop',
    stopping: 'Stopping…',
    label: 'Checking keys',
    progress: (done: number, total: number) => `${done} of ${total} checked`,
    left: (count: number) =>
      `${plural(count, 'key was', 'keys were')} left out, because the browser does not let Firekeep reach their services.`,
    result: (parts: readonly string[]) => `All checked: ${list.format(parts) || 'none'}.`,
    stopped: (done: number, total: number, parts: readonly string[]) =>
      `${done} of ${total} checked${parts.length > 0 ? `: ${list.format(parts)}` : ''}.`,
    part: (count: number, verdict: string) => `${count} ${verdict}`,
  },

  removed: {
    title: (count: number) => `Removed keys (${count})`,
    lead: 'Their secrets are destroyed once Undo is over. Only this history is kept: names, dates and what they cost.',
    removedAt: 'Removed',
    revokedAt: 'Revoked',
    sums: (calls: number, cost: string | undefined, unknown: number) =>
      cost === undefined
        ? `${plural(calls, 'call', 'calls')} without a known price`
        : `${plural(calls, 'call', 'calls')}, ${cost}${unknown > 0 ? ` and ${unknown} of unknown price` : ''}`,
  },

  damaged: {
    title: (count: number) => `${plural(count, 'key is', 'keys are')} damaged`,
    text: 'What is stored of it can no longer be read, so Firekeep cannot even tell its name. The other keys are fine. Add the key anew: its service has it, or makes you a new one. Then remove what is left here.',
    row: (id: string) => `Damaged key ${id.slice(0, 8)}`,
    discard: 'Remove',
  },
} as const;
