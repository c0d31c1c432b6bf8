// https://developer.mixpanel.com/reference/service-accounts (2026-08-21) and answers seen on the wire until 2026-09-03
import type { Report } from '../report';
import type { Card, Face, Fields, Kind, Traits, Wire } from '../shape';
import { ask, basic } from '../wire/ask';
import { asRecord, asText, at, type Json } from '../wire/read';
import { count, finding, isOk, limited, rejected, text, uncheckable, unclear, works } from '../wire/verdicts';

const TOKEN = /^[a-f0-9]{32}$/;

const kinds: readonly Kind[] = [
  {
    id: 'service-account',
    label: 'Service account',
    fields: [
      { name: 'username', label: 'Service account username', holds: 'identifier' },
      { name: 'secret', label: 'Service account secret', holds: 'secret' },
      {
        name: 'projectId',
        label: 'Project ID',
        holds: 'identifier',
        help: 'The number in Project settings.',
      },
      {
        name: 'region',
        label: 'Region',
        holds: 'choice',
        initial: 'us',
        choices: [
          { value: 'us', label: 'United States' },
          { value: 'eu', label: 'Europe' },
          { value: 'in', label: 'India' },
        ],
      },
    ],
  },
  {
    id: 'project-token',
    label: 'Project token',
    fields: [
      {
        name: 'apiKey',
        label: 'API key',
        holds: 'secret',
        help: 'Mixpanel calls it the project token. It cannot be tested without sending an event.',
      },
    ],
  },
];

const US = 'https://mixpanel.com';
const EU = 'https://eu.mixpanel.com';
const IN = 'https://in.mixpanel.com';
const originOf = ({ region }: Fields) => (region === 'eu' ? EU : region === 'in' ? IN : US);
const originsFor = (kind: string, fields: Fields) => (kind === 'service-account' ? [originOf(fields)] : []);

export const wire: Wire = {
  id: 'mixpanel',
  kinds,
  origins: [US, EU, IN],
  downloads: [],
  originsFor,

  async check(call) {
    const { username = '', secret = '', projectId = '', apiKey = '' } = call.secret;
    // `/track` says 1 to any token, and would record an event.
    if (call.kind === 'project-token')
      return uncheckable(finding(TOKEN.test(apiKey) ? 'format-only' : 'format-wrong'));
    if (!/^[^\s:]+$/.test(username) || !/^\d+$/.test(projectId)) return rejected(finding('format-wrong'));
    const url = `${originOf(call.secret)}/api/app/me?include_workspace_users=false`;
    const answer = await ask(call, url, basic(username, secret));
    if (answer.status === 401 && at(answer.json, 'status') === 'error') return rejected();
    const results = asRecord(at(answer.json, 'results'));
    const projects = asRecord(results?.projects);
    if (!isOk(answer) || at(answer.json, 'status') !== 'ok' || !results || !projects) return unclear(answer);
    return judge(results, projects, projectId);
  },
};

function judge(results: Json, projects: Json, projectId: string): Report {
  const organisations = Object.values(asRecord(results.organizations) ?? {});
  const names = organisations.flatMap((organisation) => asText(at(organisation, 'name')) ?? []);
  const isAdmin = organisations.some((organisation) =>
    ['admin', 'owner'].includes(asText(at(organisation, 'role')) ?? ''),
  );
  const project = Object.hasOwn(projects, projectId) ? projects[projectId] : undefined;
  const more = {
    facts: [
      text('account', results.user_name || results.user_email),
      text('organisation', names.join(', ')),
      text('label', at(project, 'name')),
      count('projects', Object.keys(projects).length, 'projects'),
    ],
    warnings: [isAdmin ? finding('can-create-keys') : undefined],
  };
  return project ? works(more) : limited(finding('project-out-of-reach'), more);
}

export const face: Face = {
  id: 'mixpanel',
  name: 'Mixpanel',
  category: 'analytics',
  about: 'Shows what people do in a web site or an app, event by event.',
  makes: [],
  keyPage: 'https://mixpanel.com/settings/org#serviceaccounts',
};

export const card: Card = {
  face,
  benefits: [
    'Service accounts limited to some projects',
    'Keys that end on a day you choose',
    'Data kept in the United States, Europe or India',
  ],
  site: 'https://mixpanel.com',
  docs: 'https://developer.mixpanel.com/reference/service-accounts',
  steps: [
    'Sign in, choose the gear and Organization settings.',
    'Open Service Accounts and choose Add.',
    'Choose a role, the projects and an expiry.',
    'Copy the username and the secret: the secret is shown only once.',
    'Copy the Project ID from Project settings.',
  ],
  setup: { minutes: 5, difficulty: 'medium' },
  price: {
    note: 'Beyond the free plan the price grows with the number of events.',
    free: '1 million events a month.',
    asOf: '2026-08-21',
  },
  keyFormat: 'Username: a name that ends in .mp-service-account; secret: 32 characters',
  kinds,
  originsFor,
  formats: [
    {
      kind: 'service-account',
      field: 'username',
      pattern: /^[A-Za-z0-9_-]+\.[0-9a-f]{6}\.mp-service-account$/,
      isUnmistakable: true,
    },
    { kind: 'service-account', field: 'secret', pattern: /^[A-Za-z0-9]{32}$/ },
    { kind: 'service-account', field: 'projectId', pattern: /^\d+$/ },
    { kind: 'project-token', field: 'apiKey', pattern: TOKEN },
  ],
  tips: [
    'Rejected although it is new? A project in Europe or India answers only there: choose its region.',
    'Still using the API secret of a project? It ends on 2027-03-03. Make a service account instead.',
  ],
  elsewhere: 'region',
  findings: {
    'project-out-of-reach':
      'The service account is genuine, but it does not see the project with this ID. Add it to the project.',
  },
};

export const traits: Traits = {
  id: 'mixpanel',
  limits: { is: 'yes', note: 'A role, and some projects.' },
  expiry: { is: 'yes', note: 'Service accounts may be given an end date.' },
  variables: {
    'service-account': {
      username: ['MIXPANEL_SERVICE_ACCOUNT_USERNAME', 'MIXPANEL_USERNAME', 'MIXPANEL_SERVICE_ACCOUNT'],
      secret: ['MIXPANEL_SERVICE_ACCOUNT_SECRET', 'MIXPANEL_SECRET', 'MIXPANEL_SERVICE_ACCOUNT_PASSWORD'],
      projectId: ['MIXPANEL_PROJECT_ID'],
    },
    'project-token': { apiKey: ['MIXPANEL_PROJECT_TOKEN', 'MIXPANEL_TOKEN'] },
  },
};
