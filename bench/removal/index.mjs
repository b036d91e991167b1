/**
 * Measures what erasing somebody, removing by age and hiding names take in a large log,
 * on PostgreSQL: `node bench/removal/index.mjs [rows] [posts a second]`.
 */
import { openLogs } from '../activity/logs.mjs';
import { disconnect } from '../lib/measure.mjs';
import { writeReport } from '../lib/report.mjs';
import { erasingCases } from './erasing.mjs';
import { pseudonymCases } from './pseudonyms.mjs';
import { retentionCases } from './retention.mjs';
import { wholenessCases } from './wholeness.mjs';

const rows = Number(process.argv[2] ?? 10_000_000);
const rate = Number(process.argv[3] ?? 100);

// The test backend listens for errors as well, and would go on for ever.
for (const event of ['unhandledRejection', 'uncaughtException']) {
  process.on(event, error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
}

const {
  logs: [log],
  version,
  stop,
} = await openLogs([rows]);
const lines = [];
for (const cases of [
  pseudonymCases(log),
  wholenessCases(log, 'before'),
  erasingCases(log, rate),
  retentionCases(log, rate),
  wholenessCases(log, 'after erasing and removing'),
]) {
  for await (const found of cases) {
    process.stdout.write(`${found}\n`);
    lines.push(found);
  }
}
disconnect();
await stop();

await writeReport({
  title: 'Erasing, removing and hiding names at size',
  intro: `Made by \`node bench/removal/index.mjs ${rows} ${rate}\`: the log of [reading at size](../activity/RESULTS.md), with ${rows.toLocaleString(
    'en',
  )} rows over 90 days, sealed. Posting is measured in the process that erases and removes, without HTTP: ${rate} single events a second, each begun at its time whether or not those before it were answered, and timed from then. PostgreSQL writes durably.`,
  sections: [[`PostgreSQL ${version}`, lines]],
  file: new URL('RESULTS.md', import.meta.url),
});
process.exit(0);
