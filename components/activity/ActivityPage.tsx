import { ArrowUpRight } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Page } from '../app/Page';
import { ProblemAlert } from '../app/ProblemAlert';
import { hrefTo } from '../app/route';
import { ButtonLink } from '../ui/Button';
import { Card } from '../ui/Card';
import { ExportButtons } from './ExportButtons';
import { Filters } from './Filters';
import { NO_FILTER } from './filter';
import { Imported } from './Imported';
import { Kept } from './Kept';
import { Lines } from './Lines';
import { Pages, Shown, Told, usePage } from './List';
import { OWN, useRecord } from './useRecord';
import { Verify } from './Verify';
import { words } from './words';

export function ActivityPage() {
  const [filter, setFilter] = useState(NO_FILTER);
  const { page, wanted, go } = usePage(filter);
  const looking = useRecord(OWN, useDeferredValue(filter), wanted);
  return (
    <Page
      name={words.title}
      actions={
        <ButtonLink href={hrefTo('leaves')} icon={ArrowUpRight}>
          {words.leaves}
        </ButtonLink>
      }
    >
      <p className="max-w-3xl text-soft">
        {words.about} {words.running}
      </p>
      <Filters filter={filter} onChange={setFilter} />
      {looking.problem && <ProblemAlert problem={looking.problem} />}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-4">
          <Card className="min-w-0 space-y-4">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <Told looking={looking} filter={filter} total={words.total} />
              <ExportButtons filter={filter} />
            </div>
            <Shown looking={looking} page={page} filter={filter} onClear={() => setFilter(NO_FILTER)}>
              {(lines) => <Lines lines={lines} label={words.list} level={2} />}
            </Shown>
            <Pages label={words.pages} page={page} looking={looking} onGo={go} />
          </Card>
          <Imported filter={filter} />
        </div>
        <div className="space-y-4">
          <Verify />
          <Kept />
        </div>
      </div>
    </Page>
  );
}
