/** A worker's script run here, under the rule that our pages live by: no code out of text. */
import { createContext, runInContext } from 'node:vm';

interface WorkerMessage {
  readonly type: string;
  readonly id?: number;
}

export interface Played {
  /** Sends it a message, and hears the next answer. */
  ask(message: object): Promise<WorkerMessage & Record<string, unknown>>;
  tell(message: object): void;
}

export function playWorker(script: string): Played {
  const listeners: ((event: { data: unknown }) => void)[] = [];
  let hear: (message: WorkerMessage & Record<string, unknown>) => void = () => undefined;
  const scope: Record<string, unknown> = {
    ...{
      WebAssembly,
      performance,
      URL,
      TextDecoder,
      setTimeout,
      clearTimeout,
      importScripts: () => undefined,
    },
    location: { href: 'chrome-extension://a/decoders/worker.js' },
    addEventListener: (_: string, listen: (event: { data: unknown }) => void) => listeners.push(listen),
    postMessage: (message: WorkerMessage & Record<string, unknown>) => hear(message),
  };
  scope.self = scope;
  createContext(scope, { codeGeneration: { strings: false, wasm: true } });
  runInContext(script, scope);
  const tell = (data: object) => {
    for (const listen of listeners) listen({ data });
    const { onmessage } = scope as { onmessage?: (event: { data: unknown }) => void };
    onmessage?.({ data });
  };
  return {
    tell,
    ask: (message) =>
      new Promise((resolve) => {
        hear = resolve;
        tell(message);
      }),
  };
}
