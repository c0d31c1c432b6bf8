import { memo, useId } from 'react';
import { type KeyRecord, mayBeDefault } from '../../lib/keys/record';
import type { Guide } from '../../lib/providers/shape';
import { ProblemAlert } from '../app/ProblemAlert';
import { Badge } from '../ui/Badge';
import { Time } from '../ui/Time';
import { KeySpent } from '../usage/KeySpent';
import { CopiedNotice } from './CopiedNotice';
import { nameOf } from './groups';
import { KeyButtons } from './KeyButtons';
import { Findings, VerdictBadge } from './KeyVerdict';
import { AgeNotice } from './rotate/AgeNotice';
import { environments, words } from './words';
import { useWork } from './work';

interface KeyItemProps {
  readonly record: KeyRecord;
  readonly guide: Guide | undefined;
  readonly isDefault: boolean;
}

/** One saved key. Off the screen the browser skips its layout: five hundred of them stay smooth. */
export const KeyItem = memo(function KeyItem({ record, guide, isDefault }: KeyItemProps) {
  const nameId = useId();
  const { failure, isCopied } = useWork(record.id);
  return (
    <li data-key className="space-y-2 p-3 [contain-intrinsic-size:auto_9rem] [content-visibility:auto]">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span id={nameId} className="min-w-0 font-medium break-words">
          {nameOf(record)}
        </span>
        <Badge>{environments[record.environment]}</Badge>
        {isDefault && <Badge tone="ember">{words.key.isDefault}</Badge>}
        {!record.isEnabled && <Badge>{words.key.isDisabled}</Badge>}
        <span className="ml-auto">
          <VerdictBadge verdict={record.report.verdict} />
        </span>
      </div>
      <Hint record={record} guide={guide} />
      <Findings record={record} guide={guide} />
      <AgeNotice record={record} nameId={nameId} />
      <Times record={record} mayPay={!guide || guide.makes.length > 0} />
      {failure && <ProblemAlert key={failure.count} problem={failure.problem} />}
      {isCopied && <CopiedNotice id={record.id} />}
      <KeyButtons
        record={record}
        nameId={nameId}
        canBeDefault={!isDefault && mayBeDefault(record)}
        canRotate={guide !== undefined}
        mayPay={guide !== undefined && guide.makes.length > 0}
      />
    </li>
  );
});

/** The masked secret, and in full what is no secret: a SID, a cloud name, a region. */
function Hint({ record, guide }: Pick<KeyItemProps, 'record' | 'guide'>) {
  const kind = guide?.kinds.find((entry) => entry.id === record.kind);
  const known = kind?.fields.filter((field) => record.identifiers[field.name]) ?? [];
  if (!(record.name && record.hint) && known.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-3 text-sm text-soft">
      {record.name && record.hint && <span className="font-mono text-ink">{record.hint}</span>}
      {known.map((field) => {
        const value = record.identifiers[field.name] ?? '';
        const shown = field.choices?.find((choice) => choice.value === value)?.label;
        return (
          <span key={field.name} className="min-w-0 break-all">
            {field.label} <span className={shown ? undefined : 'font-mono'}>{shown ?? value}</span>
          </span>
        );
      })}
    </p>
  );
}

interface TimesProps {
  readonly record: KeyRecord;
  /** Its service makes something. */
  readonly mayPay: boolean;
}

const Times = ({ record, mayPay }: TimesProps) => (
  <p className="flex flex-wrap gap-x-3 text-sm text-soft">
    <span>
      {record.checkedAtMs === null ? (
        words.key.neverChecked
      ) : (
        <>
          {words.key.checked} <Time atMs={record.checkedAtMs} />
        </>
      )}
    </span>
    <span>
      {record.usedAtMs === null ? (
        words.key.neverUsed
      ) : (
        <>
          {words.key.used} <Time atMs={record.usedAtMs} />
        </>
      )}
    </span>
    <span>
      {words.key.added} <Time atMs={record.addedAtMs} />
    </span>
    {mayPay && <KeySpent keyId={record.id} />}
  </p>
);
