/**
 * A sample of providers × everything that can go wrong at any of them, in the built extension: the browsers' own
 * words for a cut cable or a redirect differ, and the verdict must not.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../lib/core/ids';
import { type Browser, bothBrowsers } from '../harness/browser';
import { plantCookies } from '../harness/cookies';
import { type FaultName, faultNames, faultOf } from '../harness/faults';
import { allowAllHosts } from '../harness/hosts';
import { createVault } from '../harness/journey';
import { mustAsk } from '../harness/messages';
import type { Screen } from '../harness/screen';
import type { Server } from '../harness/server';
import { kindOf } from '../harness/wires';
import { setStage } from './stage';

/** One header, a region, a signed request, two halves in one header, several questions. */
const SAMPLE = ['openrouter', 'tripo', 'aws', 'twilio', 'github'];

const isSilent = (fault: FaultName) => 'isSilent' in faultOf(fault);
const isTrouble = (fault: FaultName) => {
  const { expect: wanted } = faultOf(fault);
  return wanted !== 'as-good' && wanted.reasons.includes('provider-down');
};

interface Reply {
  readonly saved: boolean;
  readonly report: { readonly verdict: string; readonly reason?: { readonly code: string } };
}

describe.each(bothBrowsers)('%s', (name) => {
  let server: Server;
  let browser: Browser;
  let screen: Screen;

  const replies = new Map<string, Reply>();

  setStage(name, (running) => {
    ({ server, browser, screen } = running);
  });
  beforeAll(async () => {
    await plantCookies(browser, server.hosts);
    await createVault(screen);
    await allowAllHosts(browser, screen);
    await Promise.all(SAMPLE.map(checkAll));
  });

  /**
   * Who never answers is waited for meanwhile; the others come one after the other. Those with trouble of their own
   * come last: after a few of their answers Chromium itself holds further requests to that address back.
   */
  const checkAll = async (provider: string) => {
    const waiting = faultNames.filter(isSilent).map((fault) => check(provider, fault));
    const others = faultNames.filter((fault) => !isSilent(fault));
    for (const fault of others.sort((a, b) => Number(isTrouble(a)) - Number(isTrouble(b))))
      await check(provider, fault);
    await Promise.all(waiting);
  };

  const check = async (provider: string, fault: FaultName) => {
    const fields = server.credential(provider, fault);
    const kind = kindOf(provider, undefined)?.id;
    const key = { id: newId(), provider, kind, fields, name: fault, environment: 'test' };
    replies.set(`${provider} ${fault}`, await mustAsk<Reply>(screen, 'keys/add', key));
  };

  describe.each(SAMPLE)('%s', (provider) => {
    it.each(faultNames)('%s', (fault) => {
      const { expect: wanted } = faultOf(fault);
      const { saved, report } = replies.get(`${provider} ${fault}`) ?? {};
      if (wanted === 'as-good') return expect([saved, report?.verdict]).toEqual([true, 'works']);
      expect(report?.verdict).toBe(wanted.verdict);
      expect(wanted.reasons).toContain(report?.reason?.code);
      expect(saved).toBe(false);
    });
  });

  it('let no secret and no cookie go astray', () => server.assertClean());
});
