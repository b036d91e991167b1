import { prepareAll } from '../lib/databases.mjs';
import { installCompared } from './posting.mjs';

/** What suites measure with, made where it is not there from an earlier run. */
export const measure = context =>
  Promise.all([prepareAll(context), installCompared()]);
