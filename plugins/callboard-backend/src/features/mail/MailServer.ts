import { randomBytes } from 'crypto';
import { Knex } from 'knex';
import { Clock } from '../../kernel/clock';
import { readOptionalInstant } from '../../database/dialect';
import { MailRow } from './MailStore';

const ONLY_ROW = { id: 1 };
const SECRET_BYTES = 32;

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/**
 * Tracks whether the mail server accepts emails. After a failure, emails are postponed by a pause,
 * so that an outage does not use up their attempts. The pause grows with each failure. Each replica
 * pauses separately, because only some of them may reach the server. Also stores the secret that
 * signs links in emails.
 */
export class MailServer {
  #failureCount = 0;
  #pauseEnd = 0;
  #acceptedAt = 0;
  #secret: Buffer | undefined;

  constructor(private readonly deps: { knex: Knex; clock: Clock }) {}

  /** The remaining pause in milliseconds. */
  get pauseMs(): number {
    return Math.max(0, this.#pauseEnd - this.deps.clock.now());
  }

  /**
   * Whether the server has accepted other emails since this one failed. If so, the server rejects
   * only this email, and the others need not wait.
   */
  hasAcceptedOthersSince({
    last_error,
    updated_at,
  }: Pick<MailRow, 'last_error' | 'updated_at'>): boolean {
    return last_error !== null && this.#acceptedAt >= Date.parse(updated_at);
  }

  async recordFailure(last_error: string): Promise<void> {
    const { knex, clock } = this.deps;
    const now = clock.now();
    const pause = Math.min(
      LONGEST_PAUSE_MS,
      FIRST_PAUSE_MS * 2 ** this.#failureCount,
    );
    this.#failureCount += 1;
    this.#pauseEnd = now + pause;
    const failed_at = new Date(now);
    await this.ensureRow();
    await knex('mail_server')
      .where(ONLY_ROW)
      .update({
        failing_since: knex.raw('coalesce(failing_since, ?)', [failed_at]),
        failed_at,
        last_error,
      });
  }

  async recordSuccess(): Promise<void> {
    this.#failureCount = 0;
    this.#pauseEnd = 0;
    this.#acceptedAt = this.deps.clock.now();
    await this.deps
      .knex('mail_server')
      .where(ONLY_ROW)
      .whereNotNull('failing_since')
      .update({ failing_since: null });
  }

  async readState() {
    const row = await this.deps.knex('mail_server').where(ONLY_ROW).first();
    return {
      failing_since: readOptionalInstant(row?.failing_since ?? null),
      failed_at: readOptionalInstant(row?.failed_at ?? null),
      last_error: row?.last_error ?? null,
    };
  }

  /** Returns the secret that signs links in emails. All replicas share it. */
  async getSecret(): Promise<Buffer> {
    if (!this.#secret) {
      await this.ensureRow();
      const { unsubscribe_secret } = await this.deps
        .knex('mail_server')
        .where(ONLY_ROW)
        .first('unsubscribe_secret');
      this.#secret = Buffer.from(unsubscribe_secret, 'base64');
    }
    return this.#secret;
  }

  private async ensureRow(): Promise<void> {
    await this.deps
      .knex('mail_server')
      .insert({
        ...ONLY_ROW,
        unsubscribe_secret: randomBytes(SECRET_BYTES).toString('base64'),
      })
      .onConflict('id')
      .ignore();
  }
}
