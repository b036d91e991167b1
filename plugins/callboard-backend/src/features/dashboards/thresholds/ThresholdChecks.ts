import { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { yieldToEventLoop } from '../../../kernel/yielding';
import { limitEntries } from '../../../kernel/limitEntries';
import { Clock } from '../../../kernel/clock';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { NotificationSender } from '../../notifications/dispatch/NotificationEvent';
import { DashboardReader } from '../DashboardReader';
import { DashboardNumbers } from '../files/DashboardNumbers';
import { Viewers } from '../Viewers';
import { WidgetDataService } from '../WidgetDataService';
import { CheckedWidget, FollowerNumber } from './CheckedWidget';
import { DashboardSubscriptions } from './DashboardSubscriptions';
import {
  ThresholdWidget,
  createThresholdEvents,
} from './createThresholdEvents';
import { ThresholdStore, ThresholdBatch } from './ThresholdStore';

/**
 * The interval after which a number is compared again. It is less than a minute because runs do not
 * start exactly a minute apart.
 */
const CHECK_INTERVAL_MS = 50_000;

/** The maximum duration of a run. The remaining checks wait for the next run. */
const MAX_RUN_MS = 45_000;

/** The time that a run spends on the followers of one widget before it checks other widgets. */
const WIDGET_MS = 2_000;

/** The time that a run spends on one dashboard before it checks all others. */
const DASHBOARD_MS = 5_000;

/** The interval in which repeated failures of a widget are logged once. */
const FAILURE_LOG_INTERVAL_MS = 60 * 60_000;

/**
 * The number of followers of a widget to check before other widgets. A follower whose visibility
 * scope no other follower has takes some tens of milliseconds.
 */
const FOLLOWERS_PER_BATCH = 100;

/**
 * Compares the numbers that each follower of a dashboard sees with the thresholds of its widgets.
 * Notifies the follower once when the number crosses a threshold. Notifies again only after the
 * number has been back within the threshold, or after the threshold has changed.
 *
 * Notifications and crossed thresholds commit together, so nobody is notified twice, even if a run
 * is aborted or several replicas run.
 */
export class ThresholdChecks {
  /** Widgets with recently logged failures. */
  readonly #failing = new LRUCache<string, true>({
    ...limitEntries(1_000),
    ttl: FAILURE_LOG_INTERVAL_MS,
  });

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      logger: LoggerService;
      workspaces: WorkspaceDirectory;
      viewers: Viewers;
      reader: DashboardReader;
      widgetData: Pick<WidgetDataService, 'computeForThresholds'>;
      numbers: Pick<DashboardNumbers, 'runWithTimeout'>;
      subscriptions: DashboardSubscriptions;
      store: ThresholdStore;
      dispatcher: NotificationSender;
      /** The number of followers of a widget that are checked at a time. */
      followersAtOnce?: number;
      widgetLimitMs?: number;
      dashboardLimitMs?: number;
    },
  ) {}

  /** Checks due widgets until none are left or the maximum duration is reached. */
  async run(signal?: AbortSignal): Promise<void> {
    const { clock, logger } = this.deps;
    const deadline = performance.now() + MAX_RUN_MS;
    const due_at = clock.now() + CHECK_INTERVAL_MS;
    const spentMs = new Map<string, number>();
    while (!signal?.aborted && performance.now() < deadline) {
      const batch = await this.claimNext(due_at, spentMs);
      if (!batch) {
        return;
      }
      const startedAt = performance.now();
      try {
        await this.check(batch);
      } catch (error) {
        this.logFailure(batch.widget_id, error);
      }
      const { dashboard_id } = batch;
      const before = spentMs.get(dashboard_id) ?? 0;
      spentMs.set(dashboard_id, before + performance.now() - startedAt);
      await yieldToEventLoop();
    }
    logger.debug('The next run checks the remaining dashboard thresholds');
  }

  /** Claims the next due widget. Dashboards that exceeded their time budget come last. */
  private async claimNext(
    due_at: number,
    spentMs: ReadonlyMap<string, number>,
  ): Promise<ThresholdBatch | undefined> {
    const { knex, clock, store, dashboardLimitMs = DASHBOARD_MS } = this.deps;
    const overBudget = [...spentMs].filter(([, ms]) => ms > dashboardLimitMs);
    const due = { now: clock.now(), due_at };
    const except = overBudget.map(([id]) => id);
    const batch = await store.claimNext(knex, { ...due, except });
    return batch || except.length === 0
      ? batch
      : store.claimNext(knex, { ...due, except: [] });
  }

  private async check(batch: ThresholdBatch): Promise<void> {
    const { knex, clock, store, dispatcher } = this.deps;
    const thresholdWidget = await this.findThresholdWidget(
      knex,
      batch.widget_id,
    );
    if (!thresholdWidget) {
      await this.endChecks(batch);
      return;
    }
    const checked = new CheckedWidget(thresholdWidget.widget);
    const { followerNumbers, last_ref, hasFailed } = await this.evaluate(
      batch,
      thresholdWidget,
    );
    const now = clock.now();
    await knex.transaction(async tx => {
      const isLocked = await store.lockCheck(tx, batch);
      const current =
        isLocked && (await this.findThresholdWidget(tx, batch.widget_id));
      // Discards the outcome if another replica has claimed the check, or the widget's thresholds
      // have changed. The check is then due again.
      if (
        !current ||
        !new CheckedWidget(current.widget).hasSameThresholds(checked)
      ) {
        return;
      }
      const before = await store.listCrossed(tx, { ...batch, last_ref });
      const { changedRefs, crossedThresholds, newCrossings } = checked.compare(
        followerNumbers,
        before,
      );
      if (changedRefs.length > 0) {
        await store.replaceCrossed(
          tx,
          batch.widget_id,
          changedRefs,
          crossedThresholds,
        );
      }
      await dispatcher.notify(
        tx,
        createThresholdEvents(current, newCrossings, now),
      );
      const isDone = last_ref === null || hasFailed;
      await store.reschedule(
        tx,
        { widget_id: batch.widget_id, after_ref: last_ref },
        isDone ? batch.due_at : now,
      );
    });
  }

  /** Ends the checks of a widget, unless it has thresholds again. */
  private async endChecks(batch: ThresholdBatch): Promise<void> {
    const { knex, store } = this.deps;
    await knex.transaction(async tx => {
      const isLocked = await store.lockCheck(tx, batch);
      if (isLocked && !(await this.findThresholdWidget(tx, batch.widget_id))) {
        await store.deleteCheck(tx, batch.widget_id);
      }
    });
  }

  /**
   * Computes the numbers that the next followers see with their own visibility. Stops at the time
   * limit.
   */
  private async evaluate(
    { after_ref }: ThresholdBatch,
    thresholdWidget: ThresholdWidget,
  ) {
    const {
      subscriptions,
      viewers,
      followersAtOnce = FOLLOWERS_PER_BATCH,
      widgetLimitMs = WIDGET_MS,
    } = this.deps;
    const deadline = performance.now() + widgetLimitMs;
    const { dashboard, widget } = thresholdWidget;
    const refs = await subscriptions.listFollowers(dashboard.id, {
      after: after_ref,
      limit: followersAtOnce + 1,
    });
    const nextRefs = refs.slice(0, followersAtOnce);
    await viewers.prefetch(nextRefs);
    const followerNumbers = new Map<string, FollowerNumber>();
    let hasFailed = false;
    for (const user_ref of nextRefs) {
      try {
        followerNumbers.set(
          user_ref,
          await this.computeFollowerNumber(user_ref, thresholdWidget),
        );
      } catch (error) {
        // The other followers are checked in the next run, because each may take as long to fail.
        hasFailed = true;
        followerNumbers.set(user_ref, 'none');
        this.logFailure(widget.id, error);
      }
      if (hasFailed || performance.now() > deadline) {
        break;
      }
    }
    const hasMore = followerNumbers.size < refs.length;
    // The follower to continue after; null when all followers are checked.
    const last_ref = hasMore ? refs[followerNumbers.size - 1] : null;
    return { followerNumbers, last_ref, hasFailed };
  }

  private async computeFollowerNumber(
    user_ref: string,
    { workspace, dashboard, widget }: ThresholdWidget,
  ): Promise<FollowerNumber> {
    const { viewers, reader, widgetData, numbers } = this.deps;
    const viewer = await viewers.find(workspace.id, user_ref);
    if (!viewer) {
      return 'hidden';
    }
    const path = { id: dashboard.id, wid: widget.id };
    try {
      const found = await reader.requireWidget(viewer, path);
      const result = await numbers.runWithTimeout(() =>
        widgetData.computeForThresholds(viewer, found),
      );
      return ('value' in result ? result.value : null) ?? 'none';
    } catch (error) {
      if (error instanceof NotFoundError) {
        return 'hidden';
      }
      throw error;
    }
  }

  private async findThresholdWidget(
    knex: Knex,
    widget_id: string,
  ): Promise<ThresholdWidget | undefined> {
    const { reader, workspaces } = this.deps;
    const found = await reader.findWidget(knex, widget_id);
    if (!found?.widget.config.thresholds?.length) {
      return undefined;
    }
    const { workspace_id } = found.dashboard;
    const [workspace] = await workspaces.findMany(knex, [workspace_id]);
    return workspace && { ...found, workspace };
  }

  private logFailure(widget_id: string, error: unknown): void {
    if (!this.#failing.has(widget_id)) {
      this.#failing.set(widget_id, true);
      this.deps.logger.warn(
        `Cannot check the thresholds of widget ${widget_id}`,
        error as Error,
      );
    }
  }
}
