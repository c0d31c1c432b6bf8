/**
 * Keeps the background alive while it works, and wakes it when it is dead. Neither browser counts a running fetch
 * as work, both count a call of their own API; an alarm is the net under it all.
 */
import { browser } from 'wxt/browser';

const CALL_EVERY_MS = 20_000;
const ALARM = 'jobs';
const HALF_A_MINUTE = 0.5;
/** Between two looks the background may sleep. */
const SELDOM = 3;

let timer: ReturnType<typeof setInterval> | undefined;

export function keepAlive(isWorking: boolean, onTick: () => void): void {
  if (isWorking && timer === undefined)
    timer = setInterval(() => {
      void browser.runtime.getPlatformInfo();
      onTick();
    }, CALL_EVERY_MS);
  if (isWorking || timer === undefined) return;
  clearInterval(timer);
  timer = undefined;
}

export async function keepAlarm(isNeeded: boolean, isSeldom = false): Promise<void> {
  const alarm = await browser.alarms.get(ALARM);
  const periodInMinutes = isSeldom ? SELDOM : HALF_A_MINUTE;
  if (isNeeded && alarm?.periodInMinutes !== periodInMinutes)
    await browser.alarms.create(ALARM, { periodInMinutes });
  if (!isNeeded && alarm) await browser.alarms.clear(ALARM);
}

export const isJobsAlarm = (name: string): boolean => name === ALARM;
