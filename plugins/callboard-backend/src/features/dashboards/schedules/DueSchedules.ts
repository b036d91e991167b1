import { DashboardSchedule } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { yieldToEventLoop } from '../../../kernel/yielding';
import { Clock } from '../../../kernel/clock';
import { lockSkippingLocked } from '../../../database/locks';
import { Mails } from '../../mail/Mails';
import { computeNextSendTime } from './computeNextSendTime';
import { ScheduleStore } from './ScheduleStore';

/** The number of schedules per step, during which SQLite blocks the thread. */
const MAX_SCHEDULES_PER_STEP = 20;

/** Queues emails of dashboards that are due, exactly once across replicas. */
export class DueSchedules {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      mails: Mails;
      store: ScheduleStore;
    },
  ) {}

  /** Queues due emails in short steps. Several missed occurrences of a schedule cause one email. */
  async queueDue(): Promise<void> {
    while ((await this.queueSome()) === MAX_SCHEDULES_PER_STEP) {
      await yieldToEventLoop();
    }
  }

  /** @returns the number of due schedules, at most `MAX_SCHEDULES_PER_STEP` */
  private async queueSome(): Promise<number> {
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
        .limit(MAX_SCHEDULES_PER_STEP);
      // Other replicas may process some of them.
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

/** Returns null for an unknown zone: the schedule then waits until it is changed. */
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
