// https://developers.google.com/analytics/devguides/collection/protocol/ga4/validating-events
import type { Card, Face, Kind, Traits, Wire } from '../shape';
import { finding, uncheckable } from '../wire/verdicts';

const MEASUREMENT_ID = /^G-[A-Z0-9]{6,12}$/;
const API_SECRET = /^[A-Za-z0-9_-]{16,40}$/;

const kinds: readonly Kind[] = [
  {
    id: 'measurement-protocol',
    label: 'Measurement Protocol',
    fields: [
      {
        name: 'measurementId',
        label: 'Measurement ID',
        holds: 'identifier',
        help: 'Begins with G-. It is public.',
      },
      { name: 'apiSecret', label: 'API secret', holds: 'secret' },
    ],
  },
];

const origins = [] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'ga4',
  kinds,
  origins,
  downloads: [],
  originsFor,

  // Nothing is asked: Google's validation server ignores the secret, and `/mp/collect` says yes to anything and
  // would record an event.
  async check({ secret }) {
    const isLikely =
      MEASUREMENT_ID.test(secret.measurementId ?? '') && API_SECRET.test(secret.apiSecret ?? '');
    return uncheckable(finding(isLikely ? 'format-only' : 'format-wrong'));
  },
};

export const face: Face = {
  id: 'ga4',
  name: 'Google Analytics 4',
  category: 'analytics',
  about: 'Counts visits and events of web sites and apps. The secret sends events from outside a page.',
  makes: [],
  keyPage: 'https://analytics.google.com',
};

export const card: Card = {
  face,
  benefits: [
    'Events from servers and tools, not only pages',
    'A secret for each use, deleted one by one',
    'Kept beside the Measurement ID it belongs to',
  ],
  site: 'https://analytics.google.com',
  docs: 'https://developers.google.com/analytics/devguides/collection/protocol/ga4',
  steps: [
    'Open analytics.google.com and choose Admin.',
    'Open Data streams and your stream: the Measurement ID stands there.',
    'Open Measurement Protocol API secrets and choose Create.',
    'Give it a nickname and copy the secret.',
  ],
  setup: { minutes: 4, difficulty: 'medium' },
  price: { note: 'Standard Analytics costs nothing.', free: 'All of it.', asOf: '2026-11-21' },
  keyFormat: 'Measurement ID: G- and 10 characters; API secret: about 22 characters',
  kinds,
  originsFor,
  formats: [
    {
      kind: 'measurement-protocol',
      field: 'measurementId',
      pattern: MEASUREMENT_ID,
      isUnmistakable: true,
    },
    { kind: 'measurement-protocol', field: 'apiSecret', pattern: API_SECRET },
  ],
  misfits: [
    { pattern: /^UA-\d+-\d+$/, says: 'This is an ID of the old Universal Analytics, which has ended.' },
    { pattern: /^GTM-[A-Z0-9]+$/, says: 'This is a container of Google Tag Manager, not a Measurement ID.' },
    {
      pattern: /^\d{6,12}$/,
      says: 'This is the number of a property or stream. The Measurement ID begins with G-.',
    },
  ],
  tips: [
    'Google offers no way to test this secret. Send an event in debug mode and look for it in DebugView.',
    'Events are accepted and never appear? A wrong secret is not refused: copy it again from the stream.',
  ],
};

export const traits: Traits = {
  id: 'ga4',
  limits: { is: 'no', note: 'A secret only sends events of its stream.' },
  expiry: { is: 'unknown', note: 'Not known.' },
  variables: {
    'measurement-protocol': {
      measurementId: ['GA4_MEASUREMENT_ID', 'GA_MEASUREMENT_ID', 'MEASUREMENT_ID', 'GOOGLE_ANALYTICS_ID'],
      apiSecret: [
        'GA4_API_SECRET',
        'GA_API_SECRET',
        'MEASUREMENT_PROTOCOL_API_SECRET',
        'GOOGLE_ANALYTICS_API_SECRET',
      ],
    },
  },
};
