import { describe, expect, it } from 'vitest';
import { findAddress } from '../../lib/http/address';

const declared = ['https://api.example.com', 'https://*.files.example'];

describe('an address out of a reply', () => {
  it.each([
    'https://api.example.com/v1/x?y=1',
    'https://a.files.example/1.png',
    'https://a.b.files.example/1.png',
    'https://API.example.com:443/x',
  ])('is taken: %s', (text) => {
    expect(findAddress(text, declared)).toBe(new URL(text).href);
  });

  it.each([
    'http://api.example.com/x',
    'https://api.example.com:8443/x',
    'https://user@api.example.com/x',
    'https://user:pass@api.example.com/x',
    'https://api.example.com@evil.test/x',
    'https://api.example.com.evil.test/x',
    'https://sub.api.example.com/x',
    'https://api.example.com./x',
    'https://evilfiles.example/x',
    'https://files.example.evil.test/x',
    'https://files.example/x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://аpi.example.com/x',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'javascript:alert(1)',
    '//api.example.com/x',
    'x',
    '',
    undefined,
    null,
    7,
  ])('is refused: %s', (text) => {
    expect(findAddress(text, declared)).toBeUndefined();
  });
});
