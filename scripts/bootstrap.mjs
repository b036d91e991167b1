/**
 * Installs the dependencies if they are missing or out of date; runs before `npm start`, `npm run
 * dev` and `npm test`, and prints nothing if they are up to date.
 */
import { join } from 'node:path';
import {
  readInstallation,
  storeInstallation,
  describeInstallation,
} from './lib/installation.mjs';
import { root } from './lib/paths.mjs';
import { tail } from './lib/run.mjs';
import { fail, step } from './lib/say.mjs';
import { yarn } from './lib/yarn.mjs';

const NATIVE_MODULE = 'better-sqlite3';

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
  fail(
    `Callboard requires Node.js 20, 22 or 24. You are running ${process.version}.`,
    'Install one of these versions and try again.',
  );
}

async function runYarnOrThrow(...args) {
  const { code, output } = await yarn(...args);
  if (code !== 0) {
    throw new Error(tail(output));
  }
}

const installation = describeInstallation();
const present = readInstallation();
const isCurrent =
  present?.manifests === installation.manifests &&
  present.abi === installation.abi;

if (!isCurrent) {
  try {
    await step(
      present
        ? 'Updating the dependencies'
        : 'Installing the dependencies (one to two minutes the first time)',
      async () => {
        await runYarnOrThrow('install', '--immutable');
        if (present && present.abi !== installation.abi) {
          await runYarnOrThrow('rebuild', NATIVE_MODULE);
        }
      },
    );
    storeInstallation(installation);
  } catch (error) {
    fail(
      error.message,
      '',
      'The dependencies could not be installed. See the output above for the cause.',
      `The installation requires access to an npm registry. If no prebuilt binary`,
      `of ${NATIVE_MODULE} fits, it also requires Python and a C++ compiler. Then try again, or`,
      `run this in ${root}:`,
      `  node ${join('.yarn', 'releases', 'yarn-*.cjs')} install --immutable`,
    );
  }
}
