import { randomBytes } from 'node:crypto';
import type { NewId } from '../app/store/ports.js';

const ALPHABET = 'abcdefghjkmnpqrstvwxyz0123456789';

/** 26 characters of 32: 130 bits from the system's source of randomness. */
export const newId: NewId = () => {
  // 32 letters: five bits of each byte, without bias
  return Array.from(randomBytes(26), (byte) => ALPHABET[byte % 32] as string).join('');
};

/** A key for signing: 256 bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
