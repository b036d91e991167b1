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
  // There is no call 0: its response tells the parent process that this one is ready.
  process.send({ id: 0 });
}

export const forkModule = (url, payload, env = {}) =>
  fork(fileURLToPath(url), [JSON.stringify(payload)], {
    execArgv: [
      '--expose-gc',
      // V8 would collect the garbage of an idle process up to three times in the next minutes,
      // half a second of processor time, possibly during an unrelated measurement.
      '--no-memory-reducer',
    ],
    // Discards stdout, with the logs: writing them still takes time, but nobody reads them.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });

/** Starts a module that calls `serve`, in a process that ends with this one. */
export async function startWorker(url, payload = {}, env = {}) {
  const child = forkModule(url, payload, env);
  const waiting = new Map();
  let calls = 0;
  const ended = new Promise(resolve => child.once('exit', resolve));
  ended.then(() => {
    waiting.forEach(({ reject }) => reject(new Error(`${url} ended`)));
    waiting.clear();
  });
  child.on('message', ({ id, result, error }) => {
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error) reject?.(new Error(error));
    else resolve?.(result);
  });
  const waitForResponse = id =>
    new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  await waitForResponse(0);
  return {
    call(name, argument) {
      calls += 1;
      child.send({ id: calls, name, argument });
      return waitForResponse(calls);
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
