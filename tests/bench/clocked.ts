/** OpenRouter's stand-in for measuring: each `{now}` of an answer is the moment it is sent, and it lists 700 models. */
import type { Sending } from '../harness/script';
import { allStandIns } from '../harness/stand-ins/all';
import { type Answering, type Heard, type Said, type StandIn, say } from '../harness/stand-ins/shape';

export const MODELS = 700;
const TALK = 'POST /api/v1/chat/completions';
const LIST = 'GET /api/v1/models';

export const clockedStandIns = (): StandIn[] =>
  allStandIns.map((standIn) => (standIn.id === 'openrouter' ? clocked(standIn) : standIn));

const clocked = (standIn: StandIn): StandIn => ({
  ...standIn,
  cases: standIn.cases.map((row) => {
    const { [TALK]: talk, [LIST]: list, ...answers } = row.answers;
    if (!talk || !list) return row;
    return { ...row, answers: { ...answers, [TALK]: stamped(talk), [LIST]: lengthened(list) } };
  }),
});

const stamped =
  (talk: Answering) =>
  (heard: Heard): Said => {
    const said = say(talk, heard);
    const { stream } = said;
    return stream ? { ...said, stream: (sending) => stream(stamping(sending)) } : said;
  };

/** Numbered words make paragraphs, as answers do. */
const stamping = (sending: Sending): Sending => ({
  write: (text) =>
    sending.write(
      typeof text === 'string'
        ? text.replaceAll('{now}', () => nowMs().toFixed(2)).replace(/(word\d*[05]0) "/, '$1\\n\\n"')
        : text,
    ),
  wait: sending.wait,
  drop: sending.drop,
  get isGone() {
    return sending.isGone;
  },
});

const nowMs = () => performance.timeOrigin + performance.now();

const lengthened =
  (list: Answering) =>
  (heard: Heard): Said => {
    const said = say(list, heard);
    const { data } = said.body as {
      readonly data: readonly { readonly id: string; readonly name: string }[];
    };
    const many = Array.from({ length: MODELS }, (_, at) => {
      const model = data[at % data.length];
      const round = Math.floor(at / data.length);
      return round === 0 ? model : { ...model, id: `${model?.id}-${round}`, name: `${model?.name} ${round}` };
    });
    return { ...said, body: { data: many } };
  };
