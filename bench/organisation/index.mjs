/**
 * Measures the organisation at size, over HTTP, on both engines:
 * `node bench/organisation/index.mjs [departments] [people] [engines]`.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import prettier from 'prettier';
import { openPostgres, openSqlite } from '../lib/engines.mjs';
import { casesOf } from './cases.mjs';

const departments = Number(process.argv[2] ?? 2_000);
const people = Number(process.argv[3] ?? 50_000);

const parts = [];
const engines = { postgres: openPostgres, sqlite: openSqlite };
const wanted = process.argv[4]?.split(',') ?? Object.keys(engines);
for (const open of wanted.map(name => engines[name])) {
  const now = Date.now();
  const engine = await open(now, now);
  try {
    const lines = [
      `## ${engine.name}`,
      '',
      '| what | measured | bound | |',
      '|---|---:|---:|---|',
    ];
    for await (const line of casesOf(engine, { departments, people })) {
      process.stdout.write(`${line}\n`);
      lines.push(line);
    }
    parts.push(lines.join('\n'));
  } finally {
    await engine.stop();
  }
}

const results = `# The organisation at size

${new Date().toISOString().slice(0, 10)} · Node ${process.version} · ${
  cpus().length
} × ${cpus()[0].model.trim()}

Made by \`node bench/organisation/index.mjs\`: ${departments.toLocaleString(
  'en',
)} departments, ${people.toLocaleString(
  'en',
)} people. Whole requests over HTTP, answers read to the end; repeated ones are the median of 7 warm runs. PostgreSQL writes durably.

${parts.join('\n\n')}
`;
writeFileSync(
  new URL('RESULTS.md', import.meta.url),
  prettier.format(results, { parser: 'markdown' }),
);
process.exit(0);
