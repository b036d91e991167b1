import { prepareAll } from '../lib/databases.mjs';
import { installCompared } from './posting.mjs';

/** Prepares the databases and packages that the suites measure with, unless an earlier run left them. */
export const measure = context =>
  Promise.all([prepareAll(context), installCompared()]);
