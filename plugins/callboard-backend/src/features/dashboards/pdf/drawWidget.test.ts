import {
  Widget,
  WidgetBars,
  WidgetSize,
} from '@callboard/plugin-callboard-common';
import { KeyColours } from '@callboard/plugin-callboard-common/charts';
import { Readable } from 'stream';
import { buffer } from 'stream/consumers';
import { overviewOfWidget } from '../analytics/overviewOfWidget';
import { ToldWidget } from '../WidgetData';
import { textOfPdf } from './__testUtils__/textOfPdf';
import { drawWidget } from './drawWidget';
import { newDocument } from './newDocument';
import { placesOf } from './placesOf';

const at = new Date(0).toISOString();

async function pdfOf(
  widget: Pick<Widget, 'widget_type' | 'config'>,
  data: Omit<WidgetBars, 'computed_at'>,
  size: Pick<WidgetSize, 'width' | 'height'>,
): Promise<Buffer> {
  const document = newDocument('Board', 0);
  const bytes = buffer(document as unknown as Readable);
  document.addPage();
  const [{ box }] = placesOf([{ x: 0, y: 0, ...size }]);
  const told = {
    ...{ widget: { title: 'A widget', ...widget }, zone: 'UTC' },
    ...{ range: undefined, dashboard: {} },
    data: { ...data, computed_at: at },
  } as unknown as ToldWidget;
  drawWidget(document, told, box, new KeyColours());
  document.end();
  return bytes;
}

const textOf = async (...args: Parameters<typeof pdfOf>) =>
  (await textOfPdf(await pdfOf(...args))).join('\n');

/** Bars for two days, with the given number of groups. */
function grouped(count: number): Omit<WidgetBars, 'computed_at'> {
  const groups = Array.from({ length: count }, (_, nth) => `Label ${nth}.`);
  const bar = (key: string) => ({
    ...{ key, name: key, count },
    ...Object.fromEntries(groups.map((name, nth) => [name, 1 + (nth % 3)])),
  });
  return {
    data: [bar('Urgent'), bar('High')],
    schema: Object.fromEntries(groups.map(name => [name, name])),
    total: 2 * count,
  } as Omit<WidgetBars, 'computed_at'>;
}

const chart = (chart_type: string) =>
  ({
    widget_type: 'work_items_chart',
    config: { chart_type, x_axis: 'PRIORITY', group_by: 'LABELS' },
  } as Pick<Widget, 'widget_type' | 'config'>);

describe.each([
  [12, 8],
  [6, 6],
  [4, 4],
])('a chart of %d columns and %d rows', (width, height) => {
  const size = { width, height };

  it.each(['bar', 'stacked_bar', 'line', 'area'])(
    'of the type %s has as many names as leave room for it, and says of how many more',
    async chart_type => {
      const text = await textOf(chart(chart_type), grouped(40), size);
      const named = text.match(/Label \d+\./g) ?? [];
      expect(named.length).toBeGreaterThan(0);
      expect(named.length).toBeLessThan(40);
      expect(text).toContain(`and ${40 - named.length} more`);
    },
  );

  it('says nothing of more where all have a name', async () => {
    const text = await textOf(chart('bar'), grouped(2), size);
    expect(text).toContain('Label 1.');
    expect(text).not.toContain('more');
  });
});

it.each([
  [6, 6],
  [4, 4],
])('a ring of %d columns and %d rows does so, too', async (width, height) => {
  const size = { width, height };
  const { data } = grouped(1);
  const slices = Array.from({ length: 40 }, (_, nth) => ({
    ...data[0],
    ...{ key: `${nth}`, name: `Label ${nth}.` },
  }));
  const donut = {
    widget_type: 'work_items_chart' as const,
    config: { chart_type: 'donut', x_axis: 'LABELS' },
  } as Pick<Widget, 'widget_type' | 'config'>;
  const told = { data: slices, schema: {}, total: 40 };
  const text = await textOf(donut, told, size);
  expect(text).toMatch(/Label 0\./);
  expect(text).toMatch(/and \d+ more/);
});

describe('an overview', () => {
  const number = (count: number) => ({ count, filter_count: count + 1 });
  const overview = overviewOfWidget({
    ...{ projects: number(300), members: number(1_234), cycles: number(12) },
    ...{ work_items: number(5), completed: number(6), modules: number(7) },
    logged_minutes: number(125),
  } as never);
  const widget = { widget_type: 'analytics_overview' as const, config: {} };

  it('has all its numbers at its usual height', async () => {
    const text = await textOf(widget, overview, { width: 12, height: 3 });
    for (const { name } of overview.data) {
      expect(text).toContain(name);
    }
    for (const value of ['300', '1,234', '2h 5m', 'before: 301']) {
      expect(text).toContain(value);
    }
    expect(text).not.toContain('more');
  });

  it('says how many more there are where it is small', async () => {
    const text = await textOf(widget, overview, { width: 4, height: 3 });
    expect(text).toContain('And 4 more, which are in the spreadsheet');
    const least = await textOf(widget, overview, { width: 4, height: 2 });
    expect(least).toContain('Projects 300 · Members 1,234');
  });
});
