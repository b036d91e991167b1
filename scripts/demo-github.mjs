/**
 * `npm run demo:github`: sends one of GitHub's recorded deliveries to the running portal, as GitHub
 * would, and prints the result. Repeating it changes nothing. `PORT` sets the port of the portal.
 *
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#delivery-headers
 */
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NotRunningError, PortalClient } from './lib/PortalClient.mjs';
import { fail, say } from './lib/say.mjs';

/** The webhook secret of app-config.yaml. */
const SECRET = 'callboard-demo';

/** The annotation `github.com/project-slug` of a demo component. */
const REPOSITORY = 'lantern/payments-api';
const ENTITY = 'component/default/payments-api';
const PAGE = 'default/component/payments-api';

/** The annotation `github.com/user-login` of a demo user. */
const LOGIN = 'max-member';

const WORKSPACE = '/api/callboard/workspaces/default';

/** GitHub's recording of an opened issue, with the demo's repository and user. */
function buildDelivery() {
  const file = createRequire(import.meta.url).resolve(
    '@octokit/webhooks-examples',
  );
  const [recorded] = JSON.parse(readFileSync(file, 'utf8'))
    .find(({ name }) => name === 'issues')
    .examples.filter(({ action }) => action === 'opened');
  return JSON.stringify(recorded)
    .replaceAll('Codertocat/Hello-World', REPOSITORY)
    .replaceAll('"Codertocat"', `"${LOGIN}"`);
}

async function findWorkItem(client, token, externalId) {
  const project = await client.request(
    token,
    'PUT',
    `${WORKSPACE}/projects/by-entity/${ENTITY}`,
  );
  const { items } = await client.request(
    token,
    'GET',
    `${WORKSPACE}/projects/${project.id}/work-items?source=github&external_id=${externalId}`,
  );
  return items[0];
}

async function deliver(client, body) {
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const response = await fetch(`${client.url}/api/events/http/github`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/demo',
      'x-github-delivery': randomUUID(),
      'x-github-event': 'issues',
      'x-hub-signature-256': `sha256=${signature}`,
    },
    body,
  });
  if (!response.ok) {
    throw new Error(
      `the portal responded with ${response.status} ${await response.text()}`,
    );
  }
}

const client = PortalClient.find();
try {
  const body = buildDelivery();
  const { issue } = JSON.parse(body);
  const externalId = String(issue.id);
  const token = await client.requestToken('alex.admin');
  const before = await findWorkItem(client, token, externalId);
  await deliver(client, body);
  const after = await findWorkItem(client, token, externalId);
  if (!after) {
    throw new Error(
      'the portal accepted the delivery, but created no work item',
    );
  }
  say(`Delivered: issue "${issue.title}" opened in ${REPOSITORY}.`);
  if (!before) {
    say(`Created work item ${after.identifier}:`);
  } else if (after.version === before.version) {
    say(`Work item ${after.identifier} already existed and did not change:`);
  } else {
    say(`Updated work item ${after.identifier}:`);
  }
  say(`${client.url}/catalog/${PAGE}/work?item=${after.id}`);
} catch (error) {
  fail(
    error instanceof NotRunningError
      ? `${error.message}. Start it with npm start.`
      : `The delivery failed: ${error.message}`,
  );
}
