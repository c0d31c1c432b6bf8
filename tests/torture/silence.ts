/** Long answers with long silences, while no page is open and nothing is attached to the background. */
import { expect } from 'vitest';
import {
  begin,
  billed,
  generate,
  NOTHING,
  newest,
  POPUP,
  type Stage,
  untilBooked,
  untilOver,
  untilSays,
  wholeAnswer,
} from '../e2e/jobs-stage';
import { type BrowserName, launch } from '../harness/browser';
import { startServer } from '../harness/server';

const PIECES = 10;

/** `timing`: how the ten words come, as the stand-in's script says it. */
export async function arrivesWhole(name: BrowserName, timing: string, withinMs: number): Promise<void> {
  const server = await startServer();
  const browser = await launch(name, { server, mayIdle: true });
  const stage = { server, browser } as Stage;
  try {
    await begin(stage);
    await generate(stage.screen, `pieces=${PIECES} ${timing}`);
    await untilSays(newest(stage.screen), 'word1 ');
    const elsewhere = await browser.open(NOTHING);
    await stage.screen.close();
    await untilBooked(elsewhere, withinMs);
    stage.screen = await browser.open(POPUP);
    await untilOver(newest(stage.screen));
    await untilSays(newest(stage.screen), wholeAnswer(PIECES));
    expect(await newest(stage.screen).find('alert').count()).toBe(0);
    expect(billed(stage)).toHaveLength(1);
    server.assertClean();
  } finally {
    await browser.close();
    await server.close();
  }
}
