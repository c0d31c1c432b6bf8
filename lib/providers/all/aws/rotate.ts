// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html and …/API_DeleteAccessKey.html
import { AwsV4Signer } from 'aws4fetch';
import type { Answer } from '../../../http/answer';
import type { Call, Fields, Rotate } from '../../shape';
import { once } from '../../wire/once';
import { asText, at } from '../../wire/read';
import { isOk } from '../../wire/verdicts';

/** One address for all regions but China and GovCloud, and signed for this one. */
export const IAM = 'https://iam.amazonaws.com';
const REGION = 'us-east-1';

export const originsFor = (): readonly string[] => [IAM];

/** Keys that end by themselves are not made or deleted here, nor those of other partitions. */
export const mayRotate = ({ accessKeyId = '', region = REGION }: Fields): boolean =>
  accessKeyId.startsWith('AKIA') && !/^(?:cn|us-gov)-/.test(region);

async function act(call: Call, action: string): Promise<Answer> {
  const { accessKeyId = '', secretAccessKey = '' } = call.secret;
  const body = `Action=${action}&Version=2010-05-08`;
  const url = `${IAM}/`;
  const signed = { url, method: 'POST', body, service: 'iam', region: REGION };
  const { headers } = await new AwsV4Signer({ ...signed, accessKeyId, secretAccessKey }).sign();
  const type = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  return once(call, url, { method: 'POST', headers: { ...Object.fromEntries(headers), ...type }, body });
}

const read = (answer: Answer, name: string): string | undefined =>
  asText(at(answer.json, 'CreateAccessKeyResponse', 'CreateAccessKeyResult', 'AccessKey', name)) ??
  new RegExp(`<${name}>([\\w+/=]{16,128})</${name}>`).exec(answer.text)?.[1];

/** Without a name IAM takes the user whose key signed: the new key is that user's, and an ID names one key. */
export const rotate: Rotate = {
  originsFor,
  async make(call) {
    const answer = await act(call, 'CreateAccessKey');
    const accessKeyId = read(answer, 'AccessKeyId');
    const secretAccessKey = read(answer, 'SecretAccessKey');
    if (!isOk(answer) || !accessKeyId || !secretAccessKey) return { answer };
    return { answer, fields: { accessKeyId, secretAccessKey, region: call.secret.region ?? REGION } };
  },
  async end(call) {
    const id = encodeURIComponent(call.secret.accessKeyId ?? '');
    const answer = await act(call, `DeleteAccessKey&AccessKeyId=${id}`);
    return { answer, isEnded: isOk(answer) && answer.text.includes('DeleteAccessKeyResponse') };
  },
};
