import { ArrowLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Page } from '../../app/Page';
import { hrefTo } from '../../app/route';
import { ButtonLink } from '../../ui/Button';
import { Disclosure } from '../../ui/Disclosure';
import { Alert } from '../../ui/Notice';
import { Section } from '../../ui/Section';
import { HostList } from './HostList';
import { onGrantedChanged, otherSources, readGranted, readHosts, readPolicy, takeBack } from './hosts';
import { words } from './words';

/** What the browser grants now, also when it changes elsewhere. */
function useGranted(): readonly string[] | undefined {
  const [granted, setGranted] = useState<readonly string[]>();
  useEffect(() => {
    let isOver = false;
    const read = async () => {
      const now = await readGranted();
      if (!isOver) setGranted(now);
    };
    void read();
    const stop = onGrantedChanged(() => void read());
    return () => {
      isOver = true;
      stop();
    };
  }, []);
  return granted;
}

export const LeavesPage = () => (
  <Page
    name={words.title}
    actions={
      <ButtonLink href={hrefTo('activity')} icon={ArrowLeft}>
        {words.back}
      </ButtonLink>
    }
  >
    <p className="max-w-3xl text-soft">{words.about}</p>
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <Hosts />
      <Section title={words.steps.title}>
        <p className="text-soft">{words.steps.about}</p>
        <ol className="list-decimal space-y-2 pl-5">
          {words.steps.list.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Section>
    </div>
  </Page>
);

function Hosts() {
  const [hosts] = useState(readHosts);
  const granted = useGranted();
  const [said, setSaid] = useState<{ readonly host: string; readonly isTaken: boolean }>();
  const take = async (host: string, pattern: string) => {
    const isTaken = await takeBack(pattern).catch(() => false);
    setSaid({ host, isTaken });
  };
  const count = hosts.filter(({ pattern }) => granted?.includes(pattern)).length;
  return (
    <Section title={words.hosts.title}>
      {granted && <p className="text-soft">{words.hosts.summary(count, hosts.length)}</p>}
      <p role="status" className="text-good empty:hidden">
        {said?.isTaken ? words.hosts.taken(said.host) : ''}
      </p>
      {said && !said.isTaken && <Alert title={words.hosts.refused} />}
      <HostList hosts={hosts} granted={granted ?? []} onTake={take} />
      <p className="text-sm text-soft">{words.hosts.requiredMeans}</p>
      <Policy />
    </Section>
  );
}

const Policy = () => (
  <Disclosure summary={words.hosts.policy}>
    <div className="space-y-2">
      <p className="text-soft">
        {words.hosts.others} <span className="font-mono">{otherSources().join(' ')}</span>
      </p>
      <p className="rounded-md bg-sunken p-2 font-mono text-xs wrap-anywhere">{readPolicy()}</p>
    </div>
  </Disclosure>
);
