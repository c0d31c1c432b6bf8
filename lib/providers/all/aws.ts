// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
import { AwsV4Signer } from 'aws4fetch';
import type { Answer } from '../../http/answer';
import { pause } from '../../http/wait';
import type { Report } from '../report';
import type { Call, Card, Face, Fields, Kind, Traits, Wire } from '../shape';
import { ask } from '../wire/ask';
import { asText, at } from '../wire/read';
import { finding, isOk, rejected, text, unclear, unreachable, works } from '../wire/verdicts';
import { IAM, mayRotate, rotate, originsFor as rotatingOrigins } from './aws/rotate';

// https://docs.aws.amazon.com/general/latest/gr/sts.html: commercial, then GovCloud, then China.
const REGIONS =
  'us-east-1 us-east-2 us-west-1 us-west-2 af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ' +
  'ap-northeast-3 ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ' +
  'ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1 ' +
  'eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1 me-central-1 me-south-1 mx-central-1 ' +
  'sa-east-1 us-gov-east-1 us-gov-west-1 cn-north-1 cn-northwest-1';
const regions = () => REGIONS.split(' ');

const HOME = 'us-east-1';
const toOrigin = (region: string) =>
  `https://sts.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
const regionOf = (fields: Fields) => fields.region ?? HOME;

const kinds: readonly Kind[] = [
  {
    id: 'access-key',
    label: 'Access key',
    fields: [
      { name: 'accessKeyId', label: 'Access key ID', holds: 'identifier' },
      { name: 'secretAccessKey', label: 'Secret access key', holds: 'secret' },
      {
        name: 'region',
        label: 'Region',
        holds: 'choice',
        initial: HOME,
        get choices() {
          return regions().map((region) => ({ value: region, label: region }));
        },
        help: 'us-east-1 answers every key outside China and GovCloud.',
      },
      {
        name: 'sessionToken',
        label: 'Session token',
        holds: 'secret',
        isOptional: true,
        help: 'Only for temporary keys: their ID begins with ASIA.',
      },
    ],
  },
];

const originsFor = (_kind: string, fields: Fields) =>
  regions().includes(regionOf(fields)) ? [toOrigin(regionOf(fields))] : [];

export const wire: Wire = {
  id: 'aws',
  kinds,
  get origins() {
    return [...regions().map(toOrigin), IAM];
  },
  downloads: [],
  originsFor,
  rotate,

  // STS is free and answers whatever the key may do. S3 itself would cost, so it is never asked.
  async check(call) {
    const { accessKeyId = '', sessionToken } = call.secret;
    if (!/^\w{16,128}$/.test(accessKeyId)) return rejected(finding('format-wrong'));
    const answer = await askTwice(call);
    const arn = read(answer, 'Arn') ?? '';
    if (!isOk(answer) || !/^arn:aws[\w-]*:\w+:/.test(arn))
      return findRefusal(answer, accessKeyId.startsWith('ASIA') && !sessionToken) ?? unclear(answer);
    const who = arn.split(':').slice(5).join(':');
    return works({
      facts: [text('account', read(answer, 'Account')), text('label', who)],
      warnings: [who === 'root' ? finding('root-key') : undefined],
    });
  },
};

const AGAIN_MS = 2_000;

/** A right secret is refused when a wrong one for the same ID was tried in the five seconds before. */
async function askTwice(call: Call): Promise<Answer> {
  const first = await askOnce(call);
  if (codeOf(first) !== 'SignatureDoesNotMatch' || isClock(first)) return first;
  await pause(AGAIN_MS, call.signal);
  return askOnce(call);
}

async function askOnce(call: Call): Promise<Answer> {
  const { accessKeyId = '', secretAccessKey = '', sessionToken } = call.secret;
  const region = regionOf(call.secret);
  const url = `${toOrigin(region)}/?Action=GetCallerIdentity&Version=2011-06-15`;
  const credential = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
  const signer = new AwsV4Signer({ url, method: 'GET', service: 'sts', region, ...credential });
  const { headers } = await signer.sign();
  return ask(call, url, { ...Object.fromEntries(headers), accept: 'application/json' });
}

/** STS answers in JSON when asked to, and in XML when it does not listen; a worker has no DOMParser. */
const inXml = (answer: Answer, name: string) =>
  new RegExp(`<${name}>([^<]{1,2000})</${name}>`).exec(answer.text)?.[1];
const read = (answer: Answer, name: string) =>
  asText(at(answer.json, 'GetCallerIdentityResponse', 'GetCallerIdentityResult', name)) ??
  inXml(answer, name);
const readError = (answer: Answer, name: string) =>
  asText(at(answer.json, 'Error', name)) ??
  (answer.text.includes('<ErrorResponse') ? inXml(answer, name) : undefined);

const codeOf = (answer: Answer) => readError(answer, 'Code');
const isClock = (answer: Answer) =>
  /signature (?:expired|not yet current)/i.test(readError(answer, 'Message') ?? '');

function findRefusal(answer: Answer, lacksToken: boolean): Report | undefined {
  switch (codeOf(answer)) {
    case 'InvalidClientTokenId':
      return rejected(finding(lacksToken ? 'session-token-missing' : 'unknown-id'));
    case 'SignatureDoesNotMatch':
      return isClock(answer) ? unreachable(finding('clock-wrong')) : rejected(finding('wrong-secret'));
    case 'RequestExpired':
      return unreachable(finding('clock-wrong'));
    case 'ExpiredToken':
      return rejected(finding('expired-key'));
    case 'RegionDisabledException':
      return unreachable(finding('region-off'));
    case 'Throttling':
      return unreachable(finding('rate-limited'));
    default:
      return undefined;
  }
}

export const face: Face = {
  id: 'aws',
  name: 'AWS S3',
  category: 'storage',
  about: 'Keeps files of any size in buckets of Amazon.',
  makes: [],
  keyPage: 'https://console.aws.amazon.com/iam/home#/security_credentials',
};

export const card: Card = {
  face,
  benefits: [
    'Storage paid by what is used',
    'Keys limited to one bucket',
    'Says whose key it is without touching a file',
  ],
  site: 'https://aws.amazon.com/s3/',
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  steps: [
    'Open IAM, Users, and make a user that may use one bucket and nothing else.',
    'Open the user, Security credentials, and choose Create access key.',
    'Choose what it is for and confirm.',
    'Copy the ID and the secret: the secret is shown only once.',
  ],
  setup: { minutes: 10, difficulty: 'hard' },
  price: {
    note: 'Pay by gigabyte, request and traffic. Firekeep asks only STS, which is free.',
    free: 'New accounts: a free plan for 6 months and up to $200 of credit.',
    asOf: '2026-11-21',
  },
  keyFormat: 'ID: AKIA or ASIA and 16 characters; secret: 40 characters',
  kinds,
  originsFor,
  formats: [
    {
      kind: 'access-key',
      field: 'accessKeyId',
      pattern: /^(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}$/,
      isUnmistakable: true,
    },
    { kind: 'access-key', field: 'secretAccessKey', pattern: /^[A-Za-z0-9/+]{40}$/ },
  ],
  misfits: [
    {
      pattern: /^(?:AIDA|AROA|AGPA|AIPA|ANPA|ANVA)[A-Z0-9]{12,}$/,
      says: 'This names a user or a role. An access key ID begins with AKIA or ASIA.',
    },
  ],
  rotate: {
    mayMake: ({ identifiers }) => mayRotate(identifiers),
    mayEnd: ({ identifiers }) => mayRotate(identifiers),
    originsFor: rotatingOrigins,
  },
  tips: [
    'ID not known? It may be switched off in IAM, or belong to China or GovCloud: choose a region there.',
    'Corrected the secret a moment ago and still refused? Wait five seconds: AWS remembers the wrong try.',
  ],
  elsewhere: 'region',
  findings: {
    'unknown-id': 'AWS does not know this access key ID here, or it was switched off.',
    'wrong-secret': 'AWS knows this access key ID, but the secret does not belong to it.',
    'session-token-missing': 'This is a temporary key. It works only together with its session token.',
    'region-off': 'Your account has this region switched off. Choose another, for example us-east-1.',
    'root-key':
      'This is the key of the root user. It may do everything and cannot be limited. Make a key of an IAM user instead and delete this one.',
  },
};

export const traits: Traits = {
  id: 'aws',
  limits: { is: 'yes', note: 'Rights by IAM, down to one bucket.' },
  expiry: { is: 'yes', note: 'Temporary keys end; others stay until deleted.' },
  variables: {
    'access-key': {
      accessKeyId: ['AWS_ACCESS_KEY_ID', 'ACCESS_KEY_ID', 'AWS_ACCESS_KEY'],
      secretAccessKey: ['AWS_SECRET_ACCESS_KEY', 'SECRET_ACCESS_KEY', 'AWS_SECRET_KEY'],
      region: ['AWS_DEFAULT_REGION', 'AWS_REGION'],
      sessionToken: ['AWS_SESSION_TOKEN'],
    },
  },
};
