import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import prettier from 'prettier';
import { root } from '../../scripts/lib/paths.mjs';
import { formatBound, formatMeasured, summarise } from './figures.mjs';

const file = new URL('../RESULTS.md', import.meta.url);
const toCell = (text = '') => text.replaceAll('|', '/').replaceAll('\n', ' ');

function formatRow(figure) {
  const { name, bound, note } = figure;
  const cells = [name, formatMeasured(figure), formatBound(bound), note];
  return `| ${cells.map(toCell).join(' | ')} |`;
}

function formatSection(suite) {
  const { name, title, size, seconds, times, figures, failure } = suite;
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} × ${cpus()[0].model.trim()}`;
  const command = `\`npm run bench -- --${size} ${name}\``;
  const run = `${command} · ${seconds} s (${times}) · ${day}`;
  const [reason = ''] = failure?.replaceAll(`${root}/`, '').split('\n') ?? [];
  return `## ${name}

${title}

${run} · Node ${process.version} · ${machine}

${reason && `**Ended early:** ${toCell(reason)}`}

| what | measured | bound | |
|---|---:|---:|---|
${summarise(figures).map(formatRow).join('\n')}
`;
}

/** Replaces the section of a suite; the text before the sections is hand-written. */
export async function writeSection(suite, order) {
  const [intro, ...present] = readFileSync(file, 'utf8').split(/^(?=## )/m);
  const find = name => present.find(text => text.startsWith(`## ${name}\n`));
  const sections = order.map(name =>
    name === suite.name ? formatSection(suite) : find(name) ?? '',
  );
  const text = [intro, ...sections].join('\n');
  // One long cell would pad every row of an aligned table.
  const options = { parser: 'markdown', proseWrap: 'never' };
  writeFileSync(file, await prettier.format(text, options));
}
