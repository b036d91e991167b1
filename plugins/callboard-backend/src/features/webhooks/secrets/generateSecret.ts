import { randomBytes } from 'crypto';

/** A secret as the Standard Webhooks convention writes it. */
export function generateSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}
