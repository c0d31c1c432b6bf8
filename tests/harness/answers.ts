/** Who answers: the stand-in by its host, the case by the credential that was presented. */
import type { Fields, Kind } from '../../lib/providers/shape';
import { type Fault, type FaultName, faultOf } from './faults';
import { type Case, type Heard, type Said, type StandIn, say } from './stand-ins/shape';
import { kindOf, secretsIn } from './wires';

/** A credential made for a test: another good one, or one that meets a fault. */
interface Issued {
  readonly fields: Fields;
  readonly fault: Fault | undefined;
  times: number;
}

export type Decision =
  | { readonly by: string; readonly said: Said; readonly isUnlisted?: true; readonly isWrite?: true }
  | { readonly by: string; readonly fault: Fault; readonly times: number };

export class Answers {
  readonly #issued = new Map<string, Issued>();
  #made = 0;

  constructor(readonly standIn: StandIn) {}

  /** A credential that nobody used yet. Without a fault it is answered as the good case is. */
  issue(fault: FaultName | undefined): Fields {
    const fields = this.standIn.another(++this.#made);
    const identity = this.standIn.identity(fields, this.#kind(undefined).id);
    if (identity !== undefined)
      this.#issued.set(identity, { fields, fault: fault && faultOf(fault), times: 0 });
    return fields;
  }

  secretsOf = (fields: Fields, kind?: string): string[] => secretsIn(this.#kind(kind), fields);

  isFileHost = (host: string): boolean => this.standIn.files?.hosts.includes(host) === true;

  decide(heard: Heard): Decision {
    if (this.isFileHost(heard.host)) return asFile(this.standIn.files?.answer(heard), heard);
    const atDesk = this.standIn.desk?.answer(heard);
    if (atDesk) return { by: 'desk', said: atDesk };
    const presented = this.standIn.presented(heard);
    if (presented === undefined) return { by: 'missing', said: say(this.standIn.missing, heard) };
    const issued = this.#issued.get(presented);
    if (issued) return this.#asIssued(issued, heard);
    const rows = this.standIn.cases.filter((row) => this.#identityOf(row) === presented);
    if (rows.length === 0) return { by: 'wrong', said: say(this.standIn.wrong, heard) };
    return asCase(rows, heard);
  }

  #asIssued(issued: Issued, heard: Heard): Decision {
    const times = issued.times++;
    if (issued.fault && (issued.fault.expect !== 'as-good' || times === 0))
      return { by: 'fault', fault: issued.fault, times };
    const good = this.#good();
    return asCase([likeGood(good, issued.fields, this.#kind(good.kind))], heard);
  }

  #good(): Case {
    const first = this.#kind(undefined).id;
    const good = this.standIn.cases.find(
      (row) => (row.kind ?? first) === first && row.expect.verdict === 'works',
    );
    if (!good) throw new Error(`${this.standIn.id} has no good case of its first kind`);
    return good;
  }

  #identityOf = (row: Case) => this.standIn.identity(row.fields, this.#kind(row.kind).id);

  #kind(id: string | undefined): Kind {
    const kind = kindOf(this.standIn.id, id);
    if (!kind) throw new Error(`${this.standIn.id} has no kind ${id ?? ''}`);
    return kind;
  }
}

function asFile(said: Said | undefined, heard: Heard): Decision {
  if (heard.method === 'GET' && said) return { by: 'files', said };
  return { by: 'nobody', said: { status: 404 }, isUnlisted: true };
}

function asCase(rows: readonly Case[], heard: Heard): Decision {
  const row = rows.find((candidate) => listed(candidate, heard)) ?? rows[0];
  const answering = row && listed(row, heard);
  if (answering) return { by: row.name, said: say(answering, heard) };
  const said = { status: 404, body: { error: 'not on the sheet' } };
  return { by: 'nobody', said, isUnlisted: true, ...(heard.method === 'GET' ? {} : { isWrite: true }) };
}

function listed({ answers }: Case, { method, path }: Heard) {
  const exact = answers[`${method} ${path}`];
  if (exact) return exact;
  const below = Object.keys(answers).find(
    (key) => key.endsWith('/*') && `${method} ${path}`.startsWith(key.slice(0, -1)),
  );
  return below === undefined ? undefined : answers[below];
}

/** The good case in another's name: identifiers stand in paths (an account) and in bodies. */
function likeGood(good: Case, fields: Fields, kind: Kind): Case {
  const swaps = kind.fields.flatMap(({ name, holds }) => {
    const from = good.fields[name];
    const to = fields[name];
    return holds === 'identifier' && from && to ? [[encodeURIComponent(from), encodeURIComponent(to)]] : [];
  });
  const renamed = (text: string) =>
    swaps.reduce((done, [from = '', to = '']) => done.replaceAll(from, to), text);
  const answers = Object.entries(good.answers).map(([key, answering]) => [
    renamed(key),
    (heard: Heard): Said => renameSaid(say(answering, heard), renamed),
  ]);
  return { ...good, fields, answers: Object.fromEntries(answers) };
}

const renameSaid = (said: Said, renamed: (text: string) => string): Said =>
  said.body === undefined || said.body instanceof Uint8Array
    ? said
    : { ...said, body: JSON.parse(renamed(JSON.stringify(said.body))) };
