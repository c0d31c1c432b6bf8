import type { Problem } from '../../lib/core/problem';
import { findGuide } from '../../lib/providers/guides';
import type { Report } from '../../lib/providers/report';
import type { Guide } from '../../lib/providers/shape';
import { ProblemAlert } from '../app/ProblemAlert';
import { Button } from '../ui/Button';
import { Alert } from '../ui/Notice';
import { sayFinding } from './findings';
import { controlName, readControl } from './form';
import { toHosts } from './hosts';
import type { Credential } from './useCredential';
import type { Sending } from './useSending';
import { words } from './words';

interface OutcomeAlertProps {
  readonly credential: Credential;
  readonly sending: Sending;
  readonly onGo?: ((guide: Guide) => void) | undefined;
}

/** Why nothing was saved: what happened, what it means, what can be done. */
export function OutcomeAlert({ credential, sending, onGo }: OutcomeAlertProps) {
  const { outcome } = sending;
  if (!outcome) return null;
  if (outcome.what === 'problem')
    return <ProblemAlert key={outcome.count} problem={withNames(outcome.problem)} />;
  if (outcome.what === 'elsewhere')
    return <HeldBack key={outcome.count} other={outcome.guide} {...{ credential, sending, onGo }} />;
  return <NotSaved key={outcome.count} report={outcome.report} {...{ credential, sending }} />;
}

/** A problem names a provider by its id: people know it by its name. */
export function withNames({ code, values }: Problem): Problem {
  const guide = findGuide(String(values?.provider ?? ''));
  return { code, ...(values && { values: { ...values, ...(guide && { provider: guide.name }) } }) };
}

function HeldBack({ other, credential, sending, onGo }: OutcomeAlertProps & { readonly other: Guide }) {
  const here = credential.guide.name;
  return (
    <Alert
      title={words.outcome.elsewhereTitle(other.name)}
      actions={
        <>
          {onGo && (
            <Button size="small" onClick={() => onGo(other)}>
              {words.remark.go(other.name)}
            </Button>
          )}
          <Button size="small" onClick={() => sending.check(true)}>
            {words.outcome.checkHere(here)}
          </Button>
        </>
      }
    >
      {words.outcome.elsewhere(here)}
    </Alert>
  );
}

interface NotSavedProps {
  readonly report: Report;
  readonly credential: Credential;
  readonly sending: Sending;
}

function NotSaved({ report, credential, sending }: NotSavedProps) {
  const { guide } = credential;
  const verdict =
    report.verdict === 'rejected' || report.verdict === 'not-checked' ? report.verdict : 'unreachable';
  return (
    <Alert
      title={words.outcome.title[verdict](guide.name)}
      actions={verdict === 'rejected' && <OtherRegions {...{ credential, sending }} />}
    >
      <p>{sayReason(report, credential)}</p>
      <p>{words.outcome.next[verdict]}</p>
    </Alert>
  );
}

function sayReason({ reason }: Report, { guide, kind, form }: Credential): string {
  if (reason?.code !== 'host-not-allowed') return reason ? sayFinding(reason, guide) : '';
  const fields = Object.fromEntries(
    kind.fields.map((field) => [field.name, readControl(form.current, controlName(field))]),
  );
  return words.outcome.denied(toHosts(guide.originsFor(kind.id, fields)));
}

/** A rejected key may be at home in another region. That is offered and never tried unasked. */
function OtherRegions({ credential, sending }: Omit<NotSavedProps, 'report'>) {
  const { guide, kind, form } = credential;
  const field = kind.fields.find((entry) => entry.name === guide.elsewhere);
  if (!field?.choices) return null;
  const current = readControl(form.current, controlName(field));
  const others = field.choices.filter((choice) => choice.value !== current);
  if (others.length > MOST_BUTTONS) return <p>{words.add.elsewhereAbove(field)}</p>;
  return others.map((choice) => (
    <Button
      key={choice.value}
      size="small"
      onClick={() => {
        credential.fill({ [field.name]: choice.value });
        sending.check();
      }}
    >
      {words.add.elsewhere(choice.label)}
    </Button>
  ));
}

const MOST_BUTTONS = 3;
