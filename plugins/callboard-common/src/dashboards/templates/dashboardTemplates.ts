import { adoption } from './adoption';
import { DashboardTemplate } from './DashboardTemplate';
import { delivery } from './delivery';
import { emptyTemplate } from './empty';
import { teamHealth } from './teamHealth';
import { timeSpent } from './timeSpent';

/** The dashboard templates, in display order. @public */
export const dashboardTemplates: readonly DashboardTemplate[] = [
  delivery,
  teamHealth,
  timeSpent,
  adoption,
  emptyTemplate,
];
