import {
  dashboardTemplates,
  DashboardTemplateName,
  DEFAULT_WORKSPACE,
  endpoints,
} from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { Calendar } from './Calendar';

const mona = 'user:default/mona.manager';
const alex = 'user:default/alex.admin';

/** Who makes a dashboard of which template, and what it is to the workspace. */
const boards: ReadonlyArray<{
  template: DashboardTemplateName;
  owner: string;
  is_default?: true;
  isFavourite?: true;
}> = [
  { template: 'delivery', owner: mona, is_default: true },
  { template: 'team_health', owner: mona, isFavourite: true },
  { template: 'time', owner: alex },
  { template: 'adoption', owner: alex },
];

/** Dashboards that everybody can look at, one of each template. */
export async function seedDashboards(
  services: Pick<SeedServices, 'as'>,
  calendar: Calendar,
): Promise<void> {
  const slug = DEFAULT_WORKSPACE;
  const first = calendar.lastDayAt(11.1).getTime();
  for (const [nth, board] of boards.entries()) {
    const { template, owner, is_default, isFavourite } = board;
    const { dashboard } = dashboardTemplates.find(
      ({ name }) => name === template,
    )!;
    const client = services.as({
      user_ref: owner,
      at: new Date(first + nth * 9 * 60_000),
    });
    const { id } = await client.call(endpoints.importDashboard, {
      params: { slug },
      body: dashboard,
    });
    await client.call(endpoints.updateDashboard, {
      params: { slug, id },
      body: { access: 'shared', is_default },
    });
    if (isFavourite) {
      await client.call(endpoints.favourDashboard, { params: { slug, id } });
    }
  }
}
