/** Runs one test file several times, to check that it always passes. */
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { runJest } from './jestResults.mjs';

/**
 * @param file - a test file of a package, relative to the repository
 * @param times - the number of runs
 * @returns the result that `runJest` returned for each run
 * @throws Error if no package contains the file
 */
export async function repeatTest(file, times) {
  const [folder] = /^(?:packages|plugins)\/[^/]+/.exec(file) ?? [];
  if (!folder || !fs.existsSync(path.join(root, file))) {
    throw new Error(`No test file ${file} in any package`);
  }
  const first = Number(process.env.CALLBOARD_TEST_SEED ?? Date.now() % 2 ** 31);
  const results = [];
  for (let run = 0; run < times; run += 1) {
    const seed = first + run;
    const result = await runJest(
      [
        'package',
        'test',
        '--runInBand',
        '--runTestsByPath',
        path.relative(folder, file),
      ],
      {
        cwd: folder,
        allTests: true,
        env: { CALLBOARD_TEST_SEED: String(seed) },
      },
    );
    results.push(result);
    process.stdout.write(
      `${run + 1} of ${times}, CALLBOARD_TEST_SEED=${seed}: ${
        result.passed
      } passed, ${result.failed} failed\n`,
    );
  }
  return results;
}
