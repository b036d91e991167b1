import { createHmac, timingSafeEqual } from 'crypto';
import { z } from 'zod';
import { Clock } from '../../../kernel/clock';

const DAY_MS = 86_400_000;

/** Emails stay in mailboxes for a while before their links are used. */
const LIFETIME_MS = 90 * DAY_MS;

/** Longer tokens are invalid and not worth verifying. */
const MAX_LENGTH = 1_024;

/** The recipient and kind of email that a link unsubscribes. */
export interface Unsubscription {
  user_ref: string;
  /** A notification type; null for digests. */
  type: string | null;
}

const claims = z.tuple([z.string(), z.string().nullable(), z.int()]);

/**
 * Creates and verifies tokens of unsubscribe links. A token proves that Callboard sent the link
 * to a user about one kind of email. It needs no session and lasts 90 days. Repeated use has no
 * further effect.
 */
export class UnsubscribeTokens {
  constructor(
    private readonly deps: {
      clock: Clock;
      /** The secret that all replicas share. */
      secret: () => Promise<Buffer>;
    },
  ) {}

  async create({ user_ref, type }: Unsubscription): Promise<string> {
    const expiry = this.deps.clock.now() + LIFETIME_MS;
    const payload = Buffer.from(
      JSON.stringify([user_ref, type, expiry]),
    ).toString('base64url');
    return `${payload}.${await this.sign(payload)}`;
  }

  /** @returns undefined for an invalid, modified or expired token */
  async read(token: string): Promise<Unsubscription | undefined> {
    const [payload, signature, ...rest] = token.split('.');
    if (token.length > MAX_LENGTH || !signature || rest.length > 0) {
      return undefined;
    }
    const expected = Buffer.from(await this.sign(payload));
    const actual = Buffer.from(signature);
    if (
      actual.length !== expected.length ||
      !timingSafeEqual(actual, expected)
    ) {
      return undefined;
    }
    const json = Buffer.from(payload, 'base64url').toString();
    const [user_ref, type, expiry] = claims.parse(JSON.parse(json));
    return expiry > this.deps.clock.now() ? { user_ref, type } : undefined;
  }

  private async sign(payload: string): Promise<string> {
    return createHmac('sha256', await this.deps.secret())
      .update(payload)
      .digest('base64url');
  }
}
