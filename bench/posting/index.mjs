/**
 * Measures posting activity on PostgreSQL, over HTTP, beside what it is compared
 * with: `node bench/posting/index.mjs [seconds of a case] [turns]`.
 */
import { createRequire } from 'node:module';
import { startWorker } from '../lib/startWorker.mjs';
import { writeReport } from '../lib/report.mjs';
import { comparedFigures } from './comparedFigures.mjs';
import { openDatabase } from './database.mjs';
import { postingFigures } from './figures.mjs';
import { floodFigures } from './floodFigures.mjs';

const { startPostgres } = createRequire(import.meta.url)(
  '../../scripts/testing/postgres.cjs',
);

const ms = 1_000 * Number(process.argv[2] ?? 6);
const turns = Number(process.argv[3] ?? 7);
const tell = text => process.stdout.write(`${text}\n`);

const postgres = await startPostgres({
  durable: true,
  settings: { shared_buffers: '256MB', max_wal_size: '4GB' },
});
const load = await startWorker(new URL('load.mjs', import.meta.url));
try {
  const posting = await postingFigures(postgres, load, { ms, turns, tell });
  const compared = await comparedFigures(postgres, load, posting, { ms, tell });
  const floods = await floodFigures(postgres, load, { ms, tell });
  const database = await openDatabase(postgres, 'callboard');
  const [{ server_version }] = await database.read('SHOW server_version');
  await database.close();

  await writeReport({
    title: 'Posting activity under load',
    intro: `Made by \`node bench/posting/index.mjs\`: PostgreSQL ${server_version} with fsync and everything else that makes commits durable, ${
      ms / 1_000
    } seconds a case, medians of ${turns} turns in which the cases ran one after another. A backend of the platform's real services, with its sign-in (user tokens, verified at each request) and its request log, in one process; those who post in another; whole requests over HTTP/1.1 that is kept open. The empty endpoint, in the same process, asks the platform who calls, allows people only, reads nothing, and answers 201 with as many bytes as a stored event is answered with. Every event carries a \`client_event_id\` and some metadata; everybody is a person of their own; every answer comes after the commit. Plain INSERTs are statements of 100 rows each, with all columns and indexes, committed one by one, without claims of client event ids, from a process of their own.`,
    sections: [
      ['Posting', posting.lines],
      [`Stored a second by ${compared.title}`, compared.lines],
      ['More than can be stored', floods],
    ],
    file: new URL('RESULTS.md', import.meta.url),
  });
} finally {
  await load.stop();
  await postgres.stop();
}
process.exit(0);
