import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { Clock } from '../../kernel/clock';
import { readInstant } from '../../database/dialect';
import { lockFreeRows } from '../../database/locks';
import { Mails } from './Mails';
import { MailPreferences } from './MailSource';
import { computeNextDigestTime } from './deliveryTimes';

/** SQLite blocks the thread during each step. */
const AT_ONCE = 200;

/** Schedules digests. */
export class Digests {
  constructor(
    private readonly deps: { knex: Knex; clock: Clock; mails: Mails },
  ) {}

  /**
   * Schedules a user's digests by their current preferences. The next one covers notifications
   * from now on, or since the last one.
   */
  async plan(
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
  async orderDue(): Promise<void> {
    while ((await this.orderSome()) === AT_ONCE) {
      await setImmediate();
    }
  }

  /** @returns the number of due digests, at most `AT_ONCE` */
  private async orderSome(): Promise<number> {
    const { knex, clock, mails } = this.deps;
    return knex.transaction(async tx => {
      const due = tx('digests')
        .where('next_at', '<=', new Date(clock.now()))
        .orderBy('next_at')
        .limit(AT_ONCE);
      // Another replica may be processing some of them.
      const rows = await lockFreeRows(due);
      if (rows.length === 0) {
        return 0;
      }
      await mails.order(
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

  /** The next state of a row after its digest was queued. Missed digests are skipped. */
  private computeNextRow(row: any) {
    const { frequency, at, weekday, timezone } = row;
    const next = computeNextDigestTime(this.deps.clock.now(), {
      digest: { frequency, at, weekday },
      timezone,
    });
    return { ...row, since: row.next_at, next_at: new Date(next!) };
  }
}
