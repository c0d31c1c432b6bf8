import type { Round, State } from '../../../lib/jobs/record';
import { Disclosure } from '../../ui/Disclosure';
import { Answer } from '../answer/Answer';
import { inert } from '../answer/inert';
import { Args, toolName } from './Args';
import { tools } from './words';

interface RoundsProps {
  readonly rounds: readonly Round[];
  readonly asks: State['asks'];
}

/** Earlier parts of the same turn: what was said before a tool was wanted, and what the tool answered. */
export const Rounds = ({ rounds, asks }: RoundsProps) =>
  rounds.map((round, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rounds are only ever added
    <RoundOf key={at} round={round} at={at} asks={at === rounds.length - 1 ? asks : undefined} />
  ));

interface RoundOfProps extends Pick<RoundsProps, 'asks'> {
  readonly round: Round;
  readonly at: number;
}

function RoundOf({ round, at, asks }: RoundOfProps) {
  // What waits for somebody's word is asked below, and was not used yet.
  const used = round.calls
    .map((call, place) => ({ ...call, place }))
    .filter((call) => !asks?.some(({ id, name }) => id === call.id && name === call.name));
  return (
    <div className="space-y-2">
      {round.thinking !== '' && (
        <Disclosure summary={tools.thinking}>
          <div dir="auto" className="whitespace-pre-wrap text-soft [overflow-wrap:anywhere]">
            {inert(round.thinking)}
          </div>
        </Disclosure>
      )}
      <Answer id="" round={at} text={round.text} thinking="" isOver />
      {used.map((call) => (
        <Disclosure key={call.place} summary={tools.used(toolName(call.name))}>
          <Args args={call.args} />
          <Result result={round.results[call.place]} />
        </Disclosure>
      ))}
    </div>
  );
}

function Result({ result }: { readonly result: Round['results'][number] | undefined }) {
  if (!result) return <p>{tools.noResult}</p>;
  return (
    <div className="space-y-1 pt-1">
      <p className={result.isError ? 'text-bad' : undefined}>
        {result.isError ? tools.failed : tools.result}
      </p>
      <div dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
        {inert(result.content)}
      </div>
    </div>
  );
}
