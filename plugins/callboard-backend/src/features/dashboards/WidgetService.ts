import { ConflictError } from '@backstage/errors';
import {
  DashboardLayout,
  ExportedWidget,
  findFreePosition,
  findSizeProblems,
  NewWidget,
  findWidgetProblems,
  Widget,
  widgetExtents,
  WidgetPatch,
  MAX_DASHBOARD_BYTES,
  MAX_WIDGETS_PER_DASHBOARD,
} from '@callboard/plugin-callboard-common';
import { isEqual } from 'lodash';
import { RequestContext } from '../../access/Caller';
import { Change } from '../../changes/Changes';
import { formatCountedNoun } from '../../core/workspaces/recordBulkAction';
import { Precondition } from '../../http/Precondition';
import { FieldProblem, throwIfInvalid } from '../../http/errors';
import { DashboardService } from './DashboardService';
import { toLayoutActivity, toWidgetActivity } from './dashboardActivity';
import { DashboardRow } from './DashboardStore';
import { toWidget, WidgetStore } from './WidgetStore';
import { toNextVersion } from '../../database/Table';

/** A new widget's distance in `sort_order` from the last one. Leaves room to insert widgets. */
const ORDER_STEP = 65_535;

/**
 * Creates, changes, moves and deletes widgets. Locks the dashboard during changes. All methods throw
 * NotFoundError when the caller may not see the dashboard, and NotAllowedError when the caller may
 * not change it.
 */
export class WidgetService {
  constructor(
    private readonly deps: {
      dashboards: DashboardService;
      widgets: WidgetStore;
    },
  ) {}

  /**
   * Adds a widget to a dashboard.
   *
   * @throws ConflictError when the dashboard has the maximum number of widgets, or would be too
   *   large
   */
  async create(
    context: RequestContext,
    dashboard_id: string,
    input: NewWidget,
  ): Promise<Widget> {
    const { dashboards, widgets } = this.deps;
    return dashboards.edit(context, dashboard_id, async (change, dashboard) => {
      const existing = await widgets.listWidgets(change.tx, dashboard_id);
      const widget = toWidget(
        dashboard_id,
        applyWidgetDefaults(input, existing),
        change.now,
      );
      requireWidgetQuota([...existing, widget]);
      await widgets.insert(change.tx, [widget]);
      change.record(toWidgetActivity(dashboard, null, widget));
      return widget;
    });
  }

