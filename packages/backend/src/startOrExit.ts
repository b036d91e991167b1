import { stringifyError } from '@backstage/errors';

/**
 * Starts the backend, or ends the process with code 1 and the cause as its last output.
 *
 * The platform only logs that a start has failed. The plugins that did start keep the process
 * alive, and a caller that waits for readiness would wait for ever.
 *
 * @param exit - ends the process
 */
export async function startOrExit(
  backend: { start(): Promise<unknown> },
  exit: (code: number) => void = process.exit,
): Promise<void> {
  try {
    await backend.start();
  } catch (error) {
    process.stderr.write(`${stringifyError(error)}\n`);
    exit(1);
  }
}
