import fc from 'fast-check';
import { numRuns, testSeed } from './__testUtils__/random';

const DEFAULT_RUNS = 100;

fc.configureGlobal({ seed: testSeed, numRuns: numRuns(DEFAULT_RUNS) });
