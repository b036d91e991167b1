import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const readPayload = () => JSON.parse(process.argv[2]);

/** Runs functions by name for the parent process, and exits when the parent process ends. */
export function serve(functions) {
  process.on('message', async ({ id, name, argument }) => {
    // Ignores messages that are not calls.
    if (id === undefined) return;
    try {
      process.send({ id, result: await functions[name](argument) });
    } catch (error) {
      process.send({ id, error: error.stack });
    }
  });
  process.on('disconnect', () => process.exit());
  // Calls begin at 1. Response 0 tells the parent process that this one is ready.
  process.send({ id: 0 });
}

export const forkModule = (url, payload, env = {}) =>
  fork(fileURLToPath(url), [JSON.stringify(payload)], {
    execArgv: [
      '--expose-gc',
      // An idle process would collect garbage in the next minutes, which delays other measurements.
      '--no-memory-reducer',
    ],
    // Discards stdout, with the logs: writing them still takes time, but nobody reads them.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });

/** Starts a module that calls `serve`, in a process that ends with this one. */
export async function startWorker(url, payload = {}, env = {}) {
  const child = forkModule(url, payload, env);
  const pendingCalls = new Map();
  let lastId = 0;
  const ended = new Promise(resolve => child.once('exit', resolve));
  ended.then(() => {
    pendingCalls.forEach(({ reject }) => reject(new Error(`${url} ended`)));
    pendingCalls.clear();
  });
  child.on('message', ({ id, result, error }) => {
    const { resolve, reject } = pendingCalls.get(id) ?? {};
    pendingCalls.delete(id);
    if (error) reject?.(new Error(error));
    else resolve?.(result);
  });
  const waitForResponse = id =>
    new Promise((resolve, reject) => pendingCalls.set(id, { resolve, reject }));
  await waitForResponse(0);
  return {
    call(name, argument) {
      lastId += 1;
      child.send({ id: lastId, name, argument });
      return waitForResponse(lastId);
    },
    stop() {
      if (child.connected) child.disconnect();
      return ended;
    },
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

export const startClients = () =>
  startWorker(new URL('clients.mjs', import.meta.url));
