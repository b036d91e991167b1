import { loadBackend, requireOfBackend } from './backend.mjs';
import * as http from './http.mjs';

const testUtils = loadBackend('__testUtils__/startCallboard');
export const { getAuthorizationHeader, people } = testUtils;
export const { mockServices } = requireOfBackend(
  '@backstage/backend-test-utils',
);

/** Starts Callboard on a database, without the rest of a portal. */
export async function openCallboard(knex, options) {
  const { port, base, stop } = await testUtils.startCallboardOn(knex, options);
  const server = { port, base };
  const pool = { dispatcher: http.openConnections(100) };
  return {
    server,
    url: `http://127.0.0.1:${port}${base}`,
    /** Returns a function that sends requests as a person. */
    as: (who = 'superAdmin') =>
      http.createRequester(server, getAuthorizationHeader(who), pool),
    /** Returns a function that sends requests to paths below the default workspace. */
    inWorkspace: (who = 'superAdmin') =>
      http.createWorkspaceRequester(server, getAuthorizationHeader(who), pool),
    // Closes the connections first, because a stopping server waits for open ones.
    stop: () => pool.dispatcher.destroy().then(stop),
  };
}
