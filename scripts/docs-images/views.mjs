/** The views in the pictures: who sees each, where, and which element to wait for. */

const ALEX = 'Alex Admin';
const MAX = 'Max Member';
const MONA = 'Mona Manager';
const WORKSPACE = '/api/callboard/workspaces/default';

const text = words => page => page.getByText(words).first().waitFor();
const rows = page => page.getByRole('row').nth(1).waitFor();

/** Returns a date of last week: the current one may have no data yet. */
const weekAgo = () =>
  new Date(Date.now() - 7 * 24 * 60 * 60_000).toISOString().slice(0, 10);

/** Returns the address of a demo webhook. */
async function webhook(client, name) {
  const token = await client.tokenOf('alex.admin');
  const { items } = await client.request(token, 'GET', `${WORKSPACE}/webhooks`);
  const { id } = items.find(each => each.name === name);
  return `/callboard/webhooks/${id}?workspace=default`;
}

/** Returns the address of an email to Max; Alex triggers one if none exists. */
async function mail(client) {
  const token = await client.tokenOf('alex.admin');
  const list = async () => {
    const path = '/api/callboard/admin/mail/folder';
    const { items } = await client.request(token, 'GET', path);
    return items.find(({ to }) => to.includes('max.member'));
  };
  if (!(await list())) {
    await assignToMax(client, token);
  }
  for (;;) {
    const found = await list();
    if (found) {
      return `/callboard/mail?mail=${encodeURIComponent(found.id)}`;
    }
    await new Promise(resolve => {
      setTimeout(resolve, 500);
    });
  }
}

/** Returns the address of a demo dashboard. */
async function dashboard(client, name) {
  const token = await client.tokenOf('mona.manager');
  const { items } = await client.request(
    token,
    'GET',
    `${WORKSPACE}/dashboards`,
  );
  const { id } = items.find(each => each.name === name);
  return `/dashboards/${id}?workspace=default`;
}

const charts = page =>
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

/** @type {Record<string, { as: string, path: string | Function, show: Function, isNarrow?: boolean, clip?: object }>} */
export const views = {
  home: {
    as: MAX,
    path: '/',
    // Names load last.
    show: page =>
      page.getByText('Mona Manager', { exact: true }).first().waitFor(),
  },
  bell: {
    as: MAX,
    path: '/projects',
    isNarrow: true,
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
  notifications: {
    as: MAX,
    path: '/notifications',
    isNarrow: true,
    show: rows,
  },
  'notification-preferences': {
    as: MAX,
    path: '/notifications/preferences',
    show: page => page.getByRole('table').waitFor(),
  },
  dashboards: { as: MONA, path: '/dashboards', show: rows },
  dashboard: {
    as: MONA,
    path: client => dashboard(client, 'Team health'),
    isNarrow: true,
    show: charts,
  },
  'widget-editor': {
    as: MONA,
    path: async client =>
      `${await dashboard(client, 'Team health')}&mode=edit&widget=new`,
    show: page =>
      page
        .getByRole('dialog')
        .getByRole('img', { name: /values/ })
        .waitFor(),
  },
  analytics: { as: MONA, path: '/analytics?tab=work', show: rows },
  'my-time': {
    as: MAX,
    path: () => `/my-time?week=${weekAgo()}`,
    show: page => page.getByRole('rowheader').first().waitFor(),
  },
  'team-time': { as: MONA, path: '/team-time', show: text('Approve') },
  capacity: {
    as: MONA,
    path: '/team-time?view=capacity',
    show: page => page.getByRole('table').first().waitFor(),
  },
  announcements: {
    as: ALEX,
    path: '/callboard/workspaces/default/announcements',
    show: rows,
  },
  webhooks: { as: ALEX, path: '/callboard/webhooks', show: rows },
  webhook: {
    as: ALEX,
    path: client => webhook(client, 'Build bot'),
    show: rows,
  },
  'webhook-delivery': {
    as: ALEX,
    path: client => webhook(client, 'Build bot'),
    async show(page) {
      await page.getByRole('button', { name: /^Failed/ }).click();
      await page.getByText('503').first().click();
      await page.getByRole('dialog').getByText('Response').first().waitFor();
    },
  },
  'mail-html': { as: ALEX, path: mail, show: text('Unsubscribe') },
  'mail-text': {
    as: ALEX,
    path: mail,
    async show(page) {
      await page.getByRole('button', { name: 'As plain text' }).click();
    },
  },
};
