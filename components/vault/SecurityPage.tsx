import type { ComponentProps } from 'react';
import { Page } from '../app/Page';
import { learnProblems } from '../app/problems';
import { hrefTo } from '../app/route';
import { ways } from '../app/sentences/ways';
import { words as shellWords } from '../app/words';
import { Link } from '../ui/Link';
import { Section as Plain } from '../ui/Section';
import { AutoLock } from './AutoLock';
import { ChangePassphrase } from './ChangePassphrase';
import { EraseForm } from './EraseForm';
import { eraseWords } from './eraseWords';
import { KeysUsed } from './KeysUsed';
import { Stored } from './Stored';
import { securityWords as words } from './securityWords';
import { Ways } from './Ways';
import { WeakSpots } from './WeakSpots';
import { waysWords } from './waysWords';

learnProblems(ways);

export const SecurityPage = () => (
  <Page name={words.title}>
    <Section title={words.weak.title}>
      <WeakSpots />
    </Section>
    <Section title={waysWords.title}>
      <Ways />
    </Section>
    <Section title={words.autoLock.title}>
      <AutoLock />
    </Section>
    <Section title={words.change.title}>
      <ChangePassphrase />
    </Section>
    <Section title={words.used.title}>
      <KeysUsed />
    </Section>
    <Section title={words.stored.title}>
      <Stored />
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
  </Page>
);

const Section = (props: Omit<ComponentProps<typeof Plain>, 'className'>) => (
  <Plain {...props} className="max-w-3xl space-y-3" />
);
