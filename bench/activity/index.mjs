/**
 * Measures reading the activity log at size, over HTTP, on PostgreSQL:
 * `node bench/activity/index.mjs [rows] [rows of the small log]`.
 */
import { disconnect } from '../lib/measure.mjs';
import { writeReport } from '../lib/report.mjs';
import { DAYS, PEOPLE } from './data.mjs';
import { listCases } from './lists.mjs';
import { openLogs } from './logs.mjs';
import { memberCases } from './members.mjs';
import { summaryCases } from './summaries.mjs';
import { textCases } from './texts.mjs';

const big = Number(process.argv[2] ?? 10_000_000);
const small = Number(process.argv[3] ?? 100_000);

// The test backend listens for errors as well, and would go on for ever.
for (const event of ['unhandledRejection', 'uncaughtException']) {
  process.on(event, error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
}

const { logs, version, stop } = await openLogs([small, big]);
const lines = [
  `| counting what arrives, ${big.toLocaleString('en')} rows | ${Math.round(
    logs[1].counted,
  ).toLocaleString('en')} rows/s | | |`,
];
for (const cases of [
  listCases(logs),
  textCases(logs[1]),
  summaryCases(logs[1]),
  memberCases(logs[1]),
]) {
  for await (const found of cases) {
    process.stdout.write(`${found}\n`);
    lines.push(found);
  }
}
disconnect();
await stop();

await writeReport({
  title: 'Reading the activity log at size',
  intro: `Made by \`node bench/activity/index.mjs ${big} ${small}\`: ${big.toLocaleString(
    'en',
  )} rows over ${DAYS} days beside ${small.toLocaleString(
    'en',
  )}, of ${PEOPLE.toLocaleString(
    'en',
  )} people (the busiest has 6 % of the rows), 12 actions, 10 entity types, 3 workspaces. Whole requests over HTTP, medians, the two logs in turns. Pages of 50.`,
  sections: [[`PostgreSQL ${version}`, lines]],
  file: new URL('RESULTS.md', import.meta.url),
});
process.exit(0);
