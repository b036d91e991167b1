import { Writable } from 'stream';
import { ExportRun } from './ExportRun';

/**
 * Writes a whole file that is in memory, and ends the output.
 *
 * @throws ExportAborted if the output closes early
 */
export async function writeBytes(
  output: Writable,
  bytes: Buffer,
): Promise<void> {
  await ExportRun.run(output, undefined, async run => {
    run.begin(to => to.write(bytes));
    await run.end();
  });
}
