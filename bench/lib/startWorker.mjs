import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Starts a module in a process of its own, which shares no event loop with what
 * it measures or is measured by.
 *
 * @param url - of the module; it calls `serve`
 * @param options.input - what it is told at the start, as JSON
 * @returns what calls it and ends it; it ends with this process too
 */
export async function startWorker(url, { input = {}, env = {} } = {}) {
  const child = fork(fileURLToPath(url), [JSON.stringify(input)], {
    // Logs cost what they cost, and nobody reads them.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  const answers = new Map();
  let asked = 0;
  const fail = () => {
    const error = new Error(`${url} ended`);
    answers.forEach(({ reject }) => reject(error));
    answers.clear();
  };
  child.once('exit', fail);
  child.on('message', ({ answerTo, result, error }) => {
    // The platform sends messages of its own.
    const waiting = answers.get(answerTo);
    answers.delete(answerTo);
    if (error) {
      waiting?.reject(new Error(error));
    } else {
      waiting?.resolve(result);
    }
  });
  const answer = number =>
    new Promise((resolve, reject) => answers.set(number, { resolve, reject }));
  await answer(0);
  return {
    pid: child.pid,
    call(question) {
      asked += 1;
      child.send({ number: asked, question });
      return answer(asked);
    },
    async stop() {
      if (child.exitCode === null) {
        const ended = new Promise(resolve => child.once('exit', resolve));
        child.disconnect();
        await ended;
      }
    },
  };
}
