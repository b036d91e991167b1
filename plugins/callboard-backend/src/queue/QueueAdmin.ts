import { LoggerService } from '@backstage/backend-plugin-api';
import { Health, QueueStatus } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { sumBy, uniqBy } from 'lodash';
import { yieldToEventLoop } from '../kernel/yielding';
import { Clock } from '../kernel/clock';
import { insertMany, inListSql, buildValuesTable } from '../database/bulk';
import { readInstant } from '../database/dialect';
import { countRows } from '../database/statements';
import { scanJobGroups } from './findWork';

/** The maximum number of jobs that are counted, because counting a long backlog is slow. */
const MAX_COUNTED = 10_000;

const MAX_GROUPS = 1_000;

const RETRIED_AT_ONCE = 1_000;

/** Lists queues and retries dead letters. Must stay fast while millions of jobs wait. */
export class QueueAdmin {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      logger: LoggerService;
      queue: {
        /** The queues that have workers in this process. */
        readonly names: readonly string[];
        wake(queue: string): void;
      };
    },
  ) {}

  /** All queues that have workers in this process or jobs, ordered by name. */
  async list(): Promise<{ items: QueueStatus[] }> {
    const { queue } = this.deps;
    const names = new Set([...queue.names, ...(await this.listQueuesInUse())]);
    return {
      items: await Promise.all([...names].sort().map(name => this.read(name))),
    };
  }

  async readHealth(): Promise<Health['jobs']> {
    const { items } = await this.list();
    const oldest = items.flatMap(({ oldest_due_at }) =>
      oldest_due_at === null ? [] : Date.parse(oldest_due_at),
    );
    const now = this.deps.clock.now();
    return {
      lag_ms: Math.max(0, ...oldest.map(due => now - due)),
      dead_lettered: Math.min(sumBy(items, 'dead_lettered'), MAX_COUNTED),
    };
  }

  /**
   * Retries all dead letters of a queue, and resets their attempts. Dead letters of the same FIFO
   * group run in order.
   *
   * @returns the number of jobs to retry
   */
  async retry(queue: string, user_ref: string): Promise<number> {
    const { knex, logger } = this.deps;
    let count = 0;
    for (;;) {
      const retried = await knex.transaction(tx => this.retryBatch(tx, queue));
      count += retried;
      if (retried < RETRIED_AT_ONCE) {
        break;
      }
      await yieldToEventLoop();
    }
    if (count > 0) {
      logger.info(`${user_ref} retries ${count} jobs of ${queue}`);
      this.deps.queue.wake(queue);
    }
    return count;
  }

  private async retryBatch(
    tx: Knex.Transaction,
    queue: string,
  ): Promise<number> {
    const deadLetters: Array<{ id: string; fifo_group: string | null }> =
      await tx('jobs')
        .select('id', 'fifo_group')
        .where({ queue, state: 'dead_lettered' })
        .orderBy('id')
        .limit(RETRIED_AT_ONCE);
    if (deadLetters.length === 0) {
      return 0;
    }
    const [isDeadLettered, ids] = inListSql(
      tx,
      'id',
      deadLetters.map(({ id }) => id),
      'bigint',
    );
    await tx('jobs')
      .whereRaw(isDeadLettered, ids)
      .where({ state: 'dead_lettered' })
      .update({
        state: tx.raw(
          "CASE WHEN fifo_group IS NULL THEN 'ready' ELSE 'behind' END",
        ),
        due_at: new Date(this.deps.clock.now()),
        attempts: 0,
        interruptions: 0,
        // Another job with the same key may have been added.
        unique_key: null,
        failed_at: null,
        last_error: null,
      });
    const groupIds = deadLetters.flatMap(({ fifo_group }) =>
      fifo_group === null ? [] : [{ queue, fifo_group }],
    );
    await insertMany(
      tx,
      'fifo_group_wakeups',
      uniqBy(groupIds, ({ fifo_group }) => fifo_group),
    );
    return deadLetters.length;
  }

  /** The queues with jobs. Reads one row for each queue and state, instead of all jobs. */
  private async listQueuesInUse(): Promise<string[]> {
    const { knex } = this.deps;
    const names = new Set<string>();
    for (const state of ['ready', 'behind', 'running', 'dead_lettered']) {
      let last = '';
      for (;;) {
        const [next] = await knex('jobs')
          .select('queue')
          // Literals, because the conditions of partial indexes must not be bindings.
          .whereRaw(`state = '${state}'`)
          .where('queue', '>', last)
          .orderBy('queue')
          .limit(1);
        if (!next) {
          break;
        }
        last = next.queue;
        names.add(last);
      }
    }
    return [...names];
  }

  private async read(name: string): Promise<QueueStatus> {
    const [ready, behind, running, dead_lettered, retrying] = await Promise.all(
      [
        this.count(name, "state = 'ready'", ['job_group', 'due_at', 'id']),
        this.count(name, "state = 'behind'", ['fifo_group', 'id']),
        this.count(name, "state = 'running'", ['leased_until']),
        this.count(name, "state = 'dead_lettered'", ['id']),
        this.count(name, "failed_at IS NOT NULL AND state = 'ready'", ['id']),
      ],
    );
    const [failed] = await this.deps
      .knex('jobs')
      .select('last_error')
      .where({ queue: name })
      .whereNotNull('failed_at')
      .orderBy('failed_at', 'desc')
      .limit(1);
    return {
      name,
      waiting: Math.min(ready + behind, MAX_COUNTED),
      running,
      retrying,
      dead_lettered,
      oldest_due_at: await this.readOldestDue(name),
      last_error: failed?.last_error ?? null,
    };
  }

  /** @param order - the order of the matching index, so that no other rows are read */
  private async count(
    queue: string,
    condition: string,
    order: string[],
  ): Promise<number> {
    const { knex } = this.deps;
    const counted = knex('jobs')
      .select('id')
      .where({ queue })
      .whereRaw(condition)
      .orderBy(order)
      .limit(MAX_COUNTED)
      .as('counted');
    return countRows(knex.from(counted));
  }

  /** The time at which the oldest due job became due; null if no job is due. */
  private async readOldestDue(queue: string): Promise<string | null> {
    const { knex, clock } = this.deps;
    const groups = await scanJobGroups(knex, queue, '', MAX_GROUPS);
    if (groups.length === 0) {
      return null;
    }
    const groupsTable = buildValuesTable(
      knex,
      'given',
      groups.map(job_group => ({ job_group })),
      ['job_group'],
    );
    const firstOfGroup = knex('jobs')
      .select('due_at')
      .where({ queue })
      .whereRaw("state = 'ready' AND jobs.job_group = given.job_group")
      .orderBy('due_at')
      .limit(1);
    // Null if another worker has claimed the only job of the group since.
    const firstRows: Array<{ due_at: Date | number | null }> = await knex
      .from(groupsTable)
      .select({ due_at: firstOfGroup });
    const due = Math.min(
      ...firstRows.flatMap(({ due_at }) =>
        due_at === null ? [] : [new Date(due_at).getTime()],
      ),
    );
    return due <= clock.now() ? readInstant(due) : null;
  }
}
