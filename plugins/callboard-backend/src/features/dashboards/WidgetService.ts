import { NotFoundError, ConflictError } from '@backstage/errors';
import {
  ExportedWidget,
  findFreePosition,
  NewWidget,
  findWidgetProblems,
  Widget,
  widgetExtents,
  WidgetPatch,
  MAX_DASHBOARD_BYTES,
  MAX_WIDGETS_PER_DASHBOARD,
} from '@callboard/plugin-callboard-common';
import { isUndefined, omitBy } from 'lodash';
import { RequestContext } from '../../access/Caller';
import { Change, Changes } from '../../changes/Changes';
import { Precondition } from '../../http/Precondition';
import { throwIfInvalid } from '../../http/errors';
import { DashboardService } from './DashboardService';
import { toWidgetActivity } from './dashboardActivity';
import { toWidget, WidgetStore } from './WidgetStore';

/** Leaves room to insert others between two neighbours. */
const ORDER_STEP = 65_535;

/** Creates, changes and deletes widgets. Locks the dashboard during changes. */
export class WidgetService {
  constructor(
    private readonly deps: {
      changes: Changes;
      dashboards: DashboardService;
      widgets: WidgetStore;
    },
  ) {}

  /**
   * Adds a widget to a dashboard.
   *
   * @throws NotFoundError when the caller may not see the dashboard
   * @throws NotAllowedError when the caller may not change it
   * @throws ConflictError when it has no room for one more
   */
  async create(
    context: RequestContext,
    dashboard_id: string,
    input: NewWidget,
  ): Promise<Widget> {
    const { changes, dashboards, widgets } = this.deps;
    return changes.run(context.caller, async change => {
      const dashboard = await dashboards.lockDashboard(
        change,
        context,
        dashboard_id,
      );
      const others = await widgets.listWidgets(change.tx, dashboard_id);
      const widget = toWidget(
        dashboard_id,
        applyWidgetDefaults(input, others),
        change.now,
      );
      requireWidgetQuota([...others, widget]);
      await widgets.insertMany(change.tx, [widget]);
      change.record(toWidgetActivity(dashboard, null, widget));
      return widget;
    });
  }

  /**
   * Changes a widget. It stays on its dashboard.
   *
   * @throws NotFoundError when the caller may not see it
   * @throws NotAllowedError when the caller may not change its dashboard
   * @throws PreconditionFailedError when it has changed since the caller read it
   * @throws InvalidRequestError when its fields would contradict each other
   * @throws ConflictError when its dashboard has no room for it
   */
  async update(
    context: RequestContext,
    dashboard_id: string,
    id: string,
    { dashboard: _dashboard, dashboard_id: _id, ...patch }: WidgetPatch,
    precondition = Precondition.none,
  ): Promise<Widget> {
    const { changes, dashboards, widgets } = this.deps;
    return changes.run(context.caller, async change => {
      const dashboard = await dashboards.lockDashboard(
        change,
        context,
        dashboard_id,
      );
      const before = await this.require(change, dashboard_id, id);
      precondition.check(before.version);
      const after: Widget = {
        ...before,
        ...omitBy(patch, isUndefined),
        version: before.version + 1,
        updated_at: new Date(change.now).toISOString(),
      };
      if (!change.record(toWidgetActivity(dashboard, before, after))) {
        return before;
      }
      throwIfInvalid(
        findWidgetProblems(after).map(({ path, message }) => ({
          field: `body.${path.join('.')}`,
          reason: message,
        })),
      );
      const all = await widgets.listWidgets(change.tx, dashboard_id);
      requireWidgetQuota(all.map(one => (one.id === id ? after : one)));
      await widgets.updateMany(change.tx, [after]);
      return after;
    });
  }

  /**
   * Deletes a widget.
   *
   * @throws NotFoundError when the caller may not see it
   * @throws NotAllowedError when the caller may not change its dashboard
   * @throws PreconditionFailedError when it has changed since the caller read it
   */
  async delete(
    context: RequestContext,
    dashboard_id: string,
    id: string,
    precondition = Precondition.none,
  ): Promise<void> {
    const { changes, dashboards, widgets } = this.deps;
    await changes.run(context.caller, async change => {
      const dashboard = await dashboards.lockDashboard(
        change,
        context,
        dashboard_id,
      );
      const before = await this.require(change, dashboard_id, id);
      precondition.check(before.version);
      await widgets.softDelete(change.tx, id, change.now);
      change.record(toWidgetActivity(dashboard, before, null));
    });
  }

  /** @throws NotFoundError when it does not exist */
  private async require(
    { tx }: Change,
    dashboard_id: string,
    id: string,
  ): Promise<Widget> {
    const widget = await this.deps.widgets.find(tx, dashboard_id, id);
    if (!widget) {
      throw new NotFoundError(`There is no widget ${id}`);
    }
    return widget;
  }
}

/**
 * Requires that a dashboard has room for all of its widgets.
 *
 * @throws ConflictError when they are too many, or too large together
 */
function requireWidgetQuota(
  widgets: ReadonlyArray<Pick<ExportedWidget, 'title' | 'config'>>,
): void {
  if (widgets.length > MAX_WIDGETS_PER_DASHBOARD) {
    throw new ConflictError(
      `A dashboard can have at most ${MAX_WIDGETS_PER_DASHBOARD} widgets. Delete one first`,
    );
  }
  if (isTooLarge(widgets)) {
    throw new ConflictError(
      `The widgets of a dashboard must not exceed ${MAX_DASHBOARD_BYTES} bytes of JSON in total`,
    );
  }
}

/** Whether widgets are too large for one dashboard. */
export function isTooLarge(
  widgets: ReadonlyArray<Pick<ExportedWidget, 'title' | 'config'>>,
): boolean {
  const described = widgets.map(({ title, config }) => ({ title, config }));
  return Buffer.byteLength(JSON.stringify(described)) > MAX_DASHBOARD_BYTES;
}

/** Fills in the defaults of a new widget: last in order and below all others. */
function applyWidgetDefaults(
  { widget_type, title, config, sort_order, size }: NewWidget,
  others: readonly Widget[],
): ExportedWidget {
  const last = Math.max(0, ...others.map(other => other.sort_order));
  return {
    widget_type,
    title: title ?? '',
    config: config ?? {},
    sort_order: sort_order ?? last + ORDER_STEP,
    size:
      size ??
      findFreePosition(
        widgetExtents[widget_type].usual,
        others.map(other => other.size),
      ),
  };
}
