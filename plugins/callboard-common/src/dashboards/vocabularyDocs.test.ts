import { readFileSync } from 'fs';
import { resolve } from 'path';
import { ChartType, chartTypes } from './chartTypes';
import { widgetVocabulary } from './numberVocabulary';

const page = resolve(__dirname, '../../../../docs/dashboards.md');

const { sources, axes, metrics } = widgetVocabulary;
const charts = Object.entries<ChartType>(chartTypes);

const code = (words: readonly string[]) =>
  words.map(word => `\`${word}\``).join(', ');

const dayLabels = { range: 'of a range', cycle: 'of a cycle or a range' };

/** The rows of a table in the page, regardless of column widths. */
const parseTableRows = (text: string) =>
  text
    .split('\n')
    .filter(line => line.startsWith('|') && !/^\|[ |-]+\|$/.test(line))
    .map(line => line.replace(/\s+/g, ' '));

describe('docs/dashboards.md', () => {
  it('documents the vocabulary exactly as the code defines it', () => {
    const [, section] = readFileSync(page, 'utf8').split('\n## Vocabulary\n');
    const expected = [
      '| source | axes | metrics | filters |',
      ...sources.map(
        source =>
          `| \`${source.name}\` | ${code(source.axes)} | ${code(
            source.metrics,
          )} | ${code(source.filters)} |`,
      ),
      '| axis | title | order |',
      ...axes.map(
        ({ name, title, order, is_multiple }) =>
          `| \`${name}\` | ${title} | ${order}${
            is_multiple ? '; an item can have several' : ''
          } |`,
      ),
      '| metric | title | unit | only |',
      ...metrics.map(
        ({ name, title, unit, is_number_only, date_axis }) =>
          `| \`${name}\` | ${title} | ${unit} | ${[
            ...(is_number_only ? ['as one number'] : []),
            ...(date_axis ? [`by the date \`${date_axis}\``] : []),
          ].join('; ')} |`,
      ),
      '| chart type | title | axis | group | only |',
      ...charts.map(
        ([name, chart]) =>
          `| \`${name}\` | ${chart.title} | ${chart.axis} | ${chart.group} | ${[
            ...(chart.sources ? [`of ${code(chart.sources)}`] : []),
            ...(chart.metrics ? [code(chart.metrics)] : []),
            ...(chart.days ? [dayLabels[chart.days]] : []),
          ].join('; ')} |`,
      ),
    ];
    expect(parseTableRows(section)).toEqual(
      parseTableRows(expected.join('\n')),
    );
  });
});
