import {
  DEFAULT_WORKSPACE,
  endpoints,
  mentionOf,
} from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { demoPeople, userRefOf } from '../demoPeople';
import { Calendar } from './Calendar';

const [ALEX, MONA, MAX, GINA] = demoPeople.map(userRefOf);

const WEEK_MS = 7 * 24 * 60 * 60_000;

const slug = DEFAULT_WORKSPACE;

/** What is said about an open item of a demo person, on the last working day. */
interface Talk {
  of: string;
  /** Who follows the item, too. */
  follower?: string;
  remarks: Array<{ by: string; hour: number; body: string }>;
}

const talks: Talk[] = [
  {
    of: MAX,
    follower: GINA,
    remarks: [
      {
        by: MONA,
        hour: 13.4,
        body: `${mentionOf(
          GINA,
        )} this belongs to what you asked about in the audit. ${mentionOf(
          MAX,
        )} keeps it up to date.`,
      },
      {
        by: ALEX,
        hour: 14.85,
        body: 'Support has two more customers who wait for it.',
      },
      {
        by: MONA,
        hour: 15.6,
        body: '> Support has two more customers who wait for it.\n\nThen let us finish it before we begin anything else.',
      },
    ],
  },
  {
    of: MONA,
    remarks: [
      {
        by: MAX,
        hour: 10.7,
        body: `${mentionOf(MONA)} do you still need this from us?`,
      },
      {
        by: ALEX,
        hour: 11.3,
        body: 'I have asked the same. If not, I would archive it.',
      },
      {
        by: MAX,
        hour: 14.1,
        body: 'Then I wait with it until you say so.',
      },
    ],
  },
  {
    of: ALEX,
    remarks: [
      {
        by: MONA,
        hour: 9.8,
        body: `${mentionOf(ALEX)} who can test this with real data?`,
      },
      {
        by: MAX,
        hour: 12.2,
        body: 'I can, on Monday.',
      },
      {
        by: MONA,
        hour: 13.9,
        body: 'Good. Tell us what comes of it.',
      },
    ],
  },
];

/**
 * The last working day before today: what the demo people have not read yet, at
 * the latest. They talk, and an admin announces things.
 *
 * @param openProjects - the ids of the projects that everybody sees
 */
export async function seedNews(
  services: SeedServices,
  calendar: Calendar,
  openProjects: ReadonlySet<string>,
): Promise<void> {
  for (const talk of talks) {
    await seedTalk(services, calendar, openProjects, talk);
  }
  const weekAgo = calendar.lastDayAt(14.35).getTime() - WEEK_MS;
  await services.announce({ user_ref: ALEX, at: new Date(weekAgo) }, slug, {
    title: 'Follow what matters to you',
    body: 'Projects and work items have a Follow button now: the bell tells you what changes in them. The preferences say what is mailed to you, and when.',
    target_url: '/notifications/preferences',
    severity: 'normal',
    to: { everyone: true },
  });
  await services.announce(
    { user_ref: ALEX, at: calendar.lastDayAt(9.15) },
    slug,
    {
      title: 'On Saturday from 06:00 to 08:00 the web shop takes no orders',
      body: 'We move the database of orders. Customers can look at everything, but not buy. Please do not deploy meanwhile.',
      severity: 'high',
      to: { everyone: true },
    },
  );
}

async function seedTalk(
  services: SeedServices,
  calendar: Calendar,
  openProjects: ReadonlySet<string>,
  { of, follower, remarks }: Talk,
): Promise<void> {
  const at = (hour: number) => calendar.lastDayAt(hour);
  const { items } = await services
    .as({ user_ref: ALEX, at: at(9) })
    .call(endpoints.listWorkItemsOfWorkspace, {
      params: { slug },
      query: { assignees: of, state_group: 'started,unstarted' },
    });
  const item = items.find(
    ({ project_id, created_at }) =>
      openProjects.has(project_id) && Date.parse(created_at) < at(9).getTime(),
  );
  if (!item) {
    return;
  }
  const params = { slug, pid: item.project_id, iid: item.id };
  if (follower) {
    await services
      .as({ user_ref: follower, at: at(9) })
      .call(endpoints.putWorkItemSubscription, {
        params,
        body: { level: 'all' },
      });
  }
  for (const { by, hour, body } of remarks) {
    await services
      .as({ user_ref: by, at: at(hour) })
      .call(endpoints.createWorkItemComment, { params, body: { body } });
  }
}
