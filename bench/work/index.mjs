/**
 * Measures work items at size, over HTTP, on both engines:
 * `node bench/work/index.mjs [items] [projects] [engines]`.
 */
import { report } from '../lib/report.mjs';
import { casesOf } from './cases.mjs';

const items = Number(process.argv[2] ?? 1_000_000);
const projects = Number(process.argv[3] ?? 200);

await report({
  title: 'Work items at size',
  intro: `Made by \`node bench/work/index.mjs\`: ${items.toLocaleString(
    'en',
  )} items in ${projects} projects of one workspace. Whole requests over HTTP, answers read to the end. PostgreSQL writes durably.`,
  engines: process.argv[4],
  casesOf: engine => casesOf(engine, { items, projects }),
  file: new URL('RESULTS.md', import.meta.url),
});
process.exit(0);
