import { Knex } from 'knex';
import { map, partition } from 'lodash';
import { yieldToEventLoop } from '../../kernel/yielding';
import { Clock } from '../../kernel/clock';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';
import { inListSql, insertReturning } from '../../database/bulk';
import { readInstant } from '../../database/dialect';
import { lockForShare, lockSkippingLocked } from '../../database/locks';
import { Mails } from './Mails';
import {
  DeliveredNotification,
  DigestSpan,
  MailPreferences,
} from './MailSource';
import { computeNextDigestTime } from './deliveryTimes';

/**
 * The maximum number of digests queued per transaction: limited, because SQLite blocks the thread
 * during the transaction.
 */
const MAX_DIGESTS_PER_STEP = 200;

/** Schedules digests, queues due ones, and records notifications that miss their digest. */
export class Digests {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      mails: Mails;
      workspaces: Pick<WorkspaceDirectory, 'readDefaultTimeZone'>;
    },
  ) {}

  /**
   * Schedules a user's next digest by their preferences, or none if digests are off. The first
   * digest covers notifications from now on. Each later digest covers those since the end of the
   * previous one, even if the schedule has changed in between.
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

  /** Queues due digests, and moves the others to the current time zones of their recipients. */
  async queueDue(): Promise<void> {
    while ((await this.queueBatch()) === MAX_DIGESTS_PER_STEP) {
      await yieldToEventLoop();
    }
    const defaultZone = await this.deps.workspaces.readDefaultTimeZone();
    while ((await this.moveBatch(defaultZone)) === MAX_DIGESTS_PER_STEP) {
      await yieldToEventLoop();
    }
  }

  /** @returns the number of queued digests */
  private async queueBatch(): Promise<number> {
    const { knex, clock, mails } = this.deps;
    return knex.transaction(async tx => {
      const due = tx('digests')
        .where('next_at', '<=', new Date(clock.now()))
        .orderBy('next_at')
        .limit(MAX_DIGESTS_PER_STEP);
      // Another replica may be processing some of the due digests.
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
        .insert(rows.map(row => computeNextRow(row, clock.now())))
        .onConflict('user_ref')
        .merge(['since', 'next_at']);
      return rows.length;
    });
  }

  /**
   * Reschedules digests whose zone is not the zone of their recipient any more: users without their
   * own zone use the zone of the default workspace, which an admin may change.
   *
   * @returns the number of rescheduled digests
   */
  private async moveBatch(defaultZone: string): Promise<number> {
    const { knex, clock } = this.deps;
    return knex.transaction(async tx => {
      const now = clock.now();
      const currentZone = tx.raw(
        'coalesce(notification_settings.timezone, ?)',
        [defaultZone],
      );
      const outdated = tx('digests')
        .join(
          'notification_settings',
          'notification_settings.user_ref',
          'digests.user_ref',
        )
        .select('digests.*', tx.raw('? AS current_zone', [currentZone]))
        .whereNot('digests.timezone', currentZone)
        // Due digests are queued first.
        .where('digests.next_at', '>', new Date(now))
        .limit(MAX_DIGESTS_PER_STEP);
      const rows = await lockSkippingLocked(outdated, 'digests');
      if (rows.length > 0) {
        await tx('digests')
          .insert(
            rows.map(({ current_zone: timezone, ...row }) => ({
              ...row,
              timezone,
              next_at: new Date(
                computeNextDigestTime(now, { digest: row, timezone })!,
              ),
            })),
          )
          .onConflict('user_ref')
          .merge(['timezone', 'next_at']);
      }
      return rows.length;
    });
  }

  /**
   * Records notifications that are delivered only after the digest of their period was queued, so
   * that the next digest contains them. They are late because large audiences are processed in
   * steps and queues can be long. Locks the schedules of the recipients until the transaction ends,
   * so no digest misses a concurrent notification.
   *
   * @param occurredAt - the time of the event that caused the notifications, ISO 8601
   */
  async recordLate(
    tx: Knex.Transaction,
    notifications: readonly DeliveredNotification[],
    occurredAt: string,
  ): Promise<void> {
    if (notifications.length === 0) {
      return;
    }
    const people = map(notifications, 'user_ref');
    const schedules: Array<{ user_ref: string; since: Date | number }> =
      await lockForShare(
        tx('digests')
          .select('user_ref', 'since')
          .whereRaw(...inListSql(tx, 'user_ref', people, 'text')),
      );
    const eventTime = Date.parse(occurredAt);
    const periodStarts = new Map(
      schedules
        .map(({ user_ref, since }) => [user_ref, new Date(since)] as const)
        .filter(([, since]) => since.getTime() > eventTime),
    );
    const rows = notifications.flatMap(({ user_ref, id }) => {
      const since = periodStarts.get(user_ref);
      return since ? [{ user_ref, since, notification_id: id }] : [];
    });
    await insertReturning(
      tx,
      { table: 'digest_backfill', rows },
      'ON CONFLICT DO NOTHING RETURNING notification_id',
    );
  }

  /**
   * Returns the ids of the late notifications that were recorded for a user's digest, and
   * separately the ids recorded for later digests, which may exist when this digest is sent.
   *
   * @param since - the start of the digest's period, ISO 8601
   */
  async readBackfill(
    user_ref: string,
    since: string,
  ): Promise<Pick<DigestSpan, 'digestBackfill' | 'later'>> {
    const periodStart = new Date(since);
    const rows: Array<{ notification_id: string; since: Date | number }> =
      await this.deps
        .knex('digest_backfill')
        .select('notification_id', 'since')
        .where({ user_ref })
        .where('since', '>=', periodStart);
    const [ownRows, laterRows] = partition(
      rows,
      row => new Date(row.since).getTime() === periodStart.getTime(),
    );
    return {
      digestBackfill: map(ownRows, 'notification_id'),
      later: map(laterRows, 'notification_id'),
    };
  }

  /**
   * Deletes the records of late notifications whose period began before an instant, in
   * milliseconds.
   */
  async pruneBackfill(before: number): Promise<void> {
    await this.deps
      .knex('digest_backfill')
      .where('since', '<', new Date(before))
      .delete();
  }
}

/**
 * Computes the row of a schedule after its digest was queued. Skips further digests that were due
 * during a downtime; the next digest covers their notifications.
 */
function computeNextRow(row: any, now: number) {
  const { timezone, next_at } = row;
  const next = computeNextDigestTime(now, { digest: row, timezone });
  return { ...row, since: next_at, next_at: new Date(next!) };
}
