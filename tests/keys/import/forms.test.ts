/** The forms in which people keep keys, and what each of them looks like when somebody else wrote it. */
import { describe, expect, it } from 'vitest';
import { HEX, LOWER, letters } from '../../harness/stand-ins/shape';
import { read, readShort } from './reading';

const groq = `gsk_${letters('groq', 52, LOWER)}`;
const openrouter = `sk-or-v1-${letters('or', 64, HEX)}`;
const sid = `AC${letters('sid', 32, HEX)}`;
const token = letters('token', 32, HEX);
const awsId = 'AKIAIMPORTEDKEY00001';
const awsSecret = `${letters('aws', 39, LOWER)}/`;
const plain32 = letters('mistral', 32, 'GHIJKLMNopqrst0123456789');

describe('an .env file', () => {
  it('with comments, quotes, export, blanks and other things', async () => {
    const text = `# my keys
export GROQ_API_KEY="${groq}"   # the fast one
  OPENROUTER_API_KEY = '${openrouter}'
PORT=3000
NODE_ENV=production
DATABASE_URL=postgres://me:secret@localhost:5432/db
MISTRAL_API_KEY=${plain32}
EMPTY=
OPENAI_API_KEY=your-api-key-here
#ANTHROPIC_API_KEY=sk-ant-api03-${letters('x', 95, LOWER)}
`;
    expect(await readShort(text)).toEqual([
      `groq api-key: ${groq}`,
      `openrouter api-key: ${openrouter}`,
      `mistral api-key: ${plain32}`,
    ]);
  });

  it('with several variables for one credential, and two accounts side by side', async () => {
    const [sid2, token2] = [`AC${letters('sid2', 32, HEX)}`, letters('token2', 32, HEX)];
    const text = `TWILIO_ACCOUNT_SID=${sid}
STAGING_TWILIO_ACCOUNT_SID=${sid2}
TWILIO_AUTH_TOKEN=${token}
STAGING_TWILIO_AUTH_TOKEN=${token2}
AWS_SECRET_ACCESS_KEY=${awsSecret}
AWS_ACCESS_KEY_ID=${awsId}
AWS_REGION=eu-central-1`;
    const { found } = await read(text);
    expect(found.map(({ provider, fields, isForTests }) => ({ provider, fields, isForTests }))).toEqual([
      { provider: 'twilio', fields: { accountSid: sid, authToken: token }, isForTests: false },
      { provider: 'twilio', fields: { accountSid: sid2, authToken: token2 }, isForTests: true },
      {
        provider: 'aws',
        fields: { accessKeyId: awsId, secretAccessKey: awsSecret, region: 'eu-central-1' },
        isForTests: false,
      },
    ]);
  });

  it('that names one variable twice holds two keys, and the same key twice is one', async () => {
    const other = `gsk_${letters('groq 2', 52, LOWER)}`;
    const { found, twice } = await read(`GROQ_API_KEY=${groq}\nGROQ_API_KEY=${other}\nGROQ_KEY=${groq}`);
    expect(found.map(({ fields }) => fields.apiKey)).toEqual([groq, other]);
    expect(twice).toBe(1);
  });

  it('whose values go over several lines', async () => {
    const text = `SERVICE_ACCOUNT='{
  "type": "service_account",
  "private_key": "-----BEGIN"
}'
GROQ_API_KEY=${groq}
BROKEN="never closed
OPENROUTER_API_KEY=${openrouter}`;
    expect(await readShort(text)).toEqual([`groq api-key: ${groq}`, `openrouter api-key: ${openrouter}`]);
  });

  it('of a shell, of PowerShell, of YAML, of an AWS credentials file', async () => {
    const forms = [
      `setx GROQ_API_KEY=${groq}`,
      `$env:GROQ_API_KEY = "${groq}"`,
      `groq_api_key: ${groq}`,
      `const groqApiKey = '${groq}';`,
      `- GROQ_API_KEY=${groq}`,
      `\u202eGROQ_API_KEY=\u200b${groq}\u0000`,
    ];
    for (const form of forms)
      expect([form, await readShort(form)]).toEqual([form, [`groq api-key: ${groq}`]]);
    expect(
      await readShort(`[default]\naws_access_key_id = ${awsId}\naws_secret_access_key = ${awsSecret}`),
    ).toEqual([`aws access-key: ${awsId} ${awsSecret} us-east-1`]);
  });
});

describe('other forms', () => {
  it('JSON, flat, nested and as a list of pairs', async () => {
    expect(await readShort(JSON.stringify({ GROQ_API_KEY: groq, other: [1, null, true] }))).toEqual([
      `groq api-key: ${groq}`,
    ]);
    expect(await readShort(JSON.stringify({ twilio: { accountSid: sid, authToken: token } }))).toEqual([
      `twilio auth-token: ${sid} ${token}`,
    ]);
    expect(await readShort(JSON.stringify([{ name: 'MISTRAL_API_KEY', value: plain32 }]))).toEqual([
      `mistral api-key: ${plain32}`,
    ]);
    expect(await readShort(JSON.stringify({ providers: { mistral: { apiKey: plain32 } } }))).toEqual([
      `mistral api-key: ${plain32}`,
    ]);
  });

  it('a table with a head: pairs, a password manager’s, and the one that AWS hands out', async () => {
    expect(await readShort(`name,value\nMISTRAL_API_KEY,"${plain32}"\n`)).toEqual([
      `mistral api-key: ${plain32}`,
    ]);
    expect(
      await readShort(`title;url;username;password\nMistral;https://mistral.ai;me;${plain32}\n`),
    ).toEqual([`mistral api-key: ${plain32}`]);
    expect(await readShort(`Access key ID,Secret access key\r\n${awsId},${awsSecret}\r\n`)).toEqual([
      `aws access-key: ${awsId} ${awsSecret} us-east-1`,
    ]);
  });

  it('bare keys below each other, and halves of a pair', async () => {
    expect(await readShort(`${groq}\nOpenRouter ${openrouter}\n${sid}\n${token}`)).toEqual([
      `groq api-key: ${groq}`,
      `openrouter api-key: ${openrouter}`,
      `twilio auth-token: ${sid} ${token}`,
    ]);
    expect(await readShort(`Access Key ID: ${awsId}\nSecret: ${awsSecret}`)).toEqual([
      `aws access-key: ${awsId} ${awsSecret} us-east-1`,
    ]);
  });

  it('an address that holds a whole credential', async () => {
    expect(
      await readShort('CLOUDINARY_URL=cloudinary://123456789012345:abcdefghijklmnopqrstuvwxyz0@demo'),
    ).toEqual(['cloudinary api-key: 123456789012345 abcdefghijklmnopqrstuvwxyz0 demo']);
  });
});

describe('what cannot be told apart', () => {
  it('is asked, with those that it may be of', async () => {
    const short = (await readShort(token))[0];
    expect(short).toContain('mistral');
    expect(short).toContain('elevenlabs');
    expect(short).not.toContain('twilio');
    expect((await readShort(`sk-${letters('old', 48, LOWER)}`))[0]).toMatch(/^\? stability: /);
    expect((await readShort(`MY_THING=${letters('thing', 41, LOWER)}`))[0]).toMatch(/^\? : /);
  });

  it('is incomplete, and says what is missing', async () => {
    expect(await readShort(`TWILIO_ACCOUNT_SID=${sid}`)).toEqual(['twilio lacks Auth Token']);
    expect(await readShort(`AWS_SECRET_ACCESS_KEY=${awsSecret}`)).toEqual(['aws lacks Access key ID']);
    expect(await readShort('AWS_REGION=eu-west-1')).toEqual([]);
  });
});
