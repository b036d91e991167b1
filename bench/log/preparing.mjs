import { prepareAll } from '../lib/databases.mjs';
import { installComparedPlugin } from './posting.mjs';

/**
 * Prepares the databases and the plugin that other parts need, if no earlier run has prepared them.
 * Like every part, it exports `measure`, but it measures nothing.
 */
export const measure = context =>
  Promise.all([prepareAll(context), installComparedPlugin()]);
