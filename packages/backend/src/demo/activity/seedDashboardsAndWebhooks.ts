import {
  dashboardTemplates,
  DashboardTemplateName,
  DEFAULT_WORKSPACE,
  endpoints,
} from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { Calendar, WEEK_MS } from '../Calendar';
import { callAs } from '../Timeline';
import { ALEX, MONA } from '../company/people';

const slug = DEFAULT_WORKSPACE;
const MINUTE_MS = 60_000;

/** The templates of the dashboards, and their owners. */
const dashboards: Array<[DashboardTemplateName, owner: string]> = [
  ['delivery', MONA],
  ['team_health', MONA],
  ['time', ALEX],
  ['adoption', ALEX],
];

/**
 * Creates a shared dashboard of each template: "delivery" is the workspace's
 * default, "team health" a favourite of its owner.
 */
export async function seedDashboards(
  services: Pick<SeedServices, 'as'>,
  calendar: Calendar,
): Promise<void> {
  const first = calendar.getRecentMoment(11.1).getTime();
  for (const [index, [template, owner]] of dashboards.entries()) {
    const at = new Date(first + index * 9 * MINUTE_MS);
    const call = callAs(services, owner, at);
    const { dashboard } = dashboardTemplates.find(
      ({ name }) => name === template,
    )!;
    const { id } = await call(endpoints.importDashboard, {}, dashboard);
    const is_default = template === 'delivery' || undefined;
    const body = { access: 'shared' as const, is_default };
    await call(endpoints.updateDashboard, { id }, body);
    if (template === 'team_health') {
      await call(endpoints.favourDashboard, { id });
    }
  }
}

/**
 * Creates two webhooks with a week of deliveries to receivers that do not exist: one
 * is paused, the other was deactivated because its receiver is gone.
 */
export async function seedWebhooks(
  services: Pick<SeedServices, 'recordWebhook'>,
  calendar: Calendar,
): Promise<void> {
  const first = calendar.getRecentMoment(10.2).getTime() - WEEK_MS;
  await services.recordWebhook(
    { user_ref: ALEX, at: new Date(first) },
    slug,
    {
      name: 'Build bot',
      url: 'https://build-bot.example.com/callboard',
      event_types: ['work_item.create'],
      description:
        'A demonstration: there is no such receiver, so it is paused.',
    },
    'paused',
  );
  await services.recordWebhook(
    { user_ref: ALEX, at: new Date(first + 7 * MINUTE_MS) },
    slug,
    {
      name: 'Team chat',
      url: 'https://chat.example.com/hooks/lantern',
      event_types: ['work_item_comment.create'],
      description: 'A demonstration: the team has moved to another chat.',
    },
    'gone',
  );
}
