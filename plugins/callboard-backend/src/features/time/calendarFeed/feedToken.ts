import { createHash, randomBytes } from 'crypto';

/** A secret of 256 random bits, base64url. */
export function generateFeedToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The stored digest of a token: read access to the table gives no access to calendars. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
