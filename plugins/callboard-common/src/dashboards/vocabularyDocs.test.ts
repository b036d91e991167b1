import { readFileSync } from 'fs';
import { resolve } from 'path';
import { vocabularyOfNumbers } from './numberEndpoints';

const page = resolve(__dirname, '../../../../docs/dashboards.md');

const { sources, axes, metrics, chart_types } = vocabularyOfNumbers;

const code = (words: readonly string[]) =>
  words.map(word => `\`${word}\``).join(', ');

/** The rows of a table, as the page has them; how wide its columns are is no matter. */
const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter(line => line.startsWith('|') && !/^\|[ |-]+\|$/.test(line))
    .map(line => line.replace(/\s+/g, ' '));

describe('the page about dashboards', () => {
  it('has the vocabulary as the code has it', () => {
    const [, section] = readFileSync(page, 'utf8').split('\n## Vocabulary\n');
    const expected = [
      '| source | axes | metrics | filters |',
      ...sources.map(
        source =>
          `| \`${source.name}\` | ${code(source.axes)} | ${code(
            source.metrics,
          )} | ${code(source.filters)} |`,
      ),
      '| axis | is | order |',
      ...axes.map(
        ({ name, title, order, is_multiple }) =>
          `| \`${name}\` | ${title} | ${order}${
            is_multiple ? '; several values each' : ''
          } |`,
      ),
      '| metric | is | unit | only |',
      ...metrics.map(
        ({ name, title, unit, is_number_only, date_axis }) =>
          `| \`${name}\` | ${title} | ${unit} | ${[
            ...(is_number_only ? ['as one number'] : []),
            ...(date_axis ? [`by the date \`${date_axis}\``] : []),
          ].join('; ')} |`,
      ),
      '| chart type | is | axis | group |',
      ...chart_types.map(
        ({ name, title, axis, group }) =>
          `| \`${name}\` | ${title} | ${axis} | ${group} |`,
      ),
    ];
    expect(rowsOf(section)).toEqual(rowsOf(expected.join('\n')));
  });
});
