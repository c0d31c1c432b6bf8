import { expect, it } from 'vitest';
import { card } from '../../lib/providers/all/cloudinary';

it('takes the address of the console apart', () => {
  const pasted = {
    kind: 'api-key',
    fields: { apiKey: '123456789012345', apiSecret: 'a-b_c', cloudName: 'my-cloud' },
  };
  expect(card.paste?.('cloudinary://123456789012345:a-b_c@my-cloud')).toEqual(pasted);
  expect(card.paste?.(' CLOUDINARY_URL=cloudinary://123456789012345:a-b_c@my-cloud\n')).toEqual(pasted);
});

it.each([
  '123456789012345',
  'cloudinary://<your_api_key>:<your_api_secret>@my-cloud',
  'cloudinary://1:@my-cloud',
  'https://1:a@my-cloud',
])('leaves %s alone', (text) => expect(card.paste?.(text)).toBeUndefined());
