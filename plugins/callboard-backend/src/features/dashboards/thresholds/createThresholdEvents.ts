import {
  buildDashboardPath,
  Widget,
  getMetricQuery,
} from '@callboard/plugin-callboard-common';
import { groupBy } from 'lodash';
import { NotificationTypeDeclaration } from '@callboard/plugin-callboard-node';
import { WorkspaceRow } from '../../../access/Caller';
import { cutText } from '../../../database/text';
import { NotificationEvent } from '../../notifications/dispatch/NotificationEvent';
import { DashboardRow } from '../DashboardStore';
import { getWidgetTitle } from '../files/toWidgetTable';
import { createMetricFormats } from '../pdf/DocumentFormats';
import { NewCrossing } from './CheckedWidget';

const THRESHOLD_TYPE = 'dashboard.threshold';

export const thresholdType: NotificationTypeDeclaration = {
  type: THRESHOLD_TYPE,
  label: 'Threshold crossed on a dashboard you follow',
  description:
    'Sent to followers of the dashboard when the number they see crosses a threshold.',
};

const MAX_TITLE_LENGTH = 255;

const comparisonLabels = {
  '>': 'above',
  '>=': 'at or above',
  '<': 'below',
  '<=': 'at or below',
} as const;

export interface ThresholdWidget {
  workspace: Pick<WorkspaceRow, 'id' | 'slug'>;
  dashboard: Pick<DashboardRow, 'id' | 'name'>;
  widget: Widget;
}

/**
 * Creates notification events for followers whose numbers crossed thresholds. Followers who see the
 * same number share an event.
 *
 * @param at - milliseconds since 1970
 */
export function createThresholdEvents(
  { workspace, dashboard, widget }: ThresholdWidget,
  newCrossings: readonly NewCrossing[],
  at: number,
): NotificationEvent[] {
  const { widget_type, config } = widget;
  const groups = groupBy(newCrossings, ({ position, value }) =>
    [position, value].join(' '),
  );
  return Object.values(groups).map((group): NotificationEvent => {
    const [{ position, value }] = group;
    const threshold = config.thresholds![position];
    const { formatValue } = createMetricFormats(
      getMetricQuery(widget_type, config)!.metric,
    );
    const comparison = `: ${formatValue(value)}, ${
      comparisonLabels[threshold.operator]
    } ${formatValue(threshold.value)}`;
    const title = cutText(
      getWidgetTitle(widget),
      MAX_TITLE_LENGTH - comparison.length,
    );
    return {
      workspace_id: workspace.id,
      project_id: null,
      dashboard_id: dashboard.id,
      visibility: 'people',
      type: THRESHOLD_TYPE,
      title: `${title}${comparison}`,
      body: `On the dashboard ${dashboard.name}.`,
      target_url: buildDashboardPath(workspace.slug, dashboard.id),
      severity: threshold.severity,
      meta: {
        dashboard_id: dashboard.id,
        widget_id: widget.id,
        value,
        threshold: { ...threshold },
      },
      actor_ref: null,
      rule: THRESHOLD_TYPE,
      reason: `You follow the dashboard ${dashboard.name}.`,
      dedupe_key: `${THRESHOLD_TYPE}:${widget.id}:${position}`,
      at,
      to: { refs: group.map(({ user_ref }) => user_ref) },
    };
  });
}
