import { Paperclip, Sparkles, Square } from 'lucide-react';
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react';
import type { Problem } from '../../lib/core/problem';
import type { Make } from '../../lib/jobs/record';
import { useSurface } from '../app/surface';
import { Button, IconButton } from '../ui/Button';
import { FileField } from '../ui/field/FileField';
import { TextArea } from '../ui/field/TextArea';
import type { Chosen } from './choice';
import { Estimated } from './Estimated';
import { Files } from './Files';
import { type FormStore, useForm } from './form';
import { useOptions } from './options/Options';
import { PayingKey } from './PayingKey';
import { Problems } from './Problems';
import { sendsOnEnter, useFirstFocus } from './promptKeys';
import { isDialogFatal, openSidePanel } from './sidePanel';
import type { Earlier } from './useEarlier';
import { words } from './words';

interface ComposerProps {
  readonly make: Make;
  readonly store: FormStore;
  readonly choice: Chosen | undefined;
  readonly earlier: Earlier;
  /** The job that this form asked for streams: the button stops it. */
  readonly onStop: (() => void) | undefined;
  readonly onGenerate: () => void;
  readonly problems: readonly Problem[];
}

export function Composer({ make, store, choice, earlier, onStop, onGenerate, problems }: ComposerProps) {
  const form = useForm(store);
  const area = useRef<HTMLTextAreaElement>(null);
  const attaching = useAttaching(store, choice);
  const options = useOptions({ make, store, choice });

  useFirstFocus(area);
  const send = () => {
    if (onStop || attaching.isBusy) return;
    if (form.prompt.trim() === '') area.current?.focus();
    else onGenerate();
  };
  return (
    <div className="space-y-2" {...attaching.drop}>
      <TextArea
        ref={area}
        data-prompt
        label={words.prompt.label}
        labelled="unseen"
        placeholder={words.prompt[make]}
        rows={2}
        value={form.prompt}
        onChange={({ target }) => store.change({ prompt: target.value })}
        onKeyDown={sendsOnEnter(send)}
        onPaste={attaching.paste}
      />
      <Files
        files={form.files}
        label={words.prompt.attached}
        onRemove={(file) => store.change({ files: form.files.filter(({ id }) => id !== file.id) })}
      />
      <Problems problems={[...attaching.problems, ...problems]} />
      {choice && (
        <div className="flex flex-wrap items-center justify-between gap-x-3 text-sm text-soft">
          <PayingKey store={store} payer={choice.payer} />
          <Estimated make={make} form={form} choice={choice} earlier={earlier} />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-1">
        <AttachButton store={store} onFiles={attaching.add} isBusy={attaching.isBusy} />
        {options.button}
        <div className="ml-auto">
          {onStop ? (
            <Button icon={Square} onClick={onStop}>
              {words.prompt.stop}
            </Button>
          ) : (
            <Button look="primary" icon={Sparkles} isBusy={attaching.isBusy} onClick={send}>
              {words.prompt.generate}
            </Button>
          )}
        </div>
      </div>
      {options.panel}
    </div>
  );
}

interface AttachButtonProps {
  readonly store: FormStore;
  readonly isBusy: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

function AttachButton({ store, isBusy, onFiles }: AttachButtonProps) {
  const surface = useSurface();
  if (isDialogFatal(surface))
    return (
      <IconButton
        icon={Paperclip}
        label={words.prompt.attachElsewhere}
        onClick={() => openSidePanel(() => store.flush())}
      />
    );
  return <FileField label={words.prompt.attach} icon={Paperclip} disabled={isBusy} onFiles={onFiles} />;
}

function useAttaching(store: FormStore, choice: Chosen | undefined) {
  const [isBusy, setIsBusy] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const add = async (files: readonly File[]) => {
    if (files.length === 0) return;
    setIsBusy(true);
    try {
      const { attach } = await import('./attach');
      const attached = await attach(files, takenBy(store, choice));
      store.change({ files: [...store.get().files, ...attached.files] });
      setProblems(attached.problems);
    } finally {
      setIsBusy(false);
    }
  };
  return {
    isBusy,
    problems,
    add: (files: readonly File[]) => void add(files),
    paste: (event: ClipboardEvent) => {
      const files = [...event.clipboardData.files];
      if (files.length === 0) return;
      event.preventDefault();
      void add(files);
    },
    drop: {
      onDragOver: (event: DragEvent) => event.preventDefault(),
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        void add([...event.dataTransfer.files]);
      },
    },
  };
}

/** A model of which nothing is known may take pictures: its provider will say. */
function takenBy(store: FormStore, choice: Chosen | undefined) {
  const { model } = choice ?? {};
  const count = store.get().files.length;
  if (store.make === 'image')
    return {
      pictures: !model || (model.maxReferences ?? 0) > 0,
      texts: false,
      count,
      most: model?.maxReferences,
    };
  return { pictures: !model || model.takes.includes('image'), texts: true, count };
}
