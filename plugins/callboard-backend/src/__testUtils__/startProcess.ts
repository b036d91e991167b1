import { spawn } from 'child_process';

/** A process started by a test. */
export interface TestProcess {
  /** Kills it if it still runs, and waits until it has ended. */
  kill(): Promise<void>;
}

/**
 * Runs a TypeScript file as a separate process.
 *
 * @param output - the output to wait for
 */
export async function startProcess(
  file: string,
  args: readonly string[],
  output: string,
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
      if (String(chunk).includes(output)) resolve();
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
