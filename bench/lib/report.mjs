import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { root } from '../../scripts/lib/paths.mjs';
import { formatBound, formatMeasured, summarise } from './figures.mjs';

const file = new URL('../RESULTS.md', import.meta.url);
const toCell = (text = '') => text.replaceAll('|', '/').replaceAll('\n', ' ');

export function formatRow(figure) {
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
  const header = `| what | measured | bound |  |
| --- | --: | --: | --- |`;
  const paragraphs = [
    ...[`## ${name}`, title],
    `${run} · Node ${process.version} · ${machine}`,
    reason && `**Ended early:** ${toCell(reason)}`,
    [header, ...summarise(figures).map(formatRow)].join('\n'),
  ];
  return paragraphs.filter(Boolean).join('\n\n');
}

/** Replaces the section of a suite; the text before the sections is hand-written. */
export function writeSection(suite, order) {
  const [intro, ...present] = readFileSync(file, 'utf8').split(/^(?=## )/m);
  const find = name => present.find(text => text.startsWith(`## ${name}\n`));
  const sections = order.map(name =>
    name === suite.name ? formatSection(suite) : find(name) ?? '',
  );
  const texts = [intro, ...sections].map(text => text.trim());
  writeFileSync(file, `${texts.filter(Boolean).join('\n\n')}\n`);
}
