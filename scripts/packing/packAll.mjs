/** Builds and packs the published packages in a copy of the repository. */
import { join } from 'node:path';
import { run, tail } from '../lib/run.mjs';
import { step } from '../lib/say.mjs';
import { yarn } from '../lib/yarn.mjs';
import {
  copySources,
  fillRepositories,
  listPublishedPackages,
  packPackage,
} from './packages.mjs';

/** The number of packages that are packed in parallel. */
const PACKERS = 2;

/**
 * Packs the published packages of this repository.
 *
 * @param folder where the copy and, in `packages`, the tarballs are created
 * @param log takes the output of the commands
 * @returns {Promise<Array<{file: string, manifest: object}>>}
 * @throws Error with the output of the command that fails
 */
export async function packAll(folder, log) {
  const copy = join(folder, 'callboard');
  const runOrThrow = async promise => {
    const { code, output } = await promise;
    log(output);
    if (code !== 0) {
      throw new Error(tail(output));
    }
  };
  const runYarn = (cwd, ...args) => runOrThrow(yarn('--cwd', cwd, ...args));
  const runTool = (name, ...args) =>
    runOrThrow(
      run(join(copy, 'node_modules/.bin', name), args, {
        cwd: copy,
        env: { ...process.env, NODE_ENV: 'production' },
      }),
    );
  await step('Copying the repository and installing its dependencies', () => {
    copySources(copy);
    fillRepositories(copy);
    return runYarn(copy, 'install', '--immutable', '--mode=skip-build');
  });
  await step('Generating the types of the packages', () =>
    // Uses the same compiler as the CLI, because `.bin/tsc` is the native compiler.
    runTool('../typescript/bin/tsc', '--project', 'tsconfig.pack.json'),
  );
  await step('Building the packages', () =>
    runTool('backstage-cli', 'repo', 'build'),
  );
  const waiting = listPublishedPackages(copy);
  const packed = [];
  await step(
    () => `Packing the packages: ${packed.length}`,
    () =>
      Promise.all(
        Array.from({ length: PACKERS }, async () => {
          for (let next = waiting.pop(); next; next = waiting.pop()) {
            packed.push(
              await packPackage(next, runYarn, join(folder, 'packages')),
            );
          }
        }),
      ),
  );
  return packed;
}
