import { Download } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Ready } from '../../lib/backup/page';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/field/Checkbox';
import { TextField } from '../ui/field/TextField';
import { Status } from '../ui/Notice';
import { newWords } from '../vault/newWords';
import { PassphraseDialog } from '../vault/PassphraseDialog';
import { StrengthMeter } from '../vault/StrengthMeter';
import { measure } from '../vault/strength';
import { strengthWords } from '../vault/strengthWords';
import { useStrength } from '../vault/useStrength';
import { BackupAlert } from './BackupAlert';
import { download, type Made, makeBackup, prepare } from './making';
import { useFileBytes } from './useFileBytes';
import { useWork } from './useWork';
import { Working } from './Working';
import { words } from './words';

/** What was typed is strong enough, or a sentence that says why not. */
async function weaknessOf(passphrase: string): Promise<string | undefined> {
  if (passphrase === '') return words.make.empty;
  const { isStrong, reason } = await measure(passphrase);
  if (isStrong) return undefined;
  const why = (reason && strengthWords.reasons[reason]) || newWords.weak;
  return why;
}

export function ExportForm() {
  const field = useRef<HTMLInputElement>(null);
  const [hasLibrary, setHasLibrary] = useState(true);
  const [hasFiles, setHasFiles] = useState(true);
  const [error, setError] = useState<string>();
  const [isAsking, setIsAsking] = useState(false);
  const [made, setMade] = useState<Made>();
  const { strength, look } = useStrength();
  const work = useWork();
  const keep = useKeep();
  const fileBytes = useFileBytes();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (work.isBusy) return;
    const weakness = await weaknessOf(field.current?.value ?? '');
    setError(weakness);
    if (weakness) field.current?.focus();
    else setIsAsking(true);
  };
  /** Goes on by itself: the dialog closes. */
  const write = (ready: Ready) => {
    if (field.current) field.current.value = '';
    look('');
    setMade(undefined);
    const choice = { hasLibrary, hasFiles: hasLibrary && hasFiles };
    void work
      .start((signal, tell) => makeBackup({ ready, choice, signal, tell, until: keep.next() }))
      .then(setMade);
  };
  return (
    <>
      <form onSubmit={submit} className="max-w-lg space-y-4">
        <p className="text-soft">{words.make.lead}</p>
        <fieldset className="space-y-2" disabled={work.isBusy}>
          <legend className="text-sm font-medium">{words.make.what}</legend>
          <Checkbox label={words.make.keys} help={words.make.keysHelp} checked disabled readOnly />
          <Checkbox
            label={words.make.library}
            help={words.make.libraryHelp}
            checked={hasLibrary}
            onChange={({ target }) => setHasLibrary(target.checked)}
          />
          <Checkbox
            label={words.make.files}
            help={words.make.filesHelp(fileBytes)}
            checked={hasLibrary && hasFiles}
            disabled={!hasLibrary}
            onChange={({ target }) => setHasFiles(target.checked)}
          />
        </fieldset>
        <TextField
          ref={field}
          label={words.passphrase}
          holds="secret"
          help={words.make.help}
          error={error}
          disabled={work.isBusy}
          onInput={(event) => {
            setError(undefined);
            look(event.currentTarget.value);
          }}
        />
        <StrengthMeter strength={strength} hasReason={!error} />
        {work.failure && <BackupAlert key={work.failure.count} problem={work.failure.problem} />}
        {work.isBusy ? (
          <Working label={words.make.busy} done={work.done} onStop={work.stop} />
        ) : (
          <Button type="submit" look="primary" icon={Download}>
            {words.make.button}
          </Button>
        )}
        {made && !work.isBusy && <Done made={made} />}
      </form>
      {isAsking && (
        <PassphraseDialog
          title={words.make.button}
          button={words.make.button}
          use={async (proof) => write(await prepare(field.current?.value ?? '', proof))}
          onClose={() => setIsAsking(false)}
        >
          <p>{words.make.confirmLead}</p>
        </PassphraseDialog>
      )}
    </>
  );
}

const Done = ({ made }: { readonly made: Made }) => (
  <Status
    title={words.make.done}
    actions={
      <Button size="small" icon={Download} onClick={() => download(made)}>
        {words.make.again}
      </Button>
    }
  >
    <p>{words.make.doneMeans(made.name, made.bytes)}</p>
    {made.written.damaged > 0 && <p>{words.make.damaged(made.written.damaged)}</p>}
  </Status>
);

/** A browser that copies a large file from us may still be at it when somebody leaves this page. */
const LINGER_MS = 10 * 60_000;

/** The file on its way to the downloads is kept until the next one is made, or this page was left. */
function useKeep() {
  const end = useRef(() => {});
  useEffect(() => () => void setTimeout(end.current, LINGER_MS), []);
  return {
    next: () => {
      end.current();
      return new Promise<void>((resolve) => {
        end.current = resolve;
      });
    },
  };
}
