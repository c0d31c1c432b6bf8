/** Signature Version 4 from its specification, by node:crypto alone: the stand-ins trust no library to verify one. */
import { createHash, createHmac } from 'node:crypto';
import type { Heard } from './stand-ins/shape';

export interface Signed {
  readonly id: string;
  readonly day: string;
  readonly region: string;
  readonly service: string;
  readonly names: readonly string[];
  readonly signature: string;
}

/** `Authorization`, in the one form that STS and IAM take. */
export function parseSigned(heard: Heard): Signed | undefined {
  const parts =
    /^AWS4-HMAC-SHA256 Credential=(\w+)\/(\d{8})\/([\w-]+)\/(sts|iam)\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/.exec(
      heard.headers.authorization ?? '',
    );
  const [, id, day, region, service, names, signature] = parts ?? [];
  if (!id || !day || !region || !service || !names || !signature) return undefined;
  return { id, day, region, service, names: names.split(';'), signature };
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

export function signatureOf(heard: Heard, secret: string, scope: string, names: readonly string[]): string {
  const query = [...heard.query]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const headers = names.map((name) => {
    const value = name === 'host' ? heard.host : (heard.headers[name] ?? '');
    return `${name}:${value.trim().replace(/ +/g, ' ')}\n`;
  });
  const canonical = [heard.method, heard.path, query, headers.join(''), names.join(';'), sha256(heard.body)];
  const text = `AWS4-HMAC-SHA256\n${heard.headers['x-amz-date']}\n${scope}\n${sha256(canonical.join('\n'))}`;
  const [day = '', region = '', service = ''] = scope.split('/');
  const signing = [region, service, 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${secret}`, day));
  return hmac(signing, text).toString('hex');
}
