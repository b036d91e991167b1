/**
 * Installs the dependencies when they are missing or out of date; runs before
 * `npm start`, `npm run dev` and `npm test`, and says nothing when there is
 * nothing to do.
 */
import { join } from 'node:path';
import {
  presentInstallation,
  rememberInstallation,
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
    `Callboard needs Node.js 20, 22 or 24; this is ${process.version}.`,
    'Install one of those and try again.',
  );
}

async function must(...args) {
  const { code, output } = await yarn(...args);
  if (code !== 0) {
    throw new Error(tail(output));
  }
}

const installation = describeInstallation();
const present = presentInstallation();
const isCurrent =
  present?.manifests === installation.manifests &&
  present.abi === installation.abi;

if (!isCurrent) {
  try {
    await step(
      present
        ? 'Bringing the dependencies up to date'
        : 'Installing the dependencies, which takes a minute or two the first time',
      async () => {
        await must('install', '--immutable');
        if (present && present.abi !== installation.abi) {
          await must('rebuild', NATIVE_MODULE);
        }
      },
    );
    rememberInstallation(installation);
  } catch (error) {
    fail(
      error.message,
      '',
      'The dependencies could not be installed; the lines above say why.',
      `Needed once: access to an npm registry, and, where no ready-made binary`,
      `of ${NATIVE_MODULE} fits, Python and a C++ compiler. Then try again, or`,
      `run by hand in ${root}:`,
      `  node ${join('.yarn', 'releases', 'yarn-*.cjs')} install --immutable`,
    );
  }
}
