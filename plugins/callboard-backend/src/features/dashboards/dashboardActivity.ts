import { DashboardSchedule, Widget } from '@callboard/plugin-callboard-common';
import { RecordedChange } from '../../changes/RecordedChange';
import { toDashboardResponse, DashboardRow } from './DashboardRow';

/** The trace of a dashboard that was made, changed or deleted. */
export function dashboardTrace(
  before: DashboardRow | null,
  after: DashboardRow | null,
): RecordedChange<'dashboard'> {
  const dashboard = (after ?? before)!;
  // That it is shared no more is news for those with whom it was.
  const shown = before?.access === 'shared' ? before : dashboard;
  return {
    ...seenWith(shown),
    entity_type: 'dashboard',
    entity_id: dashboard.id,
    entity_label: dashboard.name,
    before: before && toDashboardResponse(before),
    after: after && toDashboardResponse(after),
    // It follows from the owner, and is theirs to change.
    derived: ['owner_name'],
  };
}

/** The trace of a widget that was made, changed or deleted. */
export function widgetTrace(
  dashboard: DashboardRow,
  before: Widget | null,
  after: Widget | null,
): RecordedChange<'dashboard_widget'> {
  const { id, title } = (after ?? before)!;
  return {
    ...seenWith(dashboard),
    entity_type: 'dashboard_widget',
    entity_id: id,
    entity_label: title ? `${dashboard.name} › ${title}` : dashboard.name,
    before,
    after,
  };
}

/**
 * The trace of when a dashboard is mailed: to whom is nothing that all who read
 * the dashboard have to know.
 */
export function scheduleTrace(
  { workspace_id, owner_ref, name }: DashboardRow,
  before: DashboardSchedule | null,
  after: DashboardSchedule | null,
): RecordedChange<'dashboard_schedule'> {
  return {
    workspace_id,
    visibility: 'people',
    people: [owner_ref],
    entity_type: 'dashboard_schedule',
    entity_id: (after ?? before)!.id,
    entity_label: name,
    before,
    after,
    // They follow from the others, and from the clock.
    derived: ['next_at', 'last_sent_at'],
  };
}

/** The trace of an act that moved widgets of a dashboard. */
export function layoutTrace(
  dashboard: DashboardRow,
  metadata: RecordedChange['metadata'],
): RecordedChange<'dashboard'> {
  return {
    ...seenWith(dashboard),
    entity_type: 'dashboard',
    action: 'layout',
    entity_id: dashboard.id,
    entity_label: dashboard.name,
    before: null,
    after: null,
    metadata,
  };
}

/** Those who may read a dashboard hear of its changes. */
function seenWith({ workspace_id, access, owner_ref }: DashboardRow) {
  return access === 'shared'
    ? { workspace_id, visibility: 'workspace' as const }
    : { workspace_id, visibility: 'people' as const, people: [owner_ref] };
}
