import { loadBackend, requireOfBackend } from './backend.mjs';
import { disconnect, requester, workspaceRequester } from './http.mjs';

const testUtils = loadBackend('__testUtils__/startCallboard');
export const { getAuthorizationHeader, people } = testUtils;
export const { mockServices } = requireOfBackend(
  '@backstage/backend-test-utils',
);

/** Starts Callboard on a database, without the rest of a portal. */
export async function openCallboard(knex, options) {
  const { port, base, stop } = await testUtils.startCallboardOn(knex, options);
  const server = { port, base };
  return {
    server,
    url: `http://127.0.0.1:${port}${base}`,
    /** Sends requests of a person; `inWorkspace` sends them to paths of the workspace. */
    as: (who = 'superAdmin') => requester(server, getAuthorizationHeader(who)),
    inWorkspace: (who = 'superAdmin') =>
      workspaceRequester(server, getAuthorizationHeader(who)),
    stop: () => disconnect().then(stop),
  };
}
