import type { ComponentProps } from 'react';
import { Page } from '../app/Page';
import { learnProblems } from '../app/problems';
import { hrefTo } from '../app/route';
import { ways } from '../app/sentences/ways';
import { words as shellWords } from '../app/words';
import { Link } from '../ui/Link';
import { Section as Plain } from '../ui/Section';
import { Skeleton } from '../ui/Skeleton';
import { AutoLock } from './AutoLock';
import { ChangePassphrase } from './ChangePassphrase';
import { EraseForm } from './EraseForm';
import { eraseWords } from './eraseWords';
import { KeysUsed } from './KeysUsed';
import { Stored } from './Stored';
import { securityWords as words } from './securityWords';
import { type Security, useSecurity } from './useSecurity';
import { Ways } from './Ways';
import { WeakSpots } from './WeakSpots';
import { waysWords } from './waysWords';

learnProblems(ways);

export function SecurityPage() {
  const known = useSecurity();
  return <Page name={words.title}>{known ? <Sections {...known} /> : <Skeleton lines={12} />}</Page>;
}

const Sections = (known: Security) => (
  <>
    <Section title={words.weak.title}>
      <WeakSpots {...known} />
    </Section>
    <Section title={waysWords.title}>
      <Ways ways={known.ways} />
    </Section>
    <Section title={words.autoLock.title}>
      <AutoLock minutes={known.minutes} />
    </Section>
    <Section title={words.change.title}>
      <ChangePassphrase hasPasskey={hasPasskey(known)} />
    </Section>
    <Section title={words.used.title}>
      <KeysUsed keys={known.keys} faces={known.faces} />
    </Section>
    <Section title={words.stored.title}>
      <Stored stored={known.stored} said={known.said} />
    </Section>
    <Section title={words.kept.title}>
      <ul className="list-disc space-y-1 pl-5 text-soft">
        <li>{words.kept.sealed}</li>
        <li>{words.kept.plain}</li>
        <li>{words.kept.memory}</li>
        <li>{words.kept.nowhere}</li>
      </ul>
      <Link href={hrefTo('leaves')}>{shellWords.leaves}</Link>
    </Section>
    <Section title={words.erase.title}>
      <div className="max-w-md space-y-4">
        <div className="space-y-2 text-soft">
          <p>{eraseWords.about}</p>
          <p>{eraseWords.remains}</p>
          <p>{eraseWords.atProviders}</p>
        </div>
        <EraseForm button={eraseWords.button} />
      </div>
    </Section>
  </>
);

const hasPasskey = ({ ways }: Security): boolean =>
  ways.state === 'ready' && ways.value.some((way) => !way.isDamaged && way.unlocker.kind === 'passkey');

const Section = (props: Omit<ComponentProps<typeof Plain>, 'className'>) => (
  <Plain {...props} className="max-w-3xl space-y-3" />
);
