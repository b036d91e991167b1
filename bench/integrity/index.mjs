/**
 * Measures sealing the activity log and checking it, and what sealing costs those who
 * post: `node bench/integrity/index.mjs [rows] [seconds] [turns] [engines]`.
 */
import { report } from '../lib/report.mjs';
import { checkingCases } from './checking.mjs';
import { postingCases } from './posting.mjs';

const [rows = 1_000_000, seconds = 15, turns = 3] = process.argv
  .slice(2, 5)
  .map(Number);

await report({
  title: 'Sealing the activity log',
  intro: `Made by \`node bench/integrity/index.mjs ${rows} ${seconds} ${turns}\`. Posting is measured in one process, without HTTP, by 32 who each post again as soon as they are answered: ${turns} turns of ${seconds} s with sealing and as many without, one after the other, everything being sealed before each. Sealing runs every 5 s, as in a portal. The log that is sealed and checked has ${rows.toLocaleString(
    'en',
  )} rows over 90 days (a tenth on SQLite). PostgreSQL writes durably.`,
  engines: process.argv[5],
  async *casesOf(engine) {
    yield* postingCases(engine, { seconds, turns });
    yield* checkingCases(engine, rows);
  },
  from: Date.now() - 91 * 24 * 60 * 60_000,
  file: new URL('RESULTS.md', import.meta.url),
});
process.exit(0);
