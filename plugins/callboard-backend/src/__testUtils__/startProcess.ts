import { spawn } from 'child_process';

/** A process that a test has started. */
export interface TestProcess {
  /** Ends it without a word, if it is still there, and waits until it is gone. */
  kill(): Promise<void>;
}

/**
 * Starts a file of TypeScript as a process of its own.
 *
 * @param word - is waited for in what it prints
 */
export async function startProcess(
  file: string,
  args: readonly string[],
  word: string,
): Promise<TestProcess> {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      file,
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const exited = new Promise(done => child.once('exit', done));
  let errors = '';
  child.stderr.on('data', chunk => {
    errors += chunk;
  });
  await new Promise<void>((resolve, failed) => {
    child.stdout.on('data', chunk => {
      if (String(chunk).includes(word)) resolve();
    });
    child.on('exit', code =>
      failed(new Error(`exited with ${code}: ${errors}`)),
    );
  });
  return {
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
