import { browser } from 'wxt/browser';
import { destroyIfRemoved } from '../../lib/keys/change';

export function watchAlarms(): void {
  browser.alarms.onAlarm.addListener(({ name }) => destroyIfRemoved(name));
}
