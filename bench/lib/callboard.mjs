import { loadBackend } from './backend.mjs';
import { disconnect, requester, workspaceRequester } from './http.mjs';

const { authorizationOf, startCallboardOn } = loadBackend(
  '__testUtils__/startCallboard',
);

export { authorizationOf };

/** Starts Callboard on a database, without the rest of a portal. */
export async function openCallboard(knex, options) {
  const { port, base, stop } = await startCallboardOn(knex, options);
  const server = { port, base };
  return {
    server,
    url: `http://127.0.0.1:${port}${base}`,
    /** Sends requests of a person; `inWorkspace` sends them below the workspace. */
    as: (who = 'superAdmin') => requester(server, authorizationOf(who)),
    inWorkspace: (who = 'superAdmin') =>
      workspaceRequester(server, authorizationOf(who)),
    async stop() {
      await disconnect();
      await stop();
    },
  };
}
