import { createHash, randomBytes } from 'crypto';

/** 256 bits that nobody can guess, as text. */
export function newFeedToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token: who reads the table cannot read calendars with it. */
export function digestOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
