import {
  DashboardLayout,
  findSizeProblems,
  Widget,
} from '@callboard/plugin-callboard-common';
import { isEqual } from 'lodash';
import { RequestContext } from '../../access/Caller';
import { Changes } from '../../changes/Changes';
import { countText } from '../../core/workspaces/recordBulkAction';
import { FieldProblem, throwIfInvalid } from '../../http/errors';
import { Precondition } from '../../http/Precondition';
import { DashboardRow } from './DashboardStore';
import { DashboardService } from './DashboardService';
import { toLayoutActivity, toWidgetActivity } from './dashboardActivity';
import { WidgetStore } from './WidgetStore';

type WidgetPositions = DashboardLayout['widgets'];

/** Positions the widgets of dashboards. */
export class DashboardLayouts {
  constructor(
    private readonly deps: {
      changes: Changes;
      dashboards: DashboardService;
      widgets: WidgetStore;
    },
  ) {}

  /**
   * Moves all widgets of a dashboard, or none.
   *
   * @throws NotFoundError when the caller may not see the dashboard
   * @throws NotAllowedError when the caller may not change it
   * @throws PreconditionFailedError when the dashboard has changed since the caller read it
   * @throws InvalidRequestError unless each widget is named once, at a size that fits
   *   its content
   */
  async layOut(
    context: RequestContext,
    dashboard_id: string,
    { widgets: positions }: DashboardLayout,
    precondition = Precondition.none,
  ): Promise<DashboardRow> {
    const { changes, dashboards, widgets } = this.deps;
    return changes.run(context.caller, async change => {
      const dashboard = await dashboards.lockDashboard(
        change,
        context,
        dashboard_id,
        precondition,
      );
      const before = await widgets.listWidgets(change.tx, dashboard_id);
      const byId = new Map(before.map(widget => [widget.id, widget]));
      throwIfInvalid(findPositionProblems(positions, byId));
      const updated_at = new Date(change.now).toISOString();
      const moved = positions.flatMap(({ id, ...size }) => {
        const widget = byId.get(id)!;
        const version = widget.version + 1;
        return isEqual(widget.size, size)
          ? []
          : [{ ...widget, size, version, updated_at }];
      });
      if (moved.length === 0) {
        return dashboard;
      }
      await widgets.updateMany(change.tx, moved);
      change.record(
        toLayoutActivity(dashboard, {
          text: countText(moved.length, 'widget', 'widgets'),
          entity_type: 'dashboard_widget',
          moved: moved.length,
        }),
      );
      for (const after of moved) {
        const entry = toWidgetActivity(dashboard, byId.get(after.id)!, after);
        change.record({ ...entry, detail: true });
      }
      return dashboards.touch(change, dashboard);
    });
  }
}

/** The reasons why a layout is invalid for a dashboard's widgets. */
function findPositionProblems(
  positions: WidgetPositions,
  byId: ReadonlyMap<string, Widget>,
): FieldProblem[] {
  const named = new Set<string>();
  const problems = positions.flatMap(
    ({ id, ...size }, index): FieldProblem[] => {
      const field = `body.widgets[${index}]`;
      const widget = byId.get(id);
      const isNamed = named.has(id);
      named.add(id);
      if (!widget || isNamed) {
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
  const missing = [...byId.keys()].filter(id => !named.has(id));
  return missing.length === 0
    ? problems
    : [
        ...problems,
        {
          field: 'body.widgets',
          reason: `must contain all widgets of the dashboard. Missing: ${missing.join(
            ', ',
          )}`,
        },
      ];
}
