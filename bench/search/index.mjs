/**
 * Measures the search over everything somebody may see, over HTTP, on both engines:
 * `node bench/search/index.mjs [items] [projects] [people] [engines]`.
 */
import { report } from '../lib/report.mjs';
import { casesOf } from './cases.mjs';

const [items = 1_000_000, projects = 300, people = 50_000] = process.argv
  .slice(2, 5)
  .map(Number);

await report({
  title: 'Search at size',
  intro: `Made by \`node bench/search/index.mjs\`: ${items.toLocaleString(
    'en',
  )} items in ${projects} projects, and ${people.toLocaleString(
    'en',
  )} people, of one workspace. Whole requests over HTTP, answers read to the end: the 95th percentile of those of one text. Beside it the median, and a statement written by hand that only finds the newest work items with the text among those the person may see, and puts nothing in order. PostgreSQL writes durably.`,
  engines: process.argv[5],
  casesOf: engine => casesOf(engine, { items, projects, people }),
  file: new URL('RESULTS.md', import.meta.url),
});
process.exit(0);
