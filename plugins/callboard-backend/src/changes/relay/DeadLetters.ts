import { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  endpoints,
  DeadLetter,
  QueryOf,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Clock } from '../../kernel/clock';
import { countRows } from '../../database/statements';
import { inListSql } from '../../database/bulk';
import { readInstant } from '../../database/dialect';
import { createTupleGuard, Page, readPage } from '../../database/paging';
import { iterateDispatchSeqs, retryDispatches } from './dispatches';

/** A dead-lettered dispatch, with only the id of its change. */
interface DeadLetterRow {
  seq: number;
  activity_id: string;
  subscriber: string;
  attempts: number;
  dead_lettered_at: Date | number | string;
  last_error: string;
}

type Position = [seq: number, subscriber: string];

const isPosition = createTupleGuard<Position>('bigint', 'text');

/**
 * The dead-lettered dispatches, for operators to list and to retry once the cause is fixed.
 *
 * A retry records no activity: it changes no user data, and an activity entry would itself be
 * dispatched to the failing subscribers. The server's log names the user who requested the retry.
 */
export class DeadLetters {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      logger: LoggerService;
      /** Woken when dispatches become due. */
      relayRunner: { wake(): void };
    },
  ) {}

  /** One page of dead letters, those of the latest changes first. */
  async list({
    subscriber,
    ...page
  }: QueryOf<typeof endpoints.listDeadLetters>): Promise<
    Page<DeadLetter> & { total: number }
  > {
    const { items: rows, next_cursor } = await readPage(page, isPosition, {
      list: (after, limit) => this.read(after, limit, subscriber),
      getPosition: (row): Position => [row.seq, row.subscriber],
    });
    return {
      items: await this.addChanges(rows),
      next_cursor,
      total: await countRows(this.selectDeadLetters(subscriber)),
    };
  }

  /**
   * Retries one dead letter immediately, and resets its attempts. Dead letters of earlier changes
   * of the same resource are retried first, because the subscriber must get the changes in order.
   *
   * @returns the number of dispatches to retry
   * @throws NotFoundError if the change is not dead-lettered for the subscriber
   */
  async retry(
    dispatch: { change_id: string; subscriber: string },
    user_ref: string,
  ): Promise<number> {
    const { change_id, subscriber } = dispatch;
    const now = this.deps.clock.now();
    const [found] = await this.selectDeadLetters(subscriber)
      .join('outbox', 'outbox.seq', 'outbox_dispatches.seq')
      .where('outbox.activity_id', change_id)
      .select('outbox_dispatches.seq', 'outbox_dispatches.entity_key');
    const count = found
      ? await retryDispatches(
          this.selectDeadLetters(subscriber)
            .where('entity_key', found.entity_key)
            .where('seq', '<=', found.seq),
          now,
        )
      : 0;
    if (count === 0) {
      throw new NotFoundError(
        `Change ${change_id} is not dead-lettered for ${subscriber}`,
      );
    }
    return this.announceRetries(count, user_ref);
  }

  /**
   * Retries all dead letters immediately, or all of one subscriber.
   *
   * @returns the number of dispatches to retry
   */
  async retryAll(
    subscriber: string | undefined,
    user_ref: string,
  ): Promise<number> {
    let count = 0;
    for await (const seqs of iterateDispatchSeqs(
      this.selectDeadLetters(subscriber),
    )) {
      count += await retryDispatches(
        this.selectDeadLetters(subscriber).whereBetween('seq', [
          seqs[0],
          seqs[seqs.length - 1],
        ]),
        this.deps.clock.now(),
      );
    }
    return this.announceRetries(count, user_ref);
  }

  private selectDeadLetters(subscriber: string | undefined): Knex.QueryBuilder {
    const query = this.deps
      .knex('outbox_dispatches')
      .whereNotNull('dead_lettered_at');
    return subscriber === undefined ? query : query.where({ subscriber });
  }

  private async read(
    after: Position | undefined,
    limit: number,
    subscriber: string | undefined,
  ): Promise<DeadLetterRow[]> {
    const query = this.selectDeadLetters(subscriber)
      .join('outbox', 'outbox.seq', 'outbox_dispatches.seq')
      .select('outbox_dispatches.*', 'outbox.activity_id')
      .orderBy([
        { column: 'outbox_dispatches.seq', order: 'desc' },
        { column: 'subscriber' },
      ])
      .limit(limit);
    if (after) {
      const [seq, name] = after;
      query.where(later =>
        later
          .where('outbox_dispatches.seq', '<', seq)
          .orWhere(sameSeq =>
            sameSeq
              .where('outbox_dispatches.seq', seq)
              .where('subscriber', '>', name),
          ),
      );
    }
    const rows: any[] = await query;
    return rows.map(row => ({ ...row, seq: Number(row.seq) }));
  }

  /**
   * Adds the changes with a separate query, because the log is partitioned. Changes deleted from
   * the log can no longer be dispatched, and are omitted.
   */
  private async addChanges(rows: DeadLetterRow[]): Promise<DeadLetter[]> {
    const { knex } = this.deps;
    const ids = rows.map(({ activity_id }) => activity_id);
    const activityRows: any[] =
      ids.length === 0
        ? []
        : await knex('activity')
            .select('id', 'workspace_id', 'user_id', 'user_name', 'action')
            .select('entity_type', 'entity_id', 'entity_label', 'created_at')
            .whereRaw(...inListSql(knex, 'id', ids));
    const changes = new Map(
      activityRows.map(({ user_id, user_name, created_at, ...activity }) => [
        activity.id,
        {
          ...activity,
          actor: user_id,
          actor_name: user_name,
          created_at: readInstant(created_at),
        },
      ]),
    );
    return rows.flatMap(row => {
      const change = changes.get(row.activity_id);
      const { subscriber, attempts, dead_lettered_at, last_error } = row;
      return change
        ? {
            subscriber,
            change,
            attempts,
            dead_lettered_at: readInstant(dead_lettered_at),
            last_error,
          }
        : [];
    });
  }

  /** Logs retries, and wakes the relay. */
  private announceRetries(count: number, user_ref: string): number {
    const { logger, relayRunner } = this.deps;
    if (count > 0) {
      logger.info(`${user_ref} retries ${count} dispatches`);
      relayRunner.wake();
    }
    return count;
  }
}
