import { wire } from '../../../lib/providers/all/aws';
import { newDesk } from '../desk';
import { parseSigned, signatureOf } from '../sigv4';
import { ALPHANUMERIC, type Answering, type Heard, letters, type Said, type StandIn, say } from './shape';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The secret of an ID can be worked out from it, so that any signature can be verified. */
const secretOf = (id: string) => letters(`aws secret of ${id}`, 40, `${ALPHANUMERIC}/+`);
const tokenOf = (id: string) => letters(`aws token of ${id}`, 220, `${ALPHANUMERIC}/+=`);
const idOf = (seed: string, prefix = 'AKIA') => `${prefix}${letters(`aws ${seed}`, 16, BASE32)}`;
const key = (seed: string, region = 'us-east-1') => ({
  accessKeyId: idOf(seed),
  secretAccessKey: secretOf(idOf(seed)),
  region,
});
const session = (seed: string) => {
  const id = idOf(seed, 'ASIA');
  return { accessKeyId: id, secretAccessKey: secretOf(id), region: 'eu-west-1', sessionToken: tokenOf(id) };
};

const json = (status: number, body: unknown): Said => ({ status, body });
const refusal = (code: string, message: string, status = 403) =>
  json(status, { Error: { Code: code, Message: message, Type: 'Sender' }, RequestId: 'c6104cbe' });

const unknown = refusal('InvalidClientTokenId', 'The security token included in the request is invalid.');
const mismatch = refusal(
  'SignatureDoesNotMatch',
  'The request signature we calculated does not match the signature you provided.',
);
const late = (side: string) =>
  refusal('SignatureDoesNotMatch', `Signature ${side}: 20261121T101500Z is not within 5 minutes of now`);

const FIVE_MINUTES_MS = 300_000;
const SHAPE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const toMs = (date: string) => Date.parse(date.replace(SHAPE, '$1-$2-$3T$4:$5:$6Z'));

/** What STS finds wrong with a request, in the order in which it looks. */
function findFault(heard: Heard): Said | undefined {
  const signed = parseSigned(heard);
  const date = heard.headers['x-amz-date'] ?? '';
  if (!signed || !SHAPE.test(date)) return refusal('IncompleteSignature', 'incomplete');
  const token = heard.headers['x-amz-security-token'];
  if (signed.id.startsWith('ASIA') && token !== tokenOf(signed.id)) return unknown;
  const required = ['host', 'x-amz-date', ...(token ? ['x-amz-security-token'] : [])];
  const isWhole = required.every((name) => signed.names.includes(name)) && date.startsWith(signed.day);
  // IAM has one address and one region; STS has an address for each.
  const isHere =
    signed.service === 'iam'
      ? heard.host === 'iam.amazonaws.com' && signed.region === 'us-east-1'
      : heard.host.startsWith(`sts.${signed.region}.amazonaws.com`);
  if (!isWhole || !isHere) return refusal('SignatureDoesNotMatch', 'Credential should be scoped here');
  if (Math.abs(Date.now() - toMs(date)) > FIVE_MINUTES_MS) return late('expired');
  const scope = `${signed.day}/${signed.region}/${signed.service}/aws4_request`;
  const right = signatureOf(heard, secretOf(signed.id), scope, signed.names);
  return right === signed.signature ? undefined : mismatch;
}

const verified =
  (answer: Answering): Answering =>
  (heard) => {
    const isAsked =
      heard.query.get('Action') === 'GetCallerIdentity' && heard.query.get('Version') === '2011-06-15';
    if (!isAsked) return refusal('InvalidAction', 'Only GetCallerIdentity is free', 400);
    return findFault(heard) ?? say(answer, heard);
  };

const ACCOUNT = '123456789012';
const identity = (who: string, partition = 'aws'): Said =>
  json(200, {
    GetCallerIdentityResponse: {
      GetCallerIdentityResult: {
        Account: ACCOUNT,
        Arn: `arn:${partition}:${who.startsWith('assumed-role') ? 'sts' : 'iam'}::${ACCOUNT}:${who}`,
        UserId: 'AIDAEXAMPLEEXAMPLE',
      },
      ResponseMetadata: { RequestId: 'c6104cbe-af31-11e0-8154-cbc7ccf896c7', AFieldOfTomorrow: 1 },
    },
  });
const inXml: Said = {
  status: 200,
  headers: { 'content-type': 'text/xml' },
  body: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws-cn:iam::${ACCOUNT}:user/wei</Arn><UserId>AIDAEXAMPLE</UserId><Account>${ACCOUNT}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
};
const refusalInXml: Said = {
  status: 403,
  headers: { 'content-type': 'text/xml' },
  body: '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>The security token included in the request is expired</Message></Error></ErrorResponse>',
};

/** STS refuses a right secret once when a wrong one came just before. */
function refusedOnce(answer: Answering): Answering {
  let isNext = false;
  return (heard) => {
    isNext = !isNext;
    return isNext ? mismatch : say(answer, heard);
  };
}

const good = verified((heard) =>
  heard.headers.accept === 'application/json' ? identity('user/ember') : inXml,
);
const at = (answer: Answering) => ({ 'GET /': answer });

/** Who signed, with the token of a key that ends by itself. */
const presented = (heard: Heard): string | undefined => {
  const signed = parseSigned(heard);
  const token = heard.headers['x-amz-security-token'];
  return signed && (token === undefined ? signed.id : `${signed.id} ${token}`);
};

const asked = ({ host, method, body }: Heard, action: string): URLSearchParams | undefined => {
  const query = new URLSearchParams(body);
  const isIt = host === 'iam.amazonaws.com' && method === 'POST' && query.get('Action') === action;
  return isIt && query.get('Version') === '2010-05-08' ? query : undefined;
};

