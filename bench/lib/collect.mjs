/**
 * Gathers the figures of all reports, with and without a bound, into one page:
 * `node bench/lib/collect.mjs`. Each benchmark does it when it is done.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { requireOfBackend } from './backend.mjs';
import { writePage } from './writePage.mjs';

const { groupBy } = requireOfBackend('lodash');

const bench = new URL('../', import.meta.url);

const cellsOf = row =>
  row
    .split('|')
    .slice(1, -1)
    .map(cell => cell.trim());

/** A report's title, how it was made, and its figures. */
function readReport(name) {
  const text = readFileSync(new URL(`${name}/RESULTS.md`, bench), 'utf8');
  const [title, made] = text.split('\n').filter(Boolean);
  let engine = '';
  const figures = [];
  for (const row of text.split('\n')) {
    if (row.startsWith('## ')) {
      engine = row.slice(3);
    }
    const cells = row.startsWith('|') ? cellsOf(row) : [];
    if (cells.length === 4 && !/^(bound|-+:?)$/.test(cells[2])) {
      figures.push({ engine, cells });
    }
  }
  return {
    name,
    title: title.slice(2),
    made,
    command: /`(node bench[^`]*)`/.exec(text)[1],
    figures,
  };
}

function tableOf({ name, title, made, command, figures }) {
  const byEngine = Object.entries(groupBy(figures, 'engine'));
  const tables = byEngine.map(([engine, found]) =>
    [
      engine,
      '',
      '| what | measured | bound | |',
      '|---|---:|---:|---|',
      ...found.map(({ cells }) => `| ${cells.join(' | ')} |`),
    ].join('\n'),
  );
  return `## ${title}

\`${command}\` · ${made} · [all of it](${name}/RESULTS.md)

${tables.join('\n\n')}`;
}

/** Writes bench/RESULTS.md anew. */
export async function collect() {
  const reports = readdirSync(bench)
    .filter(name => existsSync(new URL(`${name}/RESULTS.md`, bench)))
    .map(readReport)
    .filter(({ figures }) => figures.length > 0);
  const text = `# Figures

The figures of the last run of each benchmark, with the command that gave
it, its day and machine. The reports themselves say how it was measured, and
beside what. What kills and outages do to it is in [CHAOS.md](CHAOS.md).

${reports.map(tableOf).join('\n\n')}
`;
  await writePage(new URL('RESULTS.md', bench), text);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  await collect();
}
