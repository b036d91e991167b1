import { createServer } from 'node:net';
import { startWorker } from '../lib/startWorker.mjs';
import { PERSON_HEADER } from './signIn.mjs';

/**
 * Starts a backend in a process of its own, and signs people in.
 *
 * @param options.connection - of PostgreSQL
 * @param options.people - how many
 * @param options.config - further configuration
 * @param options.plugin - the path of one to measure in place of Callboard
 * @param options.also - URLs of modules with further `features`
 * @param options.env - of the process
 */
export async function startPortal({
  connection,
  people,
  config,
  plugin,
  also,
  env = {},
}) {
  const port = await freePort();
  const server = await startWorker(new URL('server.mjs', import.meta.url), {
    input: { port, connection, config, plugin, also },
    env: { NODE_ENV: 'production', ...env },
  });
  const tokens = [];
  for (let who = 0; who < people; who += 1) {
    tokens.push(await signIn(port, `user:default/p${who}`));
  }
  return {
    port,
    tokens,
    /** The megabytes it holds. */
    memory: async () => Math.round((await server.call()) / 1e6),
    stop: () => server.stop(),
  };
}

async function signIn(port, person) {
  const answer = await fetch(
    `http://127.0.0.1:${port}/api/auth/bench/refresh`,
    { headers: { [PERSON_HEADER]: person } },
  );
  if (!answer.ok) {
    throw new Error(`Nobody is signed in: ${answer.status}`);
  }
  const { backstageIdentity } = await answer.json();
  return backstageIdentity.token;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
