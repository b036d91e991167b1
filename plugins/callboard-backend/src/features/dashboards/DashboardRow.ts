import { Dashboard } from '@callboard/plugin-callboard-common';
import { createId } from '../../database/ids';

/** A stored dashboard, without fields that depend on the viewer. */
export type DashboardRow = Omit<Dashboard, 'is_favourite'> & {
  workspace_id: string;
};

/** The fields that people set on a new dashboard. */
export type DashboardInput = Pick<
  DashboardRow,
  'name' | 'description' | 'access' | 'is_default' | 'config'
>;

/** The dashboard without `is_favourite`, which is personal. */
export function toDashboardResponse({
  workspace_id: _,
  ...dashboard
}: DashboardRow): Omit<Dashboard, 'is_favourite'> {
  return dashboard;
}

/** A new dashboard with its owner. */
export function toDashboard(
  workspace_id: string,
  owner: { user_ref: string; display_name: string },
  input: DashboardInput,
  now: number,
): DashboardRow {
  const instant = new Date(now).toISOString();
  return {
    id: createId(now),
    workspace_id,
    ...input,
    owner_ref: owner.user_ref,
    owner_name: owner.display_name,
    version: 1,
    created_at: instant,
    updated_at: instant,
  };
}
