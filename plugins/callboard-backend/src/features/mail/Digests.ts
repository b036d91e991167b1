import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { Clock } from '../../kernel/clock';
import { readInstant } from '../../database/dialect';
import { lockSkippingLocked } from '../../database/locks';
import { Mails } from './Mails';
import { MailPreferences } from './MailSource';
import { computeNextDigestTime } from './deliveryTimes';

/**
 * The maximum number of digests queued in one transaction. SQLite blocks the thread during each.
 */
const MAX_DIGESTS_PER_STEP = 200;

/** Schedules digests and queues them when they are due. */
export class Digests {
  constructor(
    private readonly deps: { knex: Knex; clock: Clock; mails: Mails },
  ) {}

  /**
   * Schedules a user's next digest by these preferences, or none if digests are off. The first
   * digest covers notifications from now on, each later one those since the one before; a new
   * schedule does not change that.
   */
  async schedule(
    tx: Knex.Transaction,
    user_ref: string,
    { digest, timezone }: Pick<MailPreferences, 'digest' | 'timezone'>,
  ): Promise<void> {
    const now = this.deps.clock.now();
    const next = computeNextDigestTime(now, { digest, timezone });
    if (next === undefined) {
      await tx('digests').where({ user_ref }).delete();
      return;
    }
    const { frequency, at, weekday } = digest;
    await tx('digests')
      .insert({
        user_ref,
        frequency,
        at,
        weekday,
        timezone,
        since: new Date(now),
        next_at: new Date(next),
      })
      .onConflict('user_ref')
      .merge(['frequency', 'at', 'weekday', 'timezone', 'next_at']);
  }

  /** Queues the digests that are due, in short steps. */
  async queueDue(): Promise<void> {
    while ((await this.queueBatch()) === MAX_DIGESTS_PER_STEP) {
      await setImmediate();
    }
  }

  /**
   * Queues up to `MAX_DIGESTS_PER_STEP` due digests, and schedules the next ones.
   *
   * @returns the number of queued digests
   */
  private async queueBatch(): Promise<number> {
    const { knex, clock, mails } = this.deps;
    return knex.transaction(async tx => {
      const due = tx('digests')
        .where('next_at', '<=', new Date(clock.now()))
        .orderBy('next_at')
        .limit(MAX_DIGESTS_PER_STEP);
      // Another replica may be processing some of them.
      const rows = await lockSkippingLocked(due);
      if (rows.length === 0) {
        return 0;
      }
      await mails.queueEmails(
        tx,
        rows.map(row => ({
          user_ref: row.user_ref,
          kind: 'digest' as const,
          about: `${readInstant(row.since)}/${readInstant(row.next_at)}`,
        })),
      );
      await tx('digests')
        .insert(rows.map(row => this.computeNextRow(row)))
        .onConflict('user_ref')
        .merge(['since', 'next_at']);
      return rows.length;
    });
  }

  /**
   * Computes a row after its digest was queued. Skips digests that were due during a downtime; the
   * next digest covers their notifications.
   */
  private computeNextRow(row: any) {
    const { frequency, at, weekday, timezone } = row;
    const next = computeNextDigestTime(this.deps.clock.now(), {
      digest: { frequency, at, weekday },
      timezone,
    });
    return { ...row, since: row.next_at, next_at: new Date(next!) };
  }
}
