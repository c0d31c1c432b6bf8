/** A browser with the built extension, and a server that plays every host: one for a whole file, ended after it. */
import { afterAll, beforeAll } from 'vitest';
import { type Browser, type BrowserName, type Launch, launch } from '../harness/browser';
import { pictureFailures } from '../harness/pictures';
import type { Screen } from '../harness/screen';
import { type Server, startServer } from '../harness/server';
import type { StandIn } from '../harness/stand-ins/shape';

export const KEYS = 'options.html#/keys';

/** A test that starts its browser anew puts it in here, so that the right one is ended. */
export interface Running {
  server: Server;
  browser: Browser;
}

export interface Stage extends Running {
  screen: Screen;
}

export interface Setting extends Omit<Launch, 'server'> {
  readonly standIns?: readonly StandIn[];
}

/** `take` gets it when it runs, before the first test. */
export function setBrowser(
  name: BrowserName,
  take: (running: Running) => void = () => undefined,
  { standIns, ...options }: Setting = {},
): Running {
  const running = {} as Running;
  beforeAll(async () => {
    running.server = await startServer(standIns);
    running.browser = await launch(name, { ...options, server: running.server });
    take(running);
  });
  afterAll(async () => {
    try {
      await running.browser?.close();
      running.server?.assertClean();
    } finally {
      await running.server?.close();
    }
  });
  pictureFailures(() => running.browser);
  return running;
}

/** With the Keys page open. */
export function setStage(
  name: BrowserName,
  take: (stage: Stage) => void = () => undefined,
  setting: Setting = {},
): Stage {
  const stage = setBrowser(name, undefined, setting) as Stage;
  beforeAll(async () => {
    stage.screen = await stage.browser.open(KEYS);
    take(stage);
  });
  return stage;
}
