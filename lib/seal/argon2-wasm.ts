/** A door of its own, loaded on demand: only what is named here comes along from the library. */
export { argon2id } from 'hash-wasm';
