import { readFileSync } from 'fs';
import { resolve } from 'path';
import { ChartType, chartTypes } from './chartTypes';
import { widgetVocabulary } from './numberVocabulary';

const page = resolve(__dirname, '../../../../docs/dashboards.md');

const { sources, axes, metrics } = widgetVocabulary;
const charts = Object.entries<ChartType>(chartTypes).map(([name, chart]) => ({
  name,
  ...chart,
}));

const code = (words: readonly string[]) =>
  words.map(word => `\`${word}\``).join(', ');

const axisLabels = {
  needed: 'required',
  date: 'optional date',
  optional: 'optional',
  none: 'none',
};

/** Builds one row for all resources that differ only in their names. */
function mergeRows<Resource>(
  resources: readonly Resource[],
  getName: (resource: Resource) => string,
  getColumns: (resource: Resource) => readonly string[],
): string[] {
  const namesByColumns = new Map<string, string[]>();
  for (const resource of resources) {
    const columns = getColumns(resource).join(' | ');
    const names = namesByColumns.get(columns) ?? [];
    namesByColumns.set(columns, [...names, getName(resource)]);
  }
  return [...namesByColumns].map(
    ([columns, names]) => `| ${names.join(', ')} | ${columns} |`,
  );
}

const getNameAndTitle = ({ name, title }: { name: string; title: string }) =>
  `\`${name}\` (${title})`;

const dayLabels = { range: 'a range', cycle: 'a cycle or a range' };

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
      ...mergeRows(
        sources,
        ({ name }) => `\`${name}\``,
        source => [
          code(source.axes),
          code(source.metrics),
          code(source.filters),
        ],
      ),
      '| axes | order |',
      ...mergeRows(
        axes,
        ({ name, title, is_multiple }) =>
          getNameAndTitle({
            name,
            title: is_multiple ? `${title}; an item can have several` : title,
          }),
        ({ order }) => [`\`${order}\``],
      ),
      '| metrics | unit | restriction |',
      ...mergeRows(
        metrics,
        getNameAndTitle,
        ({ unit, is_number_only, date_axis }) => [
          unit,
          [
            ...(is_number_only ? ['only with the chart type `number`'] : []),
            ...(date_axis ? [`\`${date_axis}\` is the only date axis`] : []),
          ].join('; '),
        ],
      ),
      '| chart types | axis | group | sources and metrics | days |',
      ...mergeRows(charts, getNameAndTitle, ({ axis, group, ...chart }) => [
        axisLabels[axis],
        axisLabels[group],
        chart.sources && chart.metrics
          ? `${code(chart.sources)}: ${code(chart.metrics)}`
          : 'any',
        chart.days ? dayLabels[chart.days] : 'any',
      ]),
    ];
    expect(parseTableRows(section)).toEqual(
      parseTableRows(expected.join('\n')),
    );
  });
});
