import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { Clock } from '../../clock';
import { isPostgres, readInstant } from '../../database/dialect';
import { Mails } from './Mails';
import { MailPreferences } from './MailSource';
import { nextDigestAt } from './schedule/nextDigestAt';

/** SQLite answers nobody meanwhile. */
const AT_ONCE = 200;

/** Whose digests are due when. */
export class Digests {
  constructor(
    private readonly deps: { knex: Knex; clock: Clock; mails: Mails },
  ) {}

  /**
   * Plans somebody's digests by what they want now. The next one is about what
   * they are told from now on, or since the last one.
   */
  async plan(
    tx: Knex.Transaction,
    user_ref: string,
    { digest, timezone }: Pick<MailPreferences, 'digest' | 'timezone'>,
  ): Promise<void> {
    const now = this.deps.clock.now();
    const next = nextDigestAt(now, { digest, timezone });
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

  /** Orders the digests that are due, in short steps. */
  async orderDue(): Promise<void> {
    while ((await this.orderSome()) === AT_ONCE) {
      await setImmediate();
    }
  }

  /** @returns how many were due, at most `AT_ONCE` */
  private async orderSome(): Promise<number> {
    const { knex, clock, mails } = this.deps;
    return knex.transaction(async tx => {
      const due = tx('digests')
        .where('next_at', '<=', new Date(clock.now()))
        .orderBy('next_at')
        .limit(AT_ONCE);
      // Another replica may be at some of them.
      const rows = await (isPostgres(tx) ? due.forUpdate().skipLocked() : due);
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
        .insert(rows.map(row => this.following(row)))
        .onConflict('user_ref')
        .merge(['since', 'next_at']);
      return rows.length;
    });
  }

  /** A row as it is once its digest was ordered. One that is late is not caught up. */
  private following(row: any) {
    const { frequency, at, weekday, timezone } = row;
    const next = nextDigestAt(this.deps.clock.now(), {
      digest: { frequency, at, weekday },
      timezone,
    });
    return { ...row, since: row.next_at, next_at: new Date(next!) };
  }
}
