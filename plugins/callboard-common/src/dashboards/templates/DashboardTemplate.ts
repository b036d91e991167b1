import { ExportedDashboard } from '../transfer';

/** The names of the templates. @public */
export const dashboardTemplateNames = [
  'delivery',
  'team_health',
  'time',
  'adoption',
  'empty',
] as const;

/** @public */
export type DashboardTemplateName = (typeof dashboardTemplateNames)[number];

/** A dashboard to start from. It has no ids, so it works in any workspace. @public */
export interface DashboardTemplate {
  readonly name: DashboardTemplateName;
  /** The dashboard to import, optionally under another name. */
  readonly dashboard: ExportedDashboard;
}
