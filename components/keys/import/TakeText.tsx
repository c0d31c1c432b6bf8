import { FileUp } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { ProblemAlert } from '../../app/ProblemAlert';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { DialogActions } from '../../ui/Dialog';
import { FileField } from '../../ui/field/FileField';
import { TextArea } from '../../ui/field/TextArea';
import { Spinner } from '../../ui/Spinner';
import type { Import } from './useImport';
import { words } from './words';

interface TakeTextProps {
  readonly work: Import;
  /** It was read, and nothing was in it. */
  readonly isNothing: boolean;
  readonly onClose: () => void;
}

/** Where the text comes in. What is pasted or dropped never stands in the field; what is typed leaves it as it is read. */
export function TakeText({ work, isNothing, onClose }: TakeTextProps) {
  const form = useRef<HTMLFormElement>(null);
  const [isOver, setIsOver] = useState(false);
  const takeFiles = async (files: readonly File[]) => {
    const [file] = files;
    if (file) await work.takeFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const text = event.dataTransfer.getData('text');
    if (event.dataTransfer.files.length > 0) void takeFiles([...event.dataTransfer.files]);
    else if (text) void work.take(text);
  };
  const readTyped = () => {
    const field = form.current?.elements.namedItem('keys');
    const text = field instanceof HTMLTextAreaElement ? field.value : '';
    form.current?.reset();
    void work.take(text);
  };
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        readTyped();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className="space-y-4"
    >
      <p className="text-soft">{words.lead}</p>
      <div className={classes('rounded-md', isOver && 'outline-2 outline-offset-4 outline-ember-ink')}>
        <TextArea
          label={words.text}
          name="keys"
          holds="code"
          rows={7}
          data-first-focus
          placeholder={'OPENAI_API_KEY=…\nTWILIO_ACCOUNT_SID=…\nTWILIO_AUTH_TOKEN=…'}
          onPaste={(event) => {
            event.preventDefault();
            void work.take(event.clipboardData.getData('text'));
          }}
        />
      </div>
      <div className="flex flex-wrap items-center gap-3 text-sm text-soft">
        <FileField label={words.file} icon={FileUp} look="tile" onFiles={(files) => void takeFiles(files)} />
        {words.drop}
      </div>
      {work.failure && <ProblemAlert problem={work.failure} />}
      <p role="status" className="flex items-center gap-2 text-sm text-soft empty:hidden">
        {work.isReading && (
          <>
            <Spinner size={14} />
            {words.reading}
          </>
        )}
        {isNothing && !work.isReading && words.nothing}
      </p>
      <DialogActions>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button type="submit" look="primary" isBusy={work.isReading}>
          {words.read}
        </Button>
      </DialogActions>
    </form>
  );
}
