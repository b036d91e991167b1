import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { epochMsSql } from '../../database/dialect';
import { Runner } from '../../kernel/Runner';
import { WorkLoop, WorkSource } from '../../database/WorkLoop';
import { Relay } from './Relay';

/** The maximum interval between runs: each run reports the subscribers of this replica. */
const MAX_RUN_INTERVAL_MS = 30_000;

/** Runs the relay after commits, and when the work loop finds due or abandoned work. */
export class RelayRunner extends Runner implements WorkSource {
  #ranAt = -Infinity;

  constructor(
    relay: Pick<Relay, 'drain'>,
    logger: LoggerService,
    private readonly loop?: WorkLoop,
  ) {
    super(relay, {
      logger,
      failure: 'Relaying changes failed; retrying',
      onRun: () => {
        this.#ranAt = performance.now();
        loop?.pollAfterWork();
      },
    });
  }

  start(): void {
    super.start();
    this.loop?.add(this);
  }

  async stop(): Promise<void> {
    await this.loop?.remove(this);
    await super.stop();
  }

  /**
   * Finds entries that have not been dispatched, and stored dispatches that wait for a retry. The
   * dispatches of a subscriber that is not paused count as due even before their next attempt, so
   * the relay checks them every second.
   */
  findWork(knex: Knex, now: number): Knex.Raw {
    const runsIn = this.#ranAt + MAX_RUN_INTERVAL_MS - performance.now();
    // Sorts in the order of an index: otherwise PostgreSQL may read a whole backlog.
    const buildFirstSeqSql = (
      table: string,
      condition: string,
      order: string,
    ) =>
      `(SELECT seq FROM ${table} WHERE ${condition} ORDER BY ${order} LIMIT 1)`;
    const buildHasEntriesSql = (stage: string) =>
      `${buildFirstSeqSql('outbox', `stage = '${stage}'`, 'seq')} IS NOT NULL`;
    const hasDispatchesSql = `${buildFirstSeqSql(
      'outbox_dispatches',
      'subscriber = outbox_subscribers.name AND next_attempt_at IS NOT NULL',
      'subscriber, seq',
    )} IS NOT NULL`;
    return knex.raw(
      `SELECT 'relay' AS name, CASE WHEN ${buildHasEntriesSql(
        'new',
      )} OR ${buildHasEntriesSql('applied')}
         THEN 0 ELSE ${Math.max(0, Math.ceil(runsIn))} END AS wait_ms
       UNION ALL
       SELECT 'relay', CASE WHEN paused_at IS NULL THEN 0
         ELSE ${epochMsSql(knex, 'next_probe_at')} - ${now} END
       FROM outbox_subscribers WHERE paused_at IS NOT NULL OR ${hasDispatchesSql}`,
    );
  }
}