  /**
   * Changes a widget. Ignores the dashboard in the patch: widgets cannot move to another dashboard.
   *
   * @throws NotFoundError when the dashboard has no such widget
   * @throws PreconditionFailedError when the widget has changed since the caller read it
   * @throws InvalidRequestError when its fields would contradict each other
   * @throws ConflictError when its dashboard would be too large
   */
  async update(
    context: RequestContext,
    { id: dashboard_id, wid: id }: { id: string; wid: string },
    { dashboard: _dashboard, dashboard_id: _id, ...patch }: WidgetPatch,
    precondition: Precondition,
  ): Promise<Widget> {
    const { dashboards, widgets } = this.deps;
    return dashboards.edit(context, dashboard_id, async (change, dashboard) => {
      const before = await widgets.require(change.tx, dashboard_id, id);
      precondition.check(before.version);
      const after = toNextVersion(before, patch, change.now);
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
   * @throws NotFoundError when the dashboard has no such widget
   * @throws PreconditionFailedError when the widget has changed since the caller read it
   */
  async delete(
    context: RequestContext,
    path: { id: string; wid: string },
    precondition: Precondition,
  ): Promise<void> {
    const { dashboards, widgets } = this.deps;
    await dashboards.edit(context, path.id, async (change, dashboard) => {
      const before = await widgets.require(change.tx, path.id, path.wid);
      precondition.check(before.version);
      await widgets.softDelete(change.tx, [before.id], change.now);
      change.record(toWidgetActivity(dashboard, before, null));
    });
  }

  /**
   * Sets the positions and sizes of all widgets of a dashboard in one transaction.
   *
   * @throws PreconditionFailedError when the dashboard has changed since the caller read it
   * @throws InvalidRequestError when a widget is missing, listed twice, or too small for its
   *   content
   */
  async layOut(
    context: RequestContext,
    dashboard_id: string,
    { widgets: positions }: DashboardLayout,
    precondition: Precondition,
  ): Promise<DashboardRow> {
    const { dashboards, widgets } = this.deps;
    const moveWidgets = async (change: Change, dashboard: DashboardRow) => {
      const before = await widgets.listWidgets(change.tx, dashboard_id);
      const byId = new Map(before.map(widget => [widget.id, widget]));
      throwIfInvalid(findPositionProblems(positions, byId));
      const moved = positions.flatMap(({ id, ...size }) => {
        const widget = byId.get(id)!;
        return isEqual(widget.size, size)
          ? []
          : [toNextVersion(widget, { size }, change.now)];
      });
      if (moved.length === 0) {
        return dashboard;
      }
      await widgets.updateMany(change.tx, moved);
      change.record(
        toLayoutActivity(dashboard, {
          text: formatCountedNoun(moved.length, 'widget', 'widgets'),
          entity_type: 'dashboard_widget',
          moved: moved.length,
        }),
      );
      for (const after of moved) {
        const entry = toWidgetActivity(dashboard, byId.get(after.id)!, after);
        change.record({ ...entry, detail: true });
      }
      return dashboards.incrementVersion(change, dashboard);
    };
    return dashboards.edit(context, dashboard_id, moveWidgets, precondition);
  }
}

/**
 * Requires that one dashboard can contain all of the widgets.
 *
 * @throws ConflictError when the widgets are too many, or too large together
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
      `The widgets of a dashboard must not exceed ${MAX_DASHBOARD_BYTES} bytes of JSON in total. Delete or shorten one first`,
    );
  }
}

/** Whether the widgets together are too large for one dashboard. */
export function isTooLarge(
  widgets: ReadonlyArray<Pick<ExportedWidget, 'title' | 'config'>>,
): boolean {
  const content = widgets.map(({ title, config }) => ({ title, config }));
  return Buffer.byteLength(JSON.stringify(content)) > MAX_DASHBOARD_BYTES;
}

/** Applies the defaults of a new widget: last in `sort_order`, and below the existing widgets. */
function applyWidgetDefaults(
  { widget_type, title, config, sort_order, size }: NewWidget,
  existing: readonly Widget[],
): ExportedWidget {
  const lastOrder = Math.max(0, ...existing.map(widget => widget.sort_order));
  return {
    widget_type,
    title: title ?? '',
    config: config ?? {},
    sort_order: sort_order ?? lastOrder + ORDER_STEP,
    size:
      size ??
      findFreePosition(
        widgetExtents[widget_type].usual,
        existing.map(widget => widget.size),
      ),
  };
}

/** The reasons why a layout is invalid for a dashboard's widgets. */
function findPositionProblems(
  positions: DashboardLayout['widgets'],
  byId: ReadonlyMap<string, Widget>,
): FieldProblem[] {
  const listedIds = new Set<string>();
  const problems = positions.flatMap(
    ({ id, ...size }, index): FieldProblem[] => {
      const field = `body.widgets[${index}]`;
      const widget = byId.get(id);
      const isListed = listedIds.has(id);
      listedIds.add(id);
      if (!widget || isListed) {
        const reason = widget
          ? 'is listed twice'
          : 'is not a widget of this dashboard';
        return [{ field: `${field}.id`, reason }];
      }
      return findSizeProblems(widget.widget_type, size).map(
        ({ path: [side], message }) => ({
          field: `${field}.${side}`,
          reason: message,
        }),
      );
    },
  );
  const missing = [...byId.keys()].filter(id => !listedIds.has(id));
  if (missing.length > 0) {
    const reason = `must contain all widgets of the dashboard. Missing: ${missing.join(
      ', ',
    )}`;
    problems.push({ field: 'body.widgets', reason });
  }
  return problems;
}
