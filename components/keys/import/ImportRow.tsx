import { memo, useId } from 'react';
import { findGuide } from '../../../lib/providers/guides';
import { ProblemAlert } from '../../app/ProblemAlert';
import { Badge } from '../../ui/Badge';
import { Checkbox } from '../../ui/field/Checkbox';
import { Select } from '../../ui/field/Select';
import { Spinner } from '../../ui/Spinner';
import { sayFinding } from '../findings';
import { VerdictBadge } from '../KeyVerdict';
import { environments } from '../words';
import { allChoices, isSamePlace, type Row } from './rows';
import type { Import } from './useImport';
import { words } from './words';

interface ImportRowProps {
  readonly row: Row;
  readonly onTake: Import['choose'];
  readonly onSettle: Import['settle'];
}

export const ImportRow = memo(function ImportRow({ row, onTake, onSettle }: ImportRowProps) {
  const nameId = useId();
  const guide = row.provider === undefined ? undefined : findGuide(row.provider);
  const canBeTaken = guide && !row.missing && row.knownAs === undefined && !row.isSaved;
  const what = <What row={row} service={row.places ? undefined : guide?.name} />;
  return (
    <li data-import className="space-y-1.5 p-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div id={nameId} className="min-w-0">
          {canBeTaken ? (
            <Checkbox
              label={what}
              checked={row.isTaken}
              onChange={({ target }) => onTake(row.id, target.checked)}
            />
          ) : (
            what
          )}
        </div>
        {row.places && row.knownAs === undefined && (
          <WhoseIsIt row={row} places={row.places} nameId={nameId} onSettle={onSettle} />
        )}
        <span className="ml-auto flex items-center gap-1.5">
          {row.environment === 'test' && <Badge>{environments.test}</Badge>}
          {row.isBusy && <Spinner size={14} />}
          {row.report && <VerdictBadge verdict={row.report.verdict} />}
          {row.isSaved && <Badge tone="good">{words.saved}</Badge>}
        </span>
      </div>
      {row.report?.reason && <p className="text-sm">{sayFinding(row.report.reason, guide)}</p>}
      {row.isOdd && guide && !row.report && <p className="text-sm text-warn">{words.odd(guide.name)}</p>}
      {row.missing && <p className="text-sm text-soft">{words.missing(row.missing)}</p>}
      {row.knownAs !== undefined && <p className="text-sm text-soft">{words.knownAs(row.knownAs)}</p>}
      {row.problem && <ProblemAlert problem={row.problem} />}
    </li>
  );
});

/** The service, what may be shown of the key, and what the file called it. */
const What = ({ row, service }: { readonly row: Row; readonly service: string | undefined }) => (
  <span className="flex min-w-0 flex-wrap gap-x-2">
    {service && <span className="font-medium">{service}</span>}
    {row.hint && <span className="font-mono text-sm break-all">{row.hint}</span>}
    {row.name && <span className="text-sm break-all text-soft">{row.name}</span>}
  </span>
);

interface WhoseIsItProps {
  readonly row: Row;
  readonly places: NonNullable<Row['places']>;
  readonly nameId: string;
  readonly onSettle: Import['settle'];
}

/** Those whose keys look like it come first; then everybody who takes a single secret. */
function WhoseIsIt({ row, places, nameId, onSettle }: WhoseIsItProps) {
  const likely = allChoices.filter(({ place }) => places.some((other) => isSamePlace(place, other)));
  const others = allChoices.filter((choice) => !likely.includes(choice));
  const choices = [...likely, ...others];
  const chosen = choices.findIndex(({ place }) => place.provider === row.provider && place.kind === row.kind);
  return (
    <div className="w-52">
      <Select
        label={words.service}
        labelled="unseen"
        aria-describedby={nameId}
        disabled={row.isSaved === true}
        value={String(chosen)}
        choices={[
          { value: '-1', label: words.choose },
          ...choices.map(({ label }, at) => ({ value: String(at), label })),
        ]}
        onChange={({ target }) => void onSettle(row.id, choices[Number(target.value)]?.place)}
      />
    </div>
  );
}
