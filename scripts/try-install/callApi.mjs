/** Calls to Callboard's API by the tests of a portal. */

/**
 * Calls Callboard's API as the portal's guest user.
 *
 * @param url the address of the portal
 * @returns {Promise<{status: number, body: any}>}
 */
export async function callApi(url, method, path, body) {
  const session = await fetch(`${url}/api/auth/guest/refresh`);
  const { token } = (await session.json()).backstageIdentity;
  const response = await fetch(`${url}/api/callboard${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text && JSON.parse(text) };
}

/** Calls the API and returns the body. Throws if the response has another status. */
export async function callOrThrow(status, ...call) {
  const response = await callApi(...call);
  if (response.status !== status) {
    const [, method, path] = call;
    throw new Error(
      `${method} ${path} returned ${
        response.status
      }, not ${status}: ${JSON.stringify(response.body)}`,
    );
  }
  return response.body;
}

const WORKSPACE = '/workspaces/default';

/** Creates a work item in the project of an entity; returns the path of the item. */
export async function createWorkItem(url, entity, title) {
  const project = await callOrThrow(
    200,
    url,
    'PUT',
    `${WORKSPACE}/projects/by-entity/${entity}`,
    {},
  );
  const items = `${WORKSPACE}/projects/${project.id}/work-items`;
  const { id } = await callOrThrow(201, url, 'POST', items, { title });
  return `${items}/${id}`;
}
