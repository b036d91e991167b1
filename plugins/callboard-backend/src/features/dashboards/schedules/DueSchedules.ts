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
        .selectOnExistingDashboards(tx)
        .select('dashboard_schedules.*')
        .whereNotNull('next_at')
        .where('next_at', '<=', new Date(now))
        .orderBy('next_at')
        .limit(MAX_SCHEDULES_PER_BATCH);
      // Other replicas may be processing some of these schedules.
      const rows = await lockSkippingLocked(due, 'dashboard_schedules');
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
        const next = computeNextSendTime(now, schedule);
        await tx('dashboard_schedules')
          .where({ id: schedule.id })
          .update({ next_at: next === null ? null : new Date(next) });
      }
      return rows.length;
    });
  }
}
