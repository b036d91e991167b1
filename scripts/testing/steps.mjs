/**
 * The steps of `npm test`, in order: what is quick and says most about a change comes first. Static
 * checks run two at a time, the longest first; the tests need the whole machine. Steps that are
 * `onRequest` run only where their group is asked for.
 */
import path from 'node:path';
import { buildApp, isAppStale } from '../lib/appBuild.mjs';
import { whileLocked } from '../lib/lock.mjs';
import { varFolder } from '../lib/paths.mjs';
import { checkApiReports } from './apiReports.mjs';
import { checkBenchModules } from './benchModules.mjs';
import { runBrowserTests } from './browserTests.mjs';
import { runJest } from './jestResults.mjs';
import { checkReadmeLinks } from './readmeLinks.mjs';
import { tool } from './run.mjs';
import { MAX_WORKERS, runUnitTests } from './unitTests.mjs';

/** The lock of `npm start`: no portal may start from an app that is being built. */
const startLock = path.join(varFolder, 'start.json');

/** A step that either holds or does not. */
const check = command => async context => {
  const ok = (await command(context)) === 0;
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, notes: [] };
};

/** The reports are made of the declarations that the type check writes. */
async function typesAndReports({ print }) {
  return (await tool('tsc', [], { print })) || checkApiReports({ print });
}

/** The build that `npm start` serves, so that the portal of the e2e tests need not build again. */
async function buildIfStale() {
  const sayWaiting = () => process.stdout.write('A portal is starting …\n');
  await whileLocked(startLock, sayWaiting, async () => {
    if (isAppStale()) await buildApp();
  });
  return 0;
}

/** The unit tests send a few of these requests; here it is many. */
function fuzz() {
  return runJest(
    ['package', 'test', `--maxWorkers=${MAX_WORKERS}`, 'src/contract/fuzz'],
    {
      cwd: 'plugins/callboard-backend',
      env: { CALLBOARD_FUZZ_RUNS: process.env.CALLBOARD_FUZZ_RUNS ?? '1000' },
    },
  );
}

export const steps = [
  {
    group: 'static',
    name: 'Type check and API reports',
    run: check(typesAndReports),
  },
  {
    group: 'static',
    name: 'Lint packages',
    run: check(({ print }) =>
      tool('backstage-cli', ['repo', 'lint', '--max-warnings', '0'], { print }),
    ),
  },
  {
    group: 'static',
    name: 'Lint scripts and benchmarks',
    run: check(({ print }) =>
      tool(
        'eslint',
        ['--max-warnings', '0', '--ext', '.mjs,.cjs', 'scripts', 'bench'],
        {
          print,
        },
      ),
    ),
  },
  {
    group: 'static',
    // Everything else is linted by ESLint, which takes a minute for this one rule.
    name: 'Cycles of imports',
    run: check(({ print }) =>
      tool('oxlint', ['plugins', 'packages', 'e2e/src', 'scripts', 'bench'], {
        print,
      }),
    ),
  },
  {
    group: 'static',
    name: 'Formatting',
    run: check(({ print }) =>
      tool('prettier', ['--check', '--loglevel', 'warn', '.'], { print }),
    ),
  },
  {
    group: 'static',
    name: 'Links in READMEs of packages',
    run: check(checkReadmeLinks),
  },
  {
    group: 'static',
    name: 'Modules that benchmarks load',
    run: check(checkBenchModules),
  },
  {
    group: 'static',
    name: 'Package metadata',
    run: check(({ print }) =>
      tool('backstage-cli', ['repo', 'fix', '--publish', '--check'], { print }),
    ),
  },
  {
    group: 'unit',
    name: 'Unit and integration tests, on SQLite and PostgreSQL',
    run: runUnitTests,
  },
  {
    group: 'e2e',
    name: 'Build the app',
    run: check(buildIfStale),
  },
  { group: 'e2e', name: 'End to end, in Chromium', run: runBrowserTests },
  {
    group: 'fuzz',
    name: 'A thousand requests to each endpoint, on SQLite and PostgreSQL',
    onRequest: true,
    run: fuzz,
  },
];
