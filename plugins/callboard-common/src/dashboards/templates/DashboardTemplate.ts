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

/**
 * A dashboard to start from. It names nothing by its id, so that it is useful in any
 * workspace.
 *
 * @public
 */
export interface DashboardTemplate {
  readonly name: DashboardTemplateName;
  /** To be imported, as it is or under another name. */
  readonly dashboard: ExportedDashboard;
}
