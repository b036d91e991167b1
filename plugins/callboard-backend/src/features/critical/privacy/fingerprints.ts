import { randomBytes, scrypt, timingSafeEqual } from 'crypto';
import { promisify } from 'util';

const BYTES = 32;

const derive = promisify<string, Buffer, number, Buffer>(scrypt);

/**
 * Identifies a key without revealing it. Slow, because a reader of the fingerprint could try keys.
 */
export async function createFingerprint(key: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(key, salt, BYTES);
  return [salt, hash].map(bytes => bytes.toString('hex')).join(':');
}

/** Whether a fingerprint is that of a key; there may be none. */
export async function isFingerprintOf(
  key: string,
  fingerprint: string | null,
): Promise<boolean> {
  if (fingerprint === null) {
    return false;
  }
  const [salt, hash] = fingerprint
    .split(':')
    .map(text => Buffer.from(text, 'hex'));
  return timingSafeEqual(await derive(key, salt, BYTES), hash);
}
