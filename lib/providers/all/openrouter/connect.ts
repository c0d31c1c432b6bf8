// https://openrouter.ai/docs/use-cases/oauth-pkce: no registration, no client secret; a code works once, for ten minutes.
import { fail } from '../../../core/problem';
import { readAnswer } from '../../../http/answer';
import type { Connect, Guide } from '../../shape';
import { asText, at } from '../../wire/read';

export const connectPage: NonNullable<Guide['connect']> = {
  address({ redirectUrl, challenge, state, label }) {
    const asked = {
      callback_url: redirectUrl,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      state,
      key_label: label,
    };
    return `https://openrouter.ai/auth?${new URLSearchParams(asked)}`;
  },
};

export const connect: Connect = {
  async redeem(code, verifier, send) {
    const response = await send('https://openrouter.ai/api/v1/auth/keys', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, code_verifier: verifier, code_challenge_method: 'S256' }),
    });
    const answer = await readAnswer(response);
    const apiKey = asText(at(answer.json, 'key'));
    if (response.ok && apiKey) return { apiKey };
    // Whatever else it says with a 4xx, its own advice is to start again.
    const said = asText(at(answer.json, 'error', 'message')) ?? '';
    if (/expired/i.test(said)) fail('connect-expired');
    // A fresh code that is used up: a browser sends a POST again by itself when a reused connection breaks.
    if (/^invalid code\b/i.test(said)) fail('connect-lost');
    if (response.status >= 400 && response.status < 500) fail('connect-refused');
    return fail('connect-lost');
  },
};
