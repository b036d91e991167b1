import { ActivitySeal } from '@callboard/plugin-callboard-common';
import canonicalize from 'canonicalize';
import { createHash } from 'crypto';
import { canonicaliseRow, RowContent } from './toRowContent';

/** The version of the format. @see docs/integrity.md */
export const SEAL_VERSION = 1;

/** The previous head of the first seal. */
export const NO_HEAD = '0'.repeat(64);

/** The bytes of a hash. */
export const HASH_BYTES = 32;

/** The bytes of a salt. */
export const SALT_BYTES = 16;

/** Takes some milliseconds; then other requests run. */
export const HASHED_AT_ONCE = 100;

/** The content of a seal; its head is the hash of it. */
export type SealContent = Omit<ActivitySeal, 'head'>;

/**
 * The hash of a row: SHA-256 over its salt and its canonical JSON. Without the salt, erased content
 * could be recovered by brute force.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function hashRow(salt: Buffer, content: RowContent): Buffer {
  return createHash('sha256')
    .update(salt)
    .update(canonicaliseRow(content))
    .digest();
}

/** SHA-256 over bytes, in hexadecimal digits. */
export function computeSha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The head of a chain that ends with a seal. */
export function computeHead(content: SealContent): string {
  return computeSha256(canonicalize(content)!);
}
