import { DashboardSchedule, Widget } from '@callboard/plugin-callboard-common';
import { ResourceChange } from '../../changes/ResourceChange';
import { toDashboardResponse, DashboardRow } from './DashboardStore';

export function toDashboardActivity(
  before: DashboardRow | null,
  after: DashboardRow | null,
): ResourceChange<'dashboard'> {
  const dashboard = (after ?? before)!;
  // When a dashboard is no longer shared, its previous viewers still see this entry.
  const visibilityState = before?.access === 'shared' ? before : dashboard;
  return {
    ...getDashboardVisibility(visibilityState),
    entity_type: 'dashboard',
    entity_id: dashboard.id,
    entity_label: dashboard.name,
    before: before && toDashboardResponse(before),
    after: after && toDashboardResponse(after),
    // The owner's name is derived from the owner and changes with it.
    derived: ['owner_name'],
  };
}

export function toWidgetActivity(
  dashboard: DashboardRow,
  before: Widget | null,
  after: Widget | null,
): ResourceChange<'dashboard_widget'> {
  const { id, title } = (after ?? before)!;
  return {
    ...getDashboardVisibility(dashboard),
    entity_type: 'dashboard_widget',
    entity_id: id,
    entity_label: title ? `${dashboard.name} › ${title}` : dashboard.name,
    before,
    after,
  };
}

/**
 * The activity entry of a schedule. Only the dashboard's owner and admins may see it, because it
 * lists recipients.
 */
export function toScheduleActivity(
  { workspace_id, owner_ref, name }: DashboardRow,
  before: DashboardSchedule | null,
  after: DashboardSchedule | null,
): ResourceChange<'dashboard_schedule'> {
  return {
    workspace_id,
    visibility: 'people',
    people: [owner_ref],
    entity_type: 'dashboard_schedule',
    entity_id: (after ?? before)!.id,
    entity_label: name,
    before,
    after,
    // `next_at` follows from other fields and the clock; `last_sent_at` changes with each email.
    derived: ['next_at', 'last_sent_at'],
  };
}

/** The activity entry of an action that moved widgets of a dashboard. */
export function toLayoutActivity(
  dashboard: DashboardRow,
  metadata: ResourceChange['metadata'],
): ResourceChange<'dashboard'> {
  return {
    ...getDashboardVisibility(dashboard),
    entity_type: 'dashboard',
    action: 'layout',
    entity_id: dashboard.id,
    entity_label: dashboard.name,
    before: null,
    after: null,
    metadata,
  };
}

/** Returns the visibility of activity entries for everybody who may read a dashboard. */
function getDashboardVisibility({
  workspace_id,
  access,
  owner_ref,
}: DashboardRow) {
  return access === 'shared'
    ? { workspace_id, visibility: 'workspace' as const }
    : { workspace_id, visibility: 'people' as const, people: [owner_ref] };
}
