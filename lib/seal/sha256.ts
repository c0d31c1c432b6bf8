/** WebCrypto only hashes what lies whole in memory. */
export { sha256 } from '@noble/hashes/sha2.js';