/** A key may make one more for its own user, and delete itself by its ID. IAM answers in XML unless asked otherwise. */
export const desk = newDesk({
  keys: Array.from({ length: 8 }, (_, number) => key(`made ${number}`)),
  identity: (fields) => fields.accessKeyId,
  presented,
  good: () => at(good),
  wrong: unknown,
  refusal: refusal('LimitExceeded', 'Cannot exceed quota for AccessKeysPerUser: 2', 409),
  make: {
    is: (heard) => asked(heard, 'CreateAccessKey') !== undefined,
    fault: findFault,
    tell: ({ accessKeyId, secretAccessKey }) => ({
      status: 200,
      headers: { 'content-type': 'text/xml' },
      body: `<CreateAccessKeyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><CreateAccessKeyResult><AccessKey><UserName>ember</UserName><AccessKeyId>${accessKeyId}</AccessKeyId><Status>Active</Status><SecretAccessKey>${secretAccessKey}</SecretAccessKey></AccessKey></CreateAccessKeyResult></CreateAccessKeyResponse>`,
    }),
  },
  end: {
    whose: (heard) => {
      const id = asked(heard, 'DeleteAccessKey')?.get('AccessKeyId');
      return id && id === parseSigned(heard)?.id ? id : undefined;
    },
    fault: findFault,
    told: {
      status: 200,
      headers: { 'content-type': 'text/xml' },
      body: '<DeleteAccessKeyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ResponseMetadata/></DeleteAccessKeyResponse>',
    },
  },
});

export const standIn: StandIn = {
  id: 'aws',
  hosts: wire.origins.map((origin) => new URL(origin).host),
  desk,
  presented,
  identity: ({ accessKeyId, sessionToken }) =>
    sessionToken === undefined ? accessKeyId : `${accessKeyId} ${sessionToken}`,
  another: (number) => key(`another ${number}`),
  wrong: unknown,
  missing: refusal('MissingAuthenticationToken', 'Request is missing Authentication Token'),
  cases: [
    {
      name: 'good',
      fields: key('good'),
      answers: at(good),
      expect: { verdict: 'works', facts: ['account', 'label'], warnings: [] },
    },
    {
      name: 'good, temporary',
      fields: session('temporary'),
      answers: at(verified(identity('assumed-role/deploy/me'))),
      expect: { verdict: 'works', facts: ['account', 'label'] },
    },
    {
      name: 'good, in GovCloud',
      fields: key('gov', 'us-gov-west-1'),
      answers: at(verified(identity('user/gov', 'aws-us-gov'))),
      expect: { verdict: 'works' },
    },
    {
      name: 'good, in China, told in XML',
      fields: key('china', 'cn-north-1'),
      answers: at(verified(inXml)),
      expect: { verdict: 'works', facts: ['account', 'label'] },
    },
    {
      name: 'root user',
      fields: key('root'),
      answers: at(verified(identity('root'))),
      expect: { verdict: 'works', warnings: ['root-key'] },
    },
    {
      name: 'wrong',
      fields: key('unknown'),
      answers: at(unknown),
      expect: { verdict: 'rejected', reason: 'unknown-id' },
    },
    {
      name: 'wrong secret',
      fields: { ...key('mistyped'), secretAccessKey: letters('aws mistyped', 40, ALPHANUMERIC) },
      answers: at(good),
      expect: { verdict: 'rejected', reason: 'wrong-secret' },
    },
    {
      name: 'right secret just after a wrong one',
      fields: key('corrected'),
      answers: at(refusedOnce(good)),
      expect: { verdict: 'works' },
    },
    {
      name: 'temporary without its session token',
      fields: {
        accessKeyId: idOf('half', 'ASIA'),
        secretAccessKey: secretOf(idOf('half', 'ASIA')),
        region: 'us-east-1',
      },
      answers: at(good),
      expect: { verdict: 'rejected', reason: 'session-token-missing' },
    },
    {
      name: 'expired',
      fields: session('expired'),
      answers: at(verified(refusal('ExpiredToken', 'The security token included in the request is expired'))),
      expect: { verdict: 'rejected', reason: 'expired-key' },
    },
    {
      name: 'expired, told in XML',
      fields: session('expired xml'),
      answers: at(verified(refusalInXml)),
      expect: { verdict: 'rejected', reason: 'expired-key' },
    },
    {
      name: 'clock behind',
      fields: key('slow clock'),
      answers: at(late('expired')),
      expect: { verdict: 'unreachable', reason: 'clock-wrong' },
    },
    {
      name: 'clock ahead',
      fields: key('fast clock'),
      answers: at(late('not yet current')),
      expect: { verdict: 'unreachable', reason: 'clock-wrong' },
    },
    {
      name: 'region switched off',
      fields: key('region off', 'ap-east-1'),
      answers: at(verified(refusal('RegionDisabledException', 'STS is not activated in this region'))),
      expect: { verdict: 'unreachable', reason: 'region-off' },
    },
    {
      name: 'too many questions',
      fields: key('throttled'),
      answers: at(verified(refusal('Throttling', 'Rate exceeded', 400))),
      expect: { verdict: 'unreachable', reason: 'rate-limited' },
    },
    {
      name: 'our own mistake says nothing of the key',
      fields: key('incomplete'),
      answers: at(refusal('IncompleteSignature', 'Date must be in ISO-8601', 400)),
      expect: { verdict: 'unreachable', reason: 'unexpected-answer' },
    },
    {
      name: 'an identifier that cannot be one',
      fields: { ...key('odd'), accessKeyId: 'AKIA/../odd/odd/odd' },
      answers: {},
      expect: { verdict: 'rejected', reason: 'format-wrong' },
    },
  ],
};
