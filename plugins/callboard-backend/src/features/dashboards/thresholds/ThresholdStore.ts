import { Widget } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { insertMany, insertTogether, inListSql } from '../../../database/bulk';
import { readInstant } from '../../../database/dialect';
import { lockForUpdate, lockSkippingLocked } from '../../../database/locks';

/** The progress of a widget's check, which continues after the follower `after_ref`. */
interface ThresholdProgress {
  widget_id: string;
  after_ref: string | null;
}

export interface ThresholdBatch extends ThresholdProgress {
  dashboard_id: string;
  /** When the widget is due again if no outcome is recorded; milliseconds since 1970. */
  due_at: number;
}

export interface CrossedThreshold {
  user_ref: string;
  /** The index among the widget's thresholds, from 0. */
  position: number;
  /** The digest of the threshold when it was crossed, see `CheckedWidget`. */
  config_digest: string;
}

/** The followers of a widget after `after_ref`, up to `last_ref`. Null means no limit. */
type Followers = ThresholdProgress & { last_ref: string | null };

/** Stores one threshold check per widget, and the crossed thresholds. */
export class ThresholdStore {
  /** Makes checks of the widgets that have thresholds due. They start with the first follower. */
  async register(
    tx: Knex.Transaction,
    widgets: readonly Widget[],
  ): Promise<void> {
    const rows = widgets
      .filter(({ config }) => config.thresholds?.length)
      .map(({ id, updated_at }) => ({
        widget_id: id,
        due_at: new Date(updated_at),
        after_ref: null,
      }));
    await insertTogether(tx, [
      {
        table: 'threshold_checks',
        rows,
        onConflict:
          '(widget_id) DO UPDATE SET due_at = excluded.due_at, after_ref = NULL',
      },
    ]);
  }

  /**
   * Claims the check that has been due longest, and makes it due again at `due_at`. If this replica
   * never records an outcome, another replica claims the check after `due_at`.
   *
   * @param except - dashboards whose widgets are skipped
   */
  async claimNext(
    knex: Knex,
    { now, due_at, except }: { now: number; due_at: number; except: string[] },
  ): Promise<ThresholdBatch | undefined> {
    return knex.transaction(async tx => {
      const due = tx('threshold_checks')
        .join(
          'dashboard_widgets',
          'dashboard_widgets.id',
          'threshold_checks.widget_id',
        )
        .where('threshold_checks.due_at', '<=', new Date(now))
        .whereNotIn('dashboard_widgets.dashboard_id', except)
        .orderBy('threshold_checks.due_at')
        .limit(1)
        .select('widget_id', 'after_ref', 'dashboard_id');
      // Other replicas may be claiming some of these checks.
      const [found] = await lockSkippingLocked(due, 'threshold_checks');
      if (!found) {
        return undefined;
      }
      await this.reschedule(tx, found, due_at);
      return { ...found, due_at };
    });
  }

  /**
   * Locks a check until the transaction ends. Returns false if the check has been claimed by
   * another replica, reset or deleted since `claimNext`.
   */
  async lockCheck(
    tx: Knex.Transaction,
    { widget_id, after_ref, due_at }: ThresholdBatch,
  ): Promise<boolean> {
    const [row] = await lockForUpdate(
      tx('threshold_checks').where({ widget_id }).select('after_ref', 'due_at'),
    );
    return (
      row !== undefined &&
      row.after_ref === after_ref &&
      Date.parse(readInstant(row.due_at)) === due_at
    );
  }

  /** Sets when the check of a widget continues, and after which follower. */
  async reschedule(
    tx: Knex.Transaction,
    { widget_id, after_ref }: ThresholdProgress,
    due: number,
  ): Promise<void> {
    await tx('threshold_checks')
      .where({ widget_id })
      .update({ due_at: new Date(due), after_ref });
  }

  async deleteCheck(tx: Knex.Transaction, widget_id: string): Promise<void> {
    await tx('threshold_checks').where({ widget_id }).delete();
  }

  /** Lists the thresholds crossed for some current or former followers of a widget. */
  async listCrossed(
    tx: Knex.Transaction,
    { widget_id, after_ref, last_ref }: Followers,
  ): Promise<CrossedThreshold[]> {
    const query = tx('crossed_thresholds')
      .where({ widget_id })
      .where('user_ref', '>', after_ref ?? '')
      .select('user_ref', 'position', 'config_digest');
    if (last_ref !== null) {
      query.where('user_ref', '<=', last_ref);
    }
    return query;
  }

  async replaceCrossed(
    tx: Knex.Transaction,
    widget_id: string,
    user_refs: readonly string[],
    crossedThresholds: readonly CrossedThreshold[],
  ): Promise<void> {
    await tx('crossed_thresholds')
      .where({ widget_id })
      .whereRaw(...inListSql(tx, 'user_ref', user_refs, 'text'))
      .delete();
    await insertMany(
      tx,
      'crossed_thresholds',
      crossedThresholds.map(row => ({ widget_id, ...row })),
    );
  }
}
