/**
 * The view of each picture: `as` is the user who opens the page, `path` its address, `page` the
 * folders in `plugins` that contain its code. `show` waits for its content. `clip` limits the
 * picture.
 */

const ALEX = 'Alex Admin';
const MAX = 'Max Member';
const MONA = 'Mona Manager';
const WORKSPACE = '/api/callboard/workspaces/default';

const waitForText = text => page => page.getByText(text).first().waitFor();
const waitForRows = page => page.getByRole('row').nth(1).waitFor();

/** Returns a date of last week: the current week may have no data yet. */
const getDateOfLastWeek = () =>
  new Date(Date.now() - 7 * 24 * 60 * 60_000).toISOString().slice(0, 10);

/** Returns the address of a demo webhook. */
async function findWebhookPath(client, name) {
  const token = await client.requestToken('alex.admin');
  const { items } = await client.request(token, 'GET', `${WORKSPACE}/webhooks`);
  const { id } = items.find(each => each.name === name);
  return `/callboard/webhooks/${id}?workspace=default`;
}

/** Returns the address of an email to Max. If none exists, first assigns a work item to Max. */
async function findMailPath(client) {
  const token = await client.requestToken('alex.admin');
  const findMail = async () => {
    const path = '/api/callboard/admin/mail/folder';
    const { items } = await client.request(token, 'GET', path);
    return items.find(({ to }) => to.includes('max.member'));
  };
  if (!(await findMail())) {
    await assignToMax(client, token);
  }
  for (;;) {
    const email = await findMail();
    if (email) {
      return `/callboard/mail?mail=${encodeURIComponent(email.id)}`;
    }
    await new Promise(resolve => {
      setTimeout(resolve, 500);
    });
  }
}

/** Returns the address of a demo dashboard. */
async function findDashboardPath(client, name) {
  const token = await client.requestToken('mona.manager');
  const { items } = await client.request(
    token,
    'GET',
    `${WORKSPACE}/dashboards`,
  );
  const { id } = items.find(each => each.name === name);
  return `/dashboards/${id}?workspace=default`;
}

const waitForCharts = page =>
  page
    .getByRole('img', { name: /values/ })
    .nth(3)
    .waitFor();

/** Creates a work item for Max in a project that everybody can see. */
async function assignToMax(client, token) {
  const { items } = await client.request(
    token,
    'GET',
    `${WORKSPACE}/projects?search=payments-api`,
  );
  await client.request(
    token,
    'POST',
    `${WORKSPACE}/projects/${items[0].id}/work-items`,
    {
      title: 'Pay back what is left of a split refund',
      assignees: ['user:default/max.member'],
      priority: 'high',
    },
  );
}

/** A file of staff in which two rows are invalid. */
const staffFile = [
  'staff_id,first_name,last_name,email,department_code,date_of_joining',
  '90001,Ines,Moreau,ines.moreau@example.com,NOPE,2026-01-05',
  '90002,Jonas,Weber,jonas.weber@example.com,,2026-02-30',
  '90003,Aiko,Tanaka,aiko.tanaka@example.com,,2026-03-02',
  '90004,Samir,Haddad,samir.haddad@example.com,,2026-03-02',
].join('\n');

/**
 * @type {Record<string, { as: string, path: string | Function, page: string[], show: Function,
 * clip?: object }>}
 */
export const views = {
  'activity-tracker': {
    as: ALEX,
    path: '/callboard/activity-tracker?views=false',
    page: ['callboard-activity/src'],
    show: waitForRows,
  },
  announcements: {
    as: ALEX,
    path: '/callboard/workspaces/default/announcements',
    page: ['callboard/src/announcements'],
    show: waitForRows,
  },
  bell: {
    as: MAX,
    path: '/projects',
    page: [
      'callboard-notifications/src/bell',
      'callboard-notifications/src/item',
    ],
    clip: { x: 720, y: 0, width: 720, height: 720 },
    async show(page) {
      await page.getByRole('link', { name: 'Board' }).first().waitFor();
      await page.getByRole('button', { name: /^Notifications/ }).click();
      await page
        .getByRole('dialog', { name: 'Notifications' })
        .getByRole('link', { name: 'See all' })
        .waitFor();
    },
  },
  capacity: {
    as: MONA,
    path: '/team-time?view=capacity',
    page: ['callboard-time/src/team'],
    show: page => page.getByRole('table').first().waitFor(),
  },
  dashboard: {
    as: MONA,
    path: client => findDashboardPath(client, 'Team health'),
    page: ['callboard-dashboards/src/view', 'callboard-dashboards/src/widgets'],
    show: waitForCharts,
  },
  'mail-html': {
    as: ALEX,
    path: findMailPath,
    page: [
      'callboard/src/mail',
      'callboard-backend/src/features/mail/messages',
    ],
    show: waitForText('unsubscribe link'),
  },
  'mail-text': {
    as: ALEX,
    path: findMailPath,
    page: [
      'callboard/src/mail',
      'callboard-backend/src/features/mail/messages',
    ],
    async show(page) {
      await page.getByRole('button', { name: 'As plain text' }).click();
    },
  },
  'my-time': {
    as: MAX,
    path: () => `/my-time?week=${getDateOfLastWeek()}`,
    page: ['callboard-time/src/mine', 'callboard-time/src/week'],
    show: page => page.getByRole('rowheader').first().waitFor(),
  },
  'notification-preferences': {
    as: MAX,
    path: '/notifications/preferences',
    page: ['callboard-notifications/src/preferences'],
    show: page => page.getByRole('table').waitFor(),
  },
  notifications: {
    as: MAX,
    path: '/notifications',
    page: [
      'callboard-notifications/src/page',
      'callboard-notifications/src/item',
    ],
    show: waitForRows,
  },
  'organisation-departments': {
    as: ALEX,
    path: '/organisation/departments',
    page: ['callboard/src/organisation/departments'],
    show: waitForRows,
  },
  'organisation-import': {
    as: ALEX,
    path: '/organisation/people/import',
    page: ['callboard/src/organisation/staff'],
    async show(page) {
      await page.getByLabel('File to import').setInputFiles({
        name: 'people.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(staffFile),
      });
      await page.getByRole('button', { name: 'Preview' }).click();
      await page.getByRole('heading', { name: 'Import preview' }).waitFor();
    },
  },
  'team-time': {
    as: MONA,
    path: '/team-time',
    page: ['callboard-time/src/team'],
    show: waitForText('Approve'),
  },
  webhook: {
    as: ALEX,
    path: client => findWebhookPath(client, 'Build bot'),
    page: ['callboard/src/webhooks'],
    show: waitForRows,
  },
  'webhook-delivery': {
    as: ALEX,
    path: client => findWebhookPath(client, 'Build bot'),
    page: ['callboard/src/webhooks'],
    async show(page) {
      await page.getByRole('button', { name: /^Failed/ }).click();
      await page.getByText('503').first().click();
      await page.getByRole('dialog').getByText('Response').first().waitFor();
    },
  },
  webhooks: {
    as: ALEX,
    path: '/callboard/webhooks',
    page: ['callboard/src/webhooks'],
    show: waitForRows,
  },
  'work-board': {
    as: MAX,
    path: '/catalog/default/component/payments-api/work?view=board',
    page: ['callboard-work/src/board', 'callboard-work/src/entity'],
    show: page => page.getByRole('region', { name: /^In Review/ }).waitFor(),
  },
};
