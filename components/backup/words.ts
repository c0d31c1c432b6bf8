/** What the page "Backup" says. */
import type { Counts } from '../../lib/backup/page';

const one = (count: number, single: string, several: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? single : several}`;

const megabytes = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const MEGABYTE = 1_000_000;

export const sizeOf = (bytes: number): string =>
  bytes < MEGABYTE ? 'less than 1 MB' : `${megabytes.format(bytes / MEGABYTE)} MB`;

export const words = {
  title: 'Backup',
  passphrase: 'Backup passphrase',
  stop: 'Stop',

  make: {
    title: 'Make a backup',
    lead: 'One sealed file with all of this vault, to keep elsewhere or to open in another browser. Ways into this vault are never in it: it opens with a passphrase of its own.',
    help: 'Whoever finds the file can try passphrases on it for years. Use one that nobody can guess, and write it down: nobody can recover it.',
    what: 'What is in it',
    keys: 'Keys and settings',
    keysHelp: 'Always in it.',
    library: 'Results, costs and activity',
    libraryHelp: 'What you asked for, the answers, what they cost, and the record of what was done.',
    files: 'Pictures, models and attachments',
    filesHelp: (bytes: number | undefined) =>
      bytes === 0 ? 'None yet.' : `The large part${bytes === undefined ? '' : `: ${sizeOf(bytes)}`}.`,
    button: 'Export backup',
    confirmLead: 'Type the passphrase of this vault, as for revealing a key.',
    empty: 'Choose a passphrase for the backup first.',
    busy: 'Writing the backup',
    done: 'The backup is made',
    doneMeans: (name: string, bytes: number) =>
      `Your browser saves it as ${name}, ${sizeOf(bytes)}. Keep it away from this computer.`,
    damaged: (rows: number) =>
      `${one(rows, 'damaged row', 'damaged rows')} could not be read and ${rows === 1 ? 'is' : 'are'} not in it.`,
    again: 'Save it again',
  },

  read: {
    title: 'Import a backup',
    lead: 'Everything in the file is checked first. Then all of it is there, or nothing was changed. What is here already is kept once.',
    file: 'Backup file',
    choose: 'Choose the backup file',
    none: 'Choose the backup file first.',
    empty: 'Type the passphrase that you chose for this backup.',
    button: 'Import backup',
    busy: 'Checking and importing',
  },
} as const;

/** "Imported 3 keys, 2 were here already; 10 results with 12 files; …" */
export function toldOf(counts: Counts): string {
  const { keys, sameKeys, jobs, newerJobs, sameJobs, files } = counts;
  const already = (count: number) => (count > 0 ? ` (${count.toLocaleString('en')} here already)` : '');
  const parts = [
    `${one(keys, 'key', 'keys')}${already(sameKeys)}`,
    ...(jobs + newerJobs + sameJobs > 0
      ? [`${one(jobs + newerJobs, 'result', 'results')}${already(sameJobs)}`]
      : []),
    ...(files > 0 ? [one(files, 'file', 'files')] : []),
  ];
  return `Imported ${parts.join(', ')}`;
}

/** What came besides; empty when nothing did. */
export function besides({ entries, lines, settings }: Counts): string {
  const parts = [
    ...(entries > 0 ? [`${one(entries, 'entry', 'entries')} of costs`] : []),
    ...(lines > 0 ? [`${one(lines, 'line', 'lines')} of the activity record, kept beside yours`] : []),
    ...(settings > 0 ? [one(settings, 'setting', 'settings')] : []),
  ];
  return parts.length > 0 ? `Also ${parts.join(', ')}.` : '';
}
