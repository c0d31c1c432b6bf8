/**
 * Opens a backup without Firekeep: `node tests/open-backup.mjs FILE [FOLDER]`. Nothing here is imported from the program;
 * it is written from the chapter "A backup" in SECURITY.md. Prints all that is in it as JSON, API keys included, and
 * writes its files into the folder if one is named. The passphrase is asked for, or taken from BACKUP_PASSPHRASE.
 */
import { createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { argon2id } from '@noble/hashes/argon2.js';

const [path, folder] = process.argv.slice(2);
if (!path) stop('Which file? node tests/open-backup.mjs FILE [FOLDER]');
const file = readFileSync(path);
const passphrase = process.env.BACKUP_PASSPHRASE ?? (await ask('Backup passphrase: '));

const head = file.subarray(0, 45);
if (head.subarray(0, 16).toString('latin1') !== 'FIREKEEP-BACKUP\n') stop('This is no Firekeep backup.');
if (head[16] !== 1) stop(`Version ${head[16]} is not known here.`);
if (!file.subarray(45, 77).equals(createHash('sha256').update(head).digest())) stop('Its header is damaged.');
const [m, t, p] = [17, 21, 25].map((at) => head.readUInt32BE(at));
if (m > 524_288 || t > 10 || p > 4) stop('It asks for more than any backup does.');
const kek = argon2id(Buffer.from(passphrase.normalize('NFKC')), head.subarray(29), { m, t, p, dkLen: 32 });
const derive = (label, count) => Buffer.from(hkdfSync('sha256', kek, head, `firekeep/1/${label}`, count));
if (!file.subarray(77, 93).equals(derive('backup-check', 16))) stop('Wrong passphrase.');

const streamKey = derive('backup-stream', 32);
const count = (file.length - 93) / 65_552;
if (!Number.isInteger(count) || count < 1) stop('It is not whole.');
const body = Buffer.concat(
  Array.from({ length: count }, (_, at) => openChunk(streamKey, at, at === count - 1, chunk(at))),
);
const found = readFrames(body);
const secretsKey = derive('backup-secrets', 32);
const secretsAt = head.subarray(29).toString('hex');
for (const key of found.keys ?? [])
  if (key.secret) key.secret = openSecret(key.record.id, Buffer.from(key.secret, 'base64'));
if (folder) writeFiles(found);
for (const one of found.files ?? []) one.chunks = undefined;
console.log(JSON.stringify(found, null, 2));

function chunk(at) {
  return file.subarray(93 + at * 65_552, 93 + (at + 1) * 65_552);
}

function openGcm(key, iv, sealed, aad = Buffer.alloc(0)) {
  const opening = createDecipheriv('aes-256-gcm', key, iv).setAAD(aad).setAuthTag(sealed.subarray(-16));
  return Buffer.concat([opening.update(sealed.subarray(0, -16)), opening.final()]);
}

function openChunk(key, at, isLast, sealed) {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(at, 7);
  nonce[11] = isLast ? 1 : 0;
  return openGcm(key, nonce, sealed);
}

function readFrames(bytes) {
  const sections = {};
  let rows = [];
  for (let at = 0; ; ) {
    const kind = bytes[at];
    const content = bytes.subarray(at + 5, at + 5 + bytes.readUInt32BE(at + 1));
    at += 5 + content.length;
    if (kind === 3) {
      rows.at(-1).chunks ??= [];
      rows.at(-1).chunks.push(content);
      continue;
    }
    const value = JSON.parse(content.toString('utf8'));
    if (kind === 4) {
      if (bytes.subarray(at).some((byte) => byte !== 0)) stop('Something stands behind its end.');
      for (const [name, expected] of Object.entries(value.rows))
        if (sections[name]?.length !== expected) stop(`${name} is not whole.`);
      return sections;
    }
    if (kind === 1) {
      rows = [];
      sections[value.name] = rows;
    } else rows.push(value);
  }
}

function openSecret(id, row) {
  const expand = (label, size) =>
    Buffer.from(hkdfSync('sha256', secretsKey, '', `firekeep/1/${label}`, size));
  if (!row.subarray(1, 9).equals(expand('key-id', 8))) stop('An API key was sealed by another key.');
  const parts = [secretsAt, 'key-secret', id, '\x01'].map((part) => Buffer.from(part));
  const aad = Buffer.concat(parts.flatMap((part) => [Buffer.from([0, 0, 0, part.length]), part]));
  const padded = openGcm(expand('envelope', 32), row.subarray(9, 21), row.subarray(21), aad);
  return JSON.parse(padded.subarray(4, 4 + padded.readUInt32BE(0)).toString('utf8'));
}

/** A file's own key stands in the job that names it. */
function writeFiles({ jobs = [], files = [] }) {
  mkdirSync(folder, { recursive: true });
  const named = jobs.flatMap(({ request, state }) => [
    ...request.files,
    ...state.images,
    ...(state.made ?? []).map((made) => made.file),
  ]);
  for (const { id, chunks = [] } of files) {
    const about = named.find((one) => one.id === id);
    if (!about) continue;
    const key = Buffer.from(about.sealed.key, 'base64');
    const opened = chunks.map((sealed, at) => openChunk(key, at, at === about.sealed.chunkCount - 1, sealed));
    const bytes = Buffer.concat(opened).subarray(0, about.sealed.byteCount);
    if (createHash('sha256').update(bytes).digest('hex') !== about.sealed.sha256)
      stop(`File ${id} is damaged.`);
    writeFileSync(join(folder, `${id}.${about.media.split('/')[1] ?? 'bin'}`), bytes);
  }
}

async function ask(question) {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(question);
  terminal.close();
  return answer;
}

function stop(why) {
  console.error(why);
  process.exit(1);
}
