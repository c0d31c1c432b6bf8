/** What the tests of Meshy have in common: a good key of its own, its purse, what was asked of whom. */
import { wire } from '../../../lib/providers/all/meshy';
import { standIn } from '../../harness/stand-ins/meshy';
import { type Shaping, shapingWith } from './shaping';

export const NEWEST = 'meshy-7.1';
export const begin = () => shapingWith(wire, standIn);

/** Method and path of all that was asked, without the ids. */
export const pathsOf = ({ heard }: Shaping) =>
  heard.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}/, 'ID')}`);

export const balanceOf = async ({ call }: Shaping): Promise<number> => {
  const headers = { authorization: `Bearer ${call.secret.apiKey}` };
  const answer = await call.fetch('https://api.meshy.ai/openapi/v1/balance', { headers });
  return (await answer.json()).balance;
};
