/** Before the end-to-end tests: what they test, and what they test it in. */
import { needChromium, needDisplay, needFirefox } from './browsers-present';
import { needBuilds } from './builds';

export async function setup(): Promise<void> {
  needBuilds();
  await needChromium();
  await needFirefox();
  needDisplay();
}
