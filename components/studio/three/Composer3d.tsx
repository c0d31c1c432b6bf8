import { ImagePlus, Sparkles } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { type Problem, problem } from '../../../lib/core/problem';
import type { ModelList } from '../../../lib/models/record';
import { priceOf3d } from '../../../lib/models/tariff';
import { readsWords } from '../../../lib/providers/form-3d';
import { useSurface } from '../../app/surface';
import { Button, IconButton } from '../../ui/Button';
import { FileField } from '../../ui/field/FileField';
import { TextArea } from '../../ui/field/TextArea';
import type { Chosen } from '../choice';
import { type FormStore, useForm } from '../form';
import { useOptions } from '../options/Options';
import { PayingKey, payingKey } from '../PayingKey';
import { Problems } from '../Problems';
import { sendsOnEnter, useFirstFocus } from '../promptKeys';
import { isDialogFatal, openSidePanel } from '../sidePanel';
import { words } from '../words';
import { askedBy } from './asking';
import { isShort } from './balance';
import { Price, Short } from './Price';
import { Room } from './Room';
import { useAttaching } from './useAttaching';
import { useBalance } from './useBalance';
import { PICTURES, Views } from './Views';
import { pictureOf } from './views';
import { form3d, pictures3d } from './words';

interface ComposerProps {
  readonly store: FormStore;
  readonly choice: Chosen | undefined;
  readonly lists: readonly ModelList[];
  readonly onGenerate: () => void;
  readonly problems: readonly Problem[];
}

/** Words, or pictures from up to four sides, and what that will cost. */
export function Composer3d({ store, choice, lists, onGenerate, problems }: ComposerProps) {
  const form = useForm(store);
  const area = useRef<HTMLTextAreaElement>(null);
  const attaching = useAttaching(store);
  const options = useOptions({ make: 'model3d', store, choice });
  const [missing, setMissing] = useState<readonly Problem[]>([]);
  const isDialogBad = isDialogFatal(useSurface());
  const most = choice?.model?.step?.mostPrompt;
  const isUnread = !readsWords(choice?.model, askedBy(form).from);
  const isTooLong = !isUnread && most !== undefined && form.prompt.length > most;

  useFirstFocus(area);
  // Pressed while a picture is still prepared: it goes out with the picture, in the moment that is ready.
  const [isWaiting, setIsWaiting] = useState(false);
  useEffect(() => {
    if (!isWaiting || attaching.isBusy) return;
    setIsWaiting(false);
    if (attaching.problems.length === 0) send();
  });
  const send = () => {
    if (attaching.isBusy) return setIsWaiting(true);
    const lacksFront = form.files.length > 0 && !pictureOf(form, 'front');
    setMissing(lacksFront ? [problem('front-missing')] : []);
    const isEmpty = form.prompt.trim() === '' && form.files.length === 0;
    if (isEmpty || isTooLong) area.current?.focus();
    else if (!lacksFront) onGenerate();
  };
  return (
    <div className="space-y-2" {...attaching.drop}>
      <TextArea
        ref={area}
        data-prompt
        label={words.prompt.label}
        labelled="unseen"
        placeholder={words.prompt.model3d}
        error={isTooLong && form3d.tooLong(form.prompt.length, most)}
        rows={2}
        value={form.prompt}
        onChange={({ target }) => store.change({ prompt: target.value })}
        onKeyDown={sendsOnEnter(send)}
        onPaste={attaching.paste}
      />
      {isUnread && form.prompt.trim() !== '' && (
        <p role="status" className="text-sm text-warn">
          {form3d.unread}
        </p>
      )}
      <Views
        store={store}
        takesMore={takesViews(choice, lists)}
        onFiles={isDialogBad ? undefined : attaching.add}
      />
      <Problems problems={[...attaching.problems, ...missing, ...problems]} />
      {choice && <Paying store={store} choice={choice} />}
      <div className="flex flex-wrap items-center gap-1">
        {isDialogBad ? (
          <IconButton
            icon={ImagePlus}
            label={pictures3d.elsewhere}
            onClick={() => openSidePanel(() => store.flush())}
          />
        ) : (
          <FileField
            label={pictures3d.label}
            icon={ImagePlus}
            accept={PICTURES}
            onFiles={(files) => attaching.add(files, 'front')}
          />
        )}
        {options.button}
        <div className="ml-auto">
          <Button look="primary" icon={Sparkles} isBusy={isWaiting} onClick={send}>
            {words.prompt.generate}
          </Button>
        </div>
      </div>
      {options.panel}
    </div>
  );
}

/** The chosen one, or another of its service that could take its place. */
const takesViews = (choice: Chosen | undefined, lists: readonly ModelList[]): boolean =>
  choice?.model?.step?.from.includes('views') === true ||
  lists.some(
    ({ provider, models }) =>
      provider === choice?.payer.face.id && models.some(({ step }) => step?.from.includes('views')),
  );

interface PayingProps {
  readonly store: FormStore;
  readonly choice: Chosen;
}

/** Whose money, how much of it, and whether there is enough. */
function Paying({ store, choice }: PayingProps) {
  const form = useForm(store);
  const price = choice.model && priceOf3d(choice.model, askedBy(form));
  const balance = useBalance(payingKey(choice.payer, form.keyId), price);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-3 text-sm text-soft">
        <PayingKey store={store} payer={choice.payer} />
        <Price price={price} balance={balance} />
      </div>
      {price && balance && isShort(balance, price) && (
        <Short price={price} balance={balance} face={choice.payer.face} />
      )}
      <Room />
    </>
  );
}
