/**
 * From a finding's code to its sentence, with the named values in it. A provider's own sentence comes first;
 * here are those that several share and those of the check itself.
 */
import type { Finding, Verdict } from '../../lib/providers/report';
import type { Guide } from '../../lib/providers/shape';

export const sentences: Readonly<Record<string, string>> = {
  'wrong-key': 'The provider does not know this key. It may be mistyped, deleted, or of another account.',
  'expired-key': 'This key has expired. Make a new one and replace it here.',
  'revoked-key': 'This key was revoked at the provider. Make a new one and replace it here.',
  'key-blocked': 'The provider blocked this key. Its site says why.',
  'format-wrong': 'A part of this credential cannot be right. Compare it with the page you copied it from.',
  'account-suspended': 'The key is genuine, but its account is suspended. Only the provider can change that.',
  'address-not-allowed': 'The key is genuine, but the provider refuses it from your network address.',
  'region-refused': 'The provider does not answer from your country or region. The key was not judged.',
  'clock-wrong': 'The provider says that the clock of this computer is wrong. Set it right and check again.',
  'no-credit': 'The key is genuine, but the account has no credit left. Add some at the provider.',
  'no-models': 'The key is genuine, but it may use no model.',
  'missing-scopes': 'The key is genuine, but it lacks rights: {scopes}.',
  'can-create-keys': 'This key can make other keys. Whoever has it has more than you need here.',
  'test-mode': 'This is a test key: it works, but nothing real happens with it.',
  'format-only': 'The format looks right. The provider offers no way to test it without writing something.',
  'rate-limited': 'The provider is busy with too many requests and did not judge the key. Check again later.',
  'provider-down':
    'The provider has trouble of its own (answer {status}). The key was not judged. Check again later.',
  'not-the-provider':
    'Something answered that is not the provider. A sign-in page of your network, for example. The key was not judged.',
  'unexpected-answer':
    'The provider gave an answer that Firekeep does not know (answer {status}). The key was not judged.',
  'answer-too-long':
    'The provider’s answer did not end, so it was cut off. The key was not judged. Check again later.',
  'timed-out': 'The provider did not answer in time. The key was not judged. Check again later.',
  offline: 'This computer is offline. The key was not judged. Check again when you are connected.',
  'no-connection':
    'No connection to the provider. Its address, its certificate, your network or a blocker can be the cause. The key was not judged.',
  'host-not-allowed': 'Your browser was not allowed to reach the provider, so nothing was sent to it.',
};

/** A value that had to be left out because it held a piece of the secret. */
const LEFT_OUT = 'not shown';

export function sayFinding({ code, values }: Finding, guide: Guide | undefined): string {
  const sentence = guide?.findings?.[code] ?? sentences[code] ?? `The service reported: ${code}.`;
  return sentence.replace(/\{([a-z]+)\}/gi, (_, name: string) => String(values?.[name] ?? LEFT_OUT));
}

/** An element's whole text: other screens and screen readers know a verdict by exactly these words. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  works: 'works',
  'works-with-limits': 'works with limits',
  rejected: 'rejected',
  'out-of-credit': 'out of credit',
  unreachable: 'unreachable',
  'cannot-be-checked': 'cannot be checked',
  'not-checked': 'not checked yet',
};
