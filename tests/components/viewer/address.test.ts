import { expect, it } from 'vitest';
import { fullPageOf, parseAddress } from '../../../components/viewer/address';
import { newId } from '../../../lib/core/ids';

const id = newId();

it('a model’s own page names a random number and a place, and nothing else', () => {
  const address = fullPageOf(id, 2);
  expect(address).toBe(`/model.html#${id}/2`);
  expect(parseAddress(new URL(address, 'https://a.example').hash)).toEqual({ jobId: id, at: 2 });
});

it.each(['', '#', `#${id}`, `#${id}/`, `#${id}/-1`, `#${id}/1000`, `#${id}/1/2`, '#<script>/0', `#${id}/a`])(
  'what is no such address is none: %s',
  (hash) => {
    expect(parseAddress(hash)).toBeUndefined();
  },
);
