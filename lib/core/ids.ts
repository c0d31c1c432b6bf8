import { type Bytes, toHex } from './bytes';

export const randomBytes = (count: number): Bytes => crypto.getRandomValues(new Uint8Array(count));

/** 128 random bits, made before a row is sealed because the row's AAD names it. */
export const newId = (): string => toHex(randomBytes(16));

export const isId = (text: string): boolean => /^[0-9a-f]{32}$/.test(text);
