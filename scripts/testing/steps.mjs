/**
 * The steps of `npm test`, in order. First come the steps with `isConcurrent`: static checks, and
 * the preparation of the journeys. Two of these steps run at a time, the longest first. Then come
 * the tests, one step after the other, because each kind of tests needs the whole machine.
 *
 * A step has a `group`, a `name`, and `run(context)`, whose result has the fields `passed`,
 * `failed`, `notes` and `files`. The optional `runsFor(context)` returns whether a run includes the
 * step.
 */
import { runUpgradeTests } from '../releases/upgradeTests.mjs';
import { prepareBrowserTests, runBrowserTests } from './browserTests.mjs';
import { staticSteps } from './staticChecks.mjs';
import { runBackendTests, runFrontendTests } from './unitTests.mjs';

/**
 * Runs with `--changed` omit the journeys: any change can affect each of them, so all would run.
 */
const journeys = { group: 'e2e', runsFor: ({ changed }) => !changed };

const [longest, ...quicker] = staticSteps;

export const steps = [
  longest,
  {
    ...journeys,
    name: 'Apps and demo data for journeys',
    isConcurrent: true,
    run: prepareBrowserTests,
  },
  ...quicker,
  { group: 'unit', name: 'Tests of the backend', run: runBackendTests },
  { group: 'unit', name: 'Tests of pages', run: runFrontendTests },
  { ...journeys, name: 'Journeys in Chromium', run: runBrowserTests },
  {
    group: 'upgrade',
    name: 'Upgrades of released databases',
    runsFor: ({ full }) => full,
    run: runUpgradeTests,
  },
];
