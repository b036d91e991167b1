import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { Clock } from '../../clock';
import { isOneOf } from '../../database/bulk';
import { isPostgres } from '../../database/dialect';
import { withoutStatementTimeout } from '../../database/statementTimeout';
import { RowCounts } from '../activity/rollups/RowCounts';
import { SealedLog } from '../integrity/marks/SealedLog';
import { EffectiveRule, effectiveRules } from './effectiveRules';
import { expiredRows, expiryOf } from './expiredRows';
import { RetentionStore } from './RetentionStore';

/** How many rows go in one transaction: a tenth of a second of work. */
const ROWS_AT_ONCE = 1_000;

/** SQLite answers nobody meanwhile. */
const ROWS_AT_ONCE_IN_SQLITE = 100;

/** How many times as long as a batch took it rests after it: whoever writes comes first. */
const REST = 1;

/** Removes the rows of the log that no rule keeps any longer. */
export class Retention {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      store: RetentionStore;
      counts: RowCounts;
      sealedLog: SealedLog;
      rowsAtOnce?: number;
    },
  ) {}

  /**
   * Removes what has expired, in batches, until nothing is left or until the signal. What
   * is not sealed yet goes another time.
   */
  async run(signal: AbortSignal): Promise<void> {
    const { knex, store } = this.deps;
    for (const effective of effectiveRules(await store.list(knex))) {
      let after: string | undefined;
      do {
        const began = performance.now();
        after = await this.removeSome(effective, after);
        await sleep(REST * (performance.now() - began));
      } while (after !== undefined && !signal.aborted);
    }
  }

  /**
   * Removes some of what a rule does not keep.
   *
   * @param after - an id behind which to look
   * @returns where to go on; undefined when that was all
   */
  private async removeSome(
    effective: EffectiveRule,
    after: string | undefined,
  ): Promise<string | undefined> {
    const { knex, clock, counts, sealedLog } = this.deps;
    const {
      rowsAtOnce = isPostgres(knex) ? ROWS_AT_ONCE : ROWS_AT_ONCE_IN_SQLITE,
    } = this.deps;
    const now = clock.now();
    return withoutStatementTimeout(() =>
      knex.transaction(async tx => {
        const end = await sealedLog.hold(tx);
        const query = expiredRows(tx, effective, now)
          .orderBy('id')
          .limit(rowsAtOnce);
        if (after !== undefined) {
          query.where('id', '>', after);
        }
        const expired: string[] = await query.pluck('id');
        const seals = await sealedLog.find(tx, expired);
        const ids = seals.flatMap(({ places }) => places.map(({ id }) => id));
        if (ids.length > 0) {
          await counts.whileChanging(tx, ids, () => removeRows(tx, ids));
          await sealedLog.markGone(tx, end, seals, {
            kind: 'retention',
            rule: {
              ...effective.rule,
              before: new Date(expiryOf(effective, now)).toISOString(),
            },
            now,
          });
        }
        return expired.length === rowsAtOnce
          ? expired[expired.length - 1]
          : undefined;
      }),
    );
  }
}

async function removeRows(tx: Knex, ids: readonly string[]): Promise<void> {
  await tx('activity_readers')
    .whereRaw(...isOneOf(tx, 'activity_id', ids))
    .delete();
  await tx('activity')
    .whereRaw(...isOneOf(tx, 'id', ids))
    .delete();
}
