/**
 * The steps of `npm test`, in order. First come those with `isConcurrent`, which run two at a time, the longest
 * first: static checks, and the preparation of the journeys. Then come the tests one by one, since each kind
 * needs the whole machine.
 *
 * A step has a `group`, a `name`, and `run(context)`, which returns `{ passed, failed, notes, files }`. The
 * optional `runsFor(context)` returns whether a run includes the step.
 */
import { runUpgradeTests } from '../releases/upgradeTests.mjs';
import { prepareBrowserTests, runBrowserTests } from './browserTests.mjs';
import { staticSteps } from './staticChecks.mjs';
import { runBackendTests, runFrontendTests } from './unitTests.mjs';

/** A run with `--changed` omits the journeys: every change can affect them. */
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
