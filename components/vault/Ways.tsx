import { Fingerprint, KeyRound, ListOrdered, type LucideIcon, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ask } from '../../lib/messages/client';
import { vaultRemoveWay } from '../../lib/messages/vault';
import type { Way } from '../../lib/unlockers/reads';
import { ProblemAlert } from '../app/ProblemAlert';
import { useKeptFocus } from '../hooks/useKeptFocus';
import { Badge } from '../ui/Badge';
import { Button } from '../ui/Button';
import { Status } from '../ui/Notice';
import { Time } from '../ui/Time';
import { AddPasskey } from './AddPasskey';
import { Cost } from './Cost';
import { MakeWords } from './MakeWords';
import { PassphraseDialog } from './PassphraseDialog';
import type { Security } from './useSecurity';
import { waysWords as words } from './waysWords';

type WholeWay = Extract<Way, { isDamaged: false }>;
type Asking = 'make-words' | 'add-passkey' | { readonly remove: Way };

interface Done {
  readonly title: string;
  readonly means: string;
}

export function Ways({ ways: live }: Pick<Security, 'ways'>) {
  const [asking, setAsking] = useState<Asking>();
  const [done, setDone] = useState<Done>();
  const focus = useKeptFocus(
    live.state === 'ready' ? live.value.map(({ id }) => id).join() : '',
    asking !== undefined,
  );
  if (live.state === 'failed') return <ProblemAlert problem={live.problem} />;
  if (live.state === 'loading') return null;
  const ways = live.value;
  const open = (next: Asking) => {
    setDone(undefined);
    setAsking(next);
  };
  const close = () => setAsking(undefined);
  const hasWords = ways.some((way) => !way.isDamaged && way.unlocker.kind === 'words');
  return (
    <div className="space-y-3">
      <p className="text-soft">{words.about}</p>
      <ul {...focus} className="divide-y divide-line border-y border-line">
        {ways.map((way) => (
          <WayItem
            key={way.id}
            way={way}
            onReplace={() => open('make-words')}
            onRemove={() => open({ remove: way })}
          />
        ))}
        {!hasWords && (
          <Row icon={ListOrdered} name={words.words} about={words.noWords}>
            <Button onClick={() => open('make-words')}>{words.makeWords}</Button>
          </Row>
        )}
        <Passkeys ways={ways} onAdd={() => open('add-passkey')} />
      </ul>
      {done && <Status title={done.title}>{done.means}</Status>}
      {asking === 'make-words' && (
        <MakeWords
          isReplacing={hasWords}
          onClose={close}
          onKept={() => setDone({ title: words.make.kept, means: words.make.keptMeans })}
        />
      )}
      {asking === 'add-passkey' && (
        <AddPasskey
          onClose={close}
          onAdded={(name) => setDone({ title: words.added(name), means: words.addedMeans })}
        />
      )}
      {typeof asking === 'object' && <RemoveDialog way={asking.remove} onClose={close} />}
    </div>
  );
}

const icons: Readonly<Record<string, LucideIcon>> = {
  passphrase: KeyRound,
  words: ListOrdered,
  passkey: Fingerprint,
};

interface WayItemProps {
  readonly way: Way;
  readonly onReplace: () => void;
  readonly onRemove: () => void;
}

function WayItem({ way, onReplace, onRemove }: WayItemProps) {
  const kind = kindOf(way);
  const name = nameOf(way);
  return (
    <Row
      icon={icons[kind] ?? KeyRound}
      name={name}
      about={way.isDamaged ? <Badge tone="bad">{words.damaged}</Badge> : <About way={way} />}
    >
      {kind === 'words' && !way.isDamaged && (
        <Button size="small" onClick={onReplace}>
          {words.replaceWords}
        </Button>
      )}
      {kind !== 'passphrase' && (
        <Button size="small" look="danger" aria-label={words.removeNamed(name)} onClick={onRemove}>
          {words.remove}
        </Button>
      )}
    </Row>
  );
}

const kindOf = (way: Way): string => (way.isDamaged ? way.kind : way.unlocker.kind);

export function nameOf(way: Way): string {
  const kind = kindOf(way);
  if (kind === 'passphrase') return words.passphrase;
  if (kind === 'words') return words.words;
  return (!way.isDamaged && way.note?.name) || words.unnamed;
}

const About = ({ way: { unlocker, note } }: { readonly way: WholeWay }) => (
  <>
    {unlocker.kind === 'passkey' && <>{words.passkey} · </>}
    {note && (
      <>
        {words.made} <Time atMs={note.madeAtMs} />
      </>
    )}
    {unlocker.kind === 'passphrase' && <Cost unlocker={unlocker} />}
  </>
);

interface RowProps {
  readonly icon: LucideIcon;
  readonly name: string;
  readonly about: ReactNode;
  readonly children?: ReactNode;
}

const Row = ({ icon: Icon, name, about, children }: RowProps) => (
  <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
    <Icon size={16} aria-hidden className="shrink-0 text-soft" />
    <div className="min-w-0 flex-1 basis-52">
      <p className="font-medium break-words">{name}</p>
      <div className="text-sm text-soft">{about}</div>
    </div>
    <div className="flex flex-wrap gap-2">{children}</div>
  </li>
);

function Passkeys({ ways, onAdd }: { readonly ways: readonly Way[]; readonly onAdd: () => void }) {
  const hasSome = ways.some((way) => kindOf(way) === 'passkey');
  if (import.meta.env.FIREFOX) return <Row icon={Fingerprint} name={words.passkeys} about={words.firefox} />;
  return (
    <Row icon={Fingerprint} name={words.passkeys} about={hasSome ? words.morePasskeys : words.noPasskeys}>
      <Button icon={Plus} onClick={onAdd}>
        {words.addPasskey}
      </Button>
    </Row>
  );
}

function RemoveDialog({ way, onClose }: { readonly way: Way; readonly onClose: () => void }) {
  const isWords = kindOf(way) === 'words';
  return (
    <PassphraseDialog
      title={isWords ? words.removeWords.title : words.removePasskey.title(nameOf(way))}
      button={words.remove}
      use={(proof) => ask(vaultRemoveWay, { proof, id: way.id })}
      onClose={onClose}
    >
      {isWords ? words.removeWords.about : words.removePasskey.about}
    </PassphraseDialog>
  );
}
