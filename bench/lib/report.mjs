import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import prettier from 'prettier';
import { formatBound, formatMeasured, summarise } from './figures.mjs';

const file = new URL('../RESULTS.md', import.meta.url);

const INTRO = `# Figures

What \`npm run bench\` measured beside what it may be, suite by suite: generated, a
suite's section by its last run. Figures of many alike are one row: the one nearest to
its bound, or farthest beyond it, and how many are within. \`--full\` has ten million
rows of activity, a million work items and three million worklogs; \`--quick\` a tenth
of that; SQLite a tenth of both, which is also what exports and rates of checking are
measured with on PostgreSQL. A figure beyond a bound that is for more data than the run
had says so, and is no miss. PostgreSQL writes durably. What kills and outages do to
Callboard is in [CHAOS.md](CHAOS.md).
`;

const cell = text =>
  String(text ?? '')
    .replaceAll('|', '/')
    .replaceAll('\n', ' ');

function rowOf(figure) {
  const { name, bound, note } = figure;
  const cells = [name, formatMeasured(figure), formatBound(bound), note];
  return `| ${cells.map(cell).join(' | ')} |`;
}

function sectionOf(suite) {
  const { name, title, size, seconds, times, figures, failure } = suite;
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} × ${cpus()[0].model.trim()}`;
  return `## ${name}

${title}

\`npm run bench -- --${size} ${name}\` · ${seconds} s (${times}) · ${day} · Node ${
    process.version
  } · ${machine}
${failure ? `\n**Ended early:** ${cell(failure)}\n` : ''}
| what | measured | bound | |
|---|---:|---:|---|
${summarise(figures).map(rowOf).join('\n')}
`;
}

export async function writeSection(suite, order) {
  const present = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const sections = new Map(
    present
      .split(/^(?=## )/m)
      .filter(text => text.startsWith('## '))
      .map(text => [text.slice(3, text.indexOf('\n')), text]),
  );
  sections.set(suite.name, sectionOf(suite));
  const text = [INTRO, ...order.map(name => sections.get(name) ?? '')].join(
    '\n',
  );
  writeFileSync(
    file,
    // One long cell would pad every row of an aligned table.
    await prettier.format(text, { parser: 'markdown', proseWrap: 'never' }),
  );
}
