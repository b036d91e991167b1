import { prepareAll } from '../lib/databases.mjs';
import { installCompared } from './posting.mjs';

/** Prepares the databases and the package that suites need, if no earlier run has prepared them. */
export const measure = context =>
  Promise.all([prepareAll(context), installCompared()]);
