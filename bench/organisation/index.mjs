/**
 * Measures the organisation at size, over HTTP, on both engines:
 * `node bench/organisation/index.mjs [departments] [people] [engines]`.
 */
import { report } from '../lib/report.mjs';
import { casesOf } from './cases.mjs';

const departments = Number(process.argv[2] ?? 2_000);
const people = Number(process.argv[3] ?? 50_000);

await report({
  title: 'The organisation at size',
  intro: `Made by \`node bench/organisation/index.mjs\`: ${departments.toLocaleString(
    'en',
  )} departments, ${people.toLocaleString(
    'en',
  )} people. Whole requests over HTTP, answers read to the end; repeated ones are the median of 7 warm runs, of the tree 15 in turns. PostgreSQL writes durably.`,
  engines: process.argv[4],
  casesOf: engine => casesOf(engine, { departments, people }),
  file: new URL('RESULTS.md', import.meta.url),
});
process.exit(0);
