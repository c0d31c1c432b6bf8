import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../../components/library/words';

describe('sizes', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_000, '1.0 KB'],
    [65_536, '66 KB'],
    [6_553_600, '6.6 MB'],
    [12_345_678_901, '12 GB'],
  ])('%s', (bytes, words) => expect(sizeOf(bytes)).toBe(words));
});
