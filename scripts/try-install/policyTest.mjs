/**
 * Tests that the policies of the RBAC backend apply in the API and on pages: one that denies an
 * action, one that denies a page, and one that allows reading time in one project only.
 */
import { runActions, signIn } from './browserActions.mjs';

const WORKSPACE = '/api/callboard/workspaces/default';

/** The minutes that are logged in each project. */
const MINUTES = {
  'component/default/example-website': 30,
  'system/default/examples': 45,
};

/** Calls the API as the signed-in person; returns the status and the JSON response. */
const call = (page, method, path, body) =>
  page.evaluate(
    async ([requestMethod, requestPath, json]) => {
      const session = await fetch('/api/auth/guest/refresh');
      const { token } = (await session.json()).backstageIdentity;
      const response = await fetch(requestPath, {
        method: requestMethod,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: json,
      });
      return { status: response.status, body: await response.json() };
    },
    [method, path, body && JSON.stringify(body)],
  );

async function callOrThrow(page, status, ...request) {
  const response = await call(page, ...request);
  if (response.status !== status) {
    throw new Error(
      `${request.slice(0, 2).join(' ')} returned ${
        response.status
      }, not ${status}: ${JSON.stringify(response.body)}`,
    );
  }
  return response.body;
}

const equal = (actual, expected, what) => {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`${what}: ${JSON.stringify(actual)}`);
  }
};

async function logTime(page) {
  for (const [entity, duration_minutes] of Object.entries(MINUTES)) {
    const project = await callOrThrow(
      page,
      200,
      'PUT',
      `${WORKSPACE}/projects/by-entity/${entity}`,
      {},
    );
    const items = `${WORKSPACE}/projects/${project.id}/work-items`;
    const item = await callOrThrow(page, 201, 'POST', items, {
      title: `Work in ${entity}`,
    });
    await callOrThrow(page, 201, 'POST', `${items}/${item.id}/worklogs`, {
      duration_minutes,
    });
  }
}

async function checkTime(page) {
  const { items } = await callOrThrow(
    page,
    200,
    'GET',
    `${WORKSPACE}/worklogs`,
  );
  equal(
    items.map(({ duration_minutes }) => duration_minutes),
    [30],
    'The list contains time of other projects',
  );
  await page.goto('/catalog/default/component/example-website/time');
  await page.getByText('30m').first().waitFor();
  await page.goto('/catalog/default/system/examples/time');
  await page.getByText('You do not have access to this').waitFor();
}

async function checkDepartments(page) {
  await callOrThrow(page, 403, 'POST', `${WORKSPACE}/departments`, {
    name: 'Payments',
  });
  await page.goto('/organisation/departments');
  await page
    .getByText(/^No departments in/)
    .first()
    .waitFor();
  equal(
    await page.getByRole('button', { name: 'New department' }).count(),
    0,
    'The page offers to create departments',
  );
}

async function checkWebhooks(page) {
  await callOrThrow(page, 403, 'GET', `${WORKSPACE}/webhooks`);
  await page.goto('/callboard/webhooks');
  await page.getByText('You do not have access to this').waitFor();
}

const actions = [
  ['sign in', signIn],
  ['time can be logged in two projects', logTime],
  ['only the time of the permitted project can be read', checkTime],
  ['departments can be read, but not created', checkDepartments],
  ['webhooks cannot be read', checkWebhooks],
];

/** Tests a portal; takes the arguments of `runActions` before the actions. */
export const policyTest = (...portal) => runActions(...portal, actions);
