import { FileUp, Upload } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import type { Counts } from '../../lib/backup/page';
import { backupKeys, backupShow } from '../../lib/messages/backup';
import { ask } from '../../lib/messages/client';
import { Button } from '../ui/Button';
import { FileField } from '../ui/field/FileField';
import { FieldError } from '../ui/field/Frame';
import { TextField } from '../ui/field/TextField';
import { Status } from '../ui/Notice';
import { nextPaint } from '../vault/nextPaint';
import { BackupAlert } from './BackupAlert';
import { loadPage } from './making';
import { useWork } from './useWork';
import { Working } from './Working';
import { besides, sizeOf, toldOf, words } from './words';

interface Errors {
  readonly file?: string;
  readonly passphrase?: string;
}

export function ImportForm() {
  const field = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [errors, setErrors] = useState<Errors>({});
  const [counts, setCounts] = useState<Counts>();
  const work = useWork();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const passphrase = field.current?.value ?? '';
    if (work.isBusy) return;
    setCounts(undefined);
    setErrors({
      ...(file ? {} : { file: words.read.none }),
      ...(passphrase ? {} : { passphrase: words.read.empty }),
    });
    if (!file || !passphrase) return;
    const brought = await work.start((signal, tell) => bring(file, passphrase, signal, tell));
    setCounts(brought);
    if (!brought) return;
    if (field.current) field.current.value = '';
    setFile(undefined);
  };
  return (
    <form onSubmit={submit} className="max-w-lg space-y-4">
      <p className="text-soft">{words.read.lead}</p>
      <div className="space-y-1">
        <FileField
          label={words.read.file}
          icon={FileUp}
          look="wide"
          isSingle
          disabled={work.isBusy}
          onFiles={([first]) => {
            setFile(first);
            setErrors({});
            setCounts(undefined);
          }}
        >
          {file ? `${file.name} · ${sizeOf(file.size)}` : words.read.choose}
        </FileField>
        {errors.file && <FieldError id="backup-file-error">{errors.file}</FieldError>}
      </div>
      <TextField
        ref={field}
        label={words.passphrase}
        holds="secret"
        error={errors.passphrase}
        disabled={work.isBusy}
        onInput={() => setErrors({})}
      />
      {work.failure && <BackupAlert key={work.failure.count} problem={work.failure.problem} />}
      {work.isBusy ? (
        <Working label={words.read.busy} done={work.done} onStop={work.stop} />
      ) : (
        <Button type="submit" icon={Upload}>
          {words.read.button}
        </Button>
      )}
      {counts && !work.isBusy && <Status title={toldOf(counts)}>{besides(counts)}</Status>}
    </form>
  );
}

async function bring(
  file: File,
  passphrase: string,
  signal: AbortSignal,
  tell: (done: number) => void,
): Promise<Counts> {
  await nextPaint();
  const { importBackup } = await loadPage();
  return importBackup({
    file,
    passphrase,
    signal,
    tell,
    takeKeys: (under, lot, keys) => ask(backupKeys, { under, lot, keys: [...keys] }),
    show: (lot) => ask(backupShow, lot),
  });
}
