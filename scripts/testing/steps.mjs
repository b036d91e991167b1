/**
 * The steps of `npm test`, in order: what is quick and says most about a change comes first. Static
 * checks run two at a time, the longest first; the tests need the whole machine.
 *
 * A step has a `group`, a `name`, and `run(context)`, which returns `{ passed, failed, notes, files }`. With
 * `runsFor(context)` it is left out of some runs.
 */
import { runBrowserTests } from './browserTests.mjs';
import { staticSteps } from './staticChecks.mjs';
import { runBackendTests, runFrontendTests } from './unitTests.mjs';

export const steps = [
  ...staticSteps,
  { group: 'unit', name: 'Tests of the backend', run: runBackendTests },
  { group: 'unit', name: 'Tests of pages', run: runFrontendTests },
  {
    group: 'e2e',
    name: 'Journeys in Chromium',
    // They are affected by everything: a run of what changed leaves them out.
    runsFor: ({ changed }) => !changed,
    run: runBrowserTests,
  },
];
