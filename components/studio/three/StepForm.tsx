import { ImagePlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { newId } from '../../../lib/core/ids';
import { type Problem, toProblem } from '../../../lib/core/problem';
import type { KeptFile } from '../../../lib/files/record';
import type { Job, Order } from '../../../lib/jobs/record';
import { priceOf3d } from '../../../lib/models/tariff';
import { type Asked3d, optionsOf } from '../../../lib/providers/form-3d';
import type { Model } from '../../../lib/providers/model';
import { useSurface } from '../../app/surface';
import { Button } from '../../ui/Button';
import { FileField } from '../../ui/field/FileField';
import { Select } from '../../ui/field/Select';
import { TextArea } from '../../ui/field/TextArea';
import { useStudio } from '../actions';
import { Files } from '../Files';
import { useAct } from '../item/useAct';
import { Problems } from '../Problems';
import { isDialogFatal } from '../sidePanel';
import { nameOfKey, type Payer } from '../usable';
import { toChosen } from './asking';
import { isShort } from './balance';
import { OptionFields } from './OptionFields';
import { optionWords } from './optionWords';
import { Price, Short } from './Price';
import { Room } from './Room';
import { partsOf } from './steps';
import { useBalance } from './useBalance';
import { PICTURES } from './Views';
import { deedWords, form3d, goOn } from './words';

interface StepFormProps {
  readonly job: Job;
  readonly deed: string;
  /** The ways to do it; mostly one. */
  readonly rows: readonly Model[];
  readonly payer: Payer | undefined;
  readonly onSent: () => void;
}

/** One step on something made before: what can be chosen, what it costs, and one button. */
export function StepForm({ job, deed, rows, payer, onSent }: StepFormProps) {
  const act = useAct();
  const studio = useStudio();
  const [wayId, setWayId] = useState(rows[0]?.id);
  const [options, setOptions] = useState<Asked3d['options']>({});
  const wish = useWish();
  const row = rows.find(({ id }) => id === wayId) ?? rows[0];
  if (!row) return null;
  const asked: Asked3d = { from: 'result', options };
  // Most steps read no words.
  const mostPrompt = row.step?.mostPrompt || undefined;
  const { about, act: name } = deedWords(deed);
  const send = () => {
    if (mostPrompt !== undefined && !wish.isReady(mostPrompt, row.step?.needsWords === true)) return;
    const order = toStep(job, row, asked, mostPrompt === undefined ? NOTHING : wish);
    act.run(async () => {
      await studio.order(order);
      onSent();
    });
  };
  return (
    <div className="space-y-3">
      {about && <p className="text-sm text-soft">{about}</p>}
      {rows.length > 1 && (
        <Select
          label={goOn.way}
          value={row.id}
          choices={rows.map((one) => ({ value: one.id, label: one.name }))}
          onChange={({ target }) => setWayId(target.value)}
        />
      )}
      {mostPrompt !== undefined && <Wish wish={wish} row={row} most={mostPrompt} />}
      {(row.options ?? []).length > 0 && (
        <OptionFields model={row} asked={asked} parts={partsOf(job)} onChange={setOptions} />
      )}
      <Foot job={job} row={row} asked={asked} payer={payer} isBusy={act.isBusy} name={name} onSend={send} />
      {act.problem && <Problems problems={[act.problem]} />}
    </div>
  );
}

const NOTHING = { text: '', picture: undefined };

function toStep(
  { request, state }: Job,
  row: Model,
  asked: Asked3d,
  { text, picture }: { readonly text: string; readonly picture: KeptFile | undefined },
): Order {
  const options = toChosen(optionsOf(row, asked));
  return {
    id: newId(),
    make: 'model3d',
    provider: request.provider,
    keyId: state.payer?.keyId ?? request.keyId,
    model: row.id,
    prompt: text.trim(),
    files: picture ? [picture] : [],
    ...(picture ? { views: ['front' as const] } : {}),
    conversation: request.conversation,
    parent: request.id,
    chosen: Object.keys(options).length > 0 ? { model3d: options } : {},
  };
}

/** What somebody wants it to look like, in words or as a picture. */
function useWish() {
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [picture, setPicture] = useState<KeptFile>();
  const [error, setError] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const isReady = (most: number, isNeeded: boolean): boolean => {
    const lacks = isNeeded && text.trim() === '' && !picture;
    const said = lacks ? goOn.wishNeeded : text.length > most ? form3d.tooLong(text.length, most) : undefined;
    setError(said);
    if (said) area.current?.focus();
    return said === undefined;
  };
  const choose = async ([file]: readonly File[]) => {
    if (!file) return;
    try {
      const { preparePicture } = await import('./pictures');
      setPicture(await preparePicture(file, file.name));
      setProblem(undefined);
    } catch (failure) {
      setProblem(toProblem(failure));
    }
  };
  return { area, text, setText, picture, setPicture, error, problem, isReady, choose };
}

interface WishProps {
  readonly wish: ReturnType<typeof useWish>;
  readonly row: Model;
  readonly most: number;
}

function Wish({ wish, row, most }: WishProps) {
  const isDialogBad = isDialogFatal(useSurface());
  return (
    <div className="space-y-2">
      <TextArea
        ref={wish.area}
        label={goOn.wish}
        error={wish.error}
        rows={2}
        value={wish.text}
        onChange={({ target }) => wish.setText(target.value)}
      />
      {row.takes.includes('image') && !isDialogBad && !wish.picture && (
        <FileField
          look="tile"
          label={goOn.like}
          icon={ImagePlus}
          accept={PICTURES}
          onFiles={(files) => void wish.choose(files)}
        />
      )}
      <Files
        files={wish.picture ? [wish.picture] : []}
        label={goOn.like}
        onRemove={() => wish.setPicture(undefined)}
      />
      {wish.problem && <Problems problems={[wish.problem]} />}
      {wish.text.length > most && !wish.error && (
        <p className="text-sm text-bad">{form3d.tooLong(wish.text.length, most)}</p>
      )}
    </div>
  );
}

interface FootProps {
  readonly job: Job;
  readonly row: Model;
  readonly asked: Asked3d;
  readonly payer: Payer | undefined;
  readonly isBusy: boolean;
  readonly name: string;
  readonly onSend: () => void;
}

/** What is paid for one by one has to be chosen. */
function lackingIn(row: Model, asked: Asked3d): string | undefined {
  const sent = optionsOf(row, asked);
  return row.tariff?.rows.find(({ each }) => each !== undefined && sent[each] === undefined)?.each;
}

/** Whose money, how much of it, and the one button. */
function Foot({ job: { request, state }, row, asked, payer, isBusy, name, onSend }: FootProps) {
  const { keyId, keyName, keyHint } = state.payer ?? request;
  const key = payer?.keys.find(({ id }) => id === keyId);
  const price = priceOf3d(row, asked);
  const balance = useBalance(key, price);
  const lacking = lackingIn(row, asked);
  return (
    <>
      {payer && price && balance && isShort(balance, price) && (
        <Short price={price} balance={balance} face={payer.face} />
      )}
      <Room />
      <div className="flex flex-wrap items-center justify-between gap-2 text-sm text-soft">
        <div className="min-w-0">
          {lacking === undefined ? (
            <Price price={price} balance={balance} />
          ) : (
            <p>{goOn.chooseFirst(optionWords(lacking).label)}</p>
          )}
          <p>{goOn.paidBy(nameOfKey({ name: keyName, hint: keyHint }))}</p>
        </div>
        <Button look="primary" isBusy={isBusy} disabled={lacking !== undefined} onClick={onSend}>
          {name}
        </Button>
      </div>
    </>
  );
}
