import { DashboardSchedule } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { yieldToEventLoop } from '../../../kernel/yielding';
import { Clock } from '../../../kernel/clock';
import { lockSkippingLocked } from '../../../database/locks';
import { Mails } from '../../mail/Mails';
import { computeNextSendTime } from './computeNextSendTime';
import { ScheduleStore } from './ScheduleStore';

/** The maximum number of schedules per batch. SQLite blocks the thread during a batch. */
const MAX_SCHEDULES_PER_BATCH = 20;

/** Queues the emails of due schedules, exactly once across replicas. */
export class DueSchedules {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      mails: Mails;
      store: ScheduleStore;
    },
  ) {}

  /** Queues due emails in batches. Several missed occurrences of a schedule cause one email. */
  async queueDue(): Promise<void> {
    while ((await this.queueBatch()) === MAX_SCHEDULES_PER_BATCH) {
      await yieldToEventLoop();
    }
  }

  /** @returns the number of due schedules, at most `MAX_SCHEDULES_PER_BATCH` */
  private async queueBatch(): Promise<number> {
    const { knex, clock, mails, store } = this.deps;
    const now = clock.now();
    return knex.transaction(async tx => {
      const due = store
        .select(tx)
        .whereNotNull('next_at')
        .where('next_at', '<=', new Date(now))
        .whereExists(subquery =>
          subquery
            .select(tx.raw('1'))
            .from('dashboards')
            .whereRaw('dashboards.id = dashboard_schedules.dashboard_id')
            .whereNull('dashboards.deleted_at'),
        )
        .orderBy('next_at')
        .limit(MAX_SCHEDULES_PER_BATCH);
      // Other replicas may be processing some of these schedules.
      const rows = await lockSkippingLocked(due);
      for (const row of rows) {
        const schedule = store.read(row);
        await mails.queueEmails(
          tx,
          schedule.recipient_refs.map(user_ref => ({
            user_ref,
            kind: 'document' as const,
            about: `${schedule.id}/${schedule.next_at}`,
          })),
        );
        await tx('dashboard_schedules')
          .where({ id: schedule.id })
          .update({ next_at: findNextSendTime(now, schedule) });
      }
      return rows.length;
    });
  }
}

/** Returns null for an unknown time zone: the schedule is then not due until it is changed. */
function findNextSendTime(
  now: number,
  schedule: DashboardSchedule,
): Date | null {
  try {
    return new Date(computeNextSendTime(now, schedule));
  } catch (error) {
    if (error instanceof RangeError) {
      return null;
    }
    throw error;
  }
}
