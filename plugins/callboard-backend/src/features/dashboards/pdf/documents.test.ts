import {
  ChartTypeName,
  chartTypes,
  getMetricQuery,
  sourceByWidgetType,
  Widget,
  WidgetBars,
  WidgetConfig,
  WidgetSize,
  widgetType,
  WidgetType,
} from '@callboard/plugin-callboard-common';
import { KeyColours } from '@callboard/plugin-callboard-common/charts';
import { randomUUID } from 'crypto';
import { Readable } from 'stream';
import { buffer } from 'stream/consumers';
import fc from 'fast-check';
import { sortBy } from 'lodash';
import { describeWithoutJobs } from '../../../__testUtils__/describeCallboard';
import { numRuns } from '../../../__testUtils__/random';
import { PersonName } from '../../../__testUtils__/startCallboard';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { ProjectFixture } from '../../work/__testUtils__/ProjectFixture';
import { makeDashboardFixture } from '../__testUtils__/makeDashboardFixture';
import { download } from '../files/__testUtils__/download';
import { findOverlap } from './__testUtils__/findOverlap';
import { readPdfStructure } from './__testUtils__/readPdfStructure';
import { extractPdfText } from './__testUtils__/extractPdfText';
import { toAnalyticsBars } from '../analytics/analyticsWidgets';
import { WidgetResult } from '../WidgetDataService';
import { PdfRenderer } from './PdfRenderer';
import { PrintedWidget, toPrintedWidget } from './DashboardDocuments';
import { planChart } from './drawChart';
import { drawWidget } from './drawWidget';
import { fitText, createPdfDocument, paper } from './Drawing';
import { layOutPages } from './DashboardPdf';

/** The properties of documents that are drawn without a dashboard. */
const properties = {
  name: 'Board',
  createdAt: 0,
  locale: 'en-GB',
  today: '2026-11-27',
};

const ROOT = '/workspaces/default/dashboards';

describeWithoutJobs(
  'dashboard PDF exports',
  { entities: catalogEntities },
  callboard => {
    const dashboardFixture = makeDashboardFixture(callboard);

    beforeAll(async () => {
      await dashboardFixture.assignRoles();
      const open = await ProjectFixture.open(callboard());
      const secret = await ProjectFixture.open(callboard(), 'payments_api');
      for (const fixture of [open, secret]) {
        await fixture.make({ title: 'one', priority: 'high' });
        await fixture.make({ title: 'two', priority: 'low' });
      }
      for (let nth = 0; nth < 11; nth += 1) {
        await open.make({ priority: 'urgent' });
      }
      await secret
        .as('superAdmin')
        .patch(secret.path, { access: 'secret' })
        .expect(200);
    });

    const newBoard = (input: object = {}) =>
      dashboardFixture.createDashboard('superAdmin', {
        access: 'shared',
        ...input,
      });
    const addWidget = async (board: string, input: object) => {
      const { body } = await callboard()
        .as('superAdmin')
        .post(`${ROOT}/${board}/widgets`, {
          widget_type: 'work_items_chart',
          ...input,
        })
        .expect(201);
      return body.id as string;
    };
    const downloadPdfPages = async (
      who: PersonName,
      board: string,
      query = '',
    ) => {
      const path = `${ROOT}/${board}/export.pdf?${query}`;
      const { bytes, headers } = await download(callboard(), who, path);
      expect(headers['content-type']).toBe('application/pdf');
      expect(headers['content-disposition']).toContain('.pdf');
      return extractPdfText(bytes);
    };

    it('prints the name, date range, viewer and time of the export @full', async () => {
      const { id, name } = await newBoard({
        config: { timezone: 'Asia/Tokyo' },
      });
      const [page] = await downloadPdfPages(
        'member',
        id,
        'start=2026-01-01&end=2026-01-31',
      );
      const [title, subtitle] = page.split('\n').slice(2);
      expect(title).toBe(name);
      expect(subtitle).toMatch(
        /^1\s?–\s?31 Jan( 2026)? · Default · with the data that Max Member has access to · \d+ \w+ \d{4}, \d\d:\d\d \(Asia\/Tokyo\)$/,
      );
    });

    it('prints the numbers that each reader has access to', async () => {
      const { id } = await newBoard();
      const wid = await addWidget(id, {
        title: 'Work',
        widget_type: 'table',
        config: { x_axis: 'PRIORITY', group_by: 'PROJECT' },
      });
      await addWidget(id, {
        title: 'One number',
        config: { chart_type: 'number', metric: 'pending' },
      });
      for (const [who, total] of [
        ['superAdmin', 15],
        ['guest', 13],
      ] as const) {
        const { body } = await callboard()
          .as(who)
          .get(`${ROOT}/${id}/widgets/${wid}/data`)
          .expect(200);
        const { data, schema } = body as WidgetBars;
        const words = (await downloadPdfPages(who, id)).join('\n').split('\n');
        const groups = Object.keys(schema);
        const cells = data.flatMap(bar => [
          bar.name,
          `${bar.count}`,
          ...groups.map(group => `${bar[group]}`),
        ]);
        const start = words.indexOf('Priority');
        const header = 2 + groups.length;
        expect(
          words.slice(start + header, start + header + cells.length),
        ).toEqual(cells);
        expect(words).toEqual(expect.arrayContaining(['Total', `${total}`]));
        expect(words.some(word => word.startsWith('Partial'))).toBe(
          who === 'guest',
        );
      }
    });

    it.each([
      ['bar', undefined],
      ['stacked_bar', 'PROJECT'],
      ['line', 'PROJECT'],
      ['area', undefined],
      ['donut', undefined],
      ['heatmap', 'PROJECT'],
    ])(
      'draws a chart of type %s with its names @full',
      async (chart_type, group_by) => {
        const { id } = await newBoard();
        await addWidget(id, {
          title: 'A chart',
          config: { chart_type, group_by, x_axis: 'PRIORITY' },
        });
        const text = (await downloadPdfPages('superAdmin', id)).join('\n');
        for (const name of ['A chart', 'Urgent', 'High', 'Low']) {
          expect(text).toContain(name);
        }
        expect(text).not.toContain('could not be');
      },
    );

    it.each([
      'burndown',
      'cumulative_flow',
      'created_vs_completed',
      'cycle_time',
    ])('draws a chart over time of type %s @full', async chart_type => {
      const { id } = await newBoard();
      await addWidget(id, { title: 'A chart', config: { chart_type } });
      const text = (await downloadPdfPages('superAdmin', id)).join('\n');
      expect(text).toContain('A chart');
      expect(text).not.toContain('could not be');
    });

    it('shows an error in place of a widget that fails, and draws the others @full', async () => {
      const { id } = await newBoard();
      await addWidget(id, { title: 'Days', config: { x_axis: 'CREATED_AT' } });
      await addWidget(id, { title: 'Work', config: { x_axis: 'PRIORITY' } });
      const text = (
        await downloadPdfPages('member', id, 'start=1970-01-01&end=2069-12-31')
      ).join('\n');
      expect(text).toContain('more than 400 months');
      expect(text).toContain('Urgent');
    });

    it('prints Latin, Greek, Cyrillic, Armenian and Georgian names', async () => {
      const name = 'Größe Ωμέγα Привет Հայ ქართ €–✓';
      const { id } = await newBoard({ name });
      const [page] = await downloadPdfPages('member', id);
      expect(page.split('\n')).toContain(name);
    });

    it.each([
      ['Japanese', '佐藤 美咲'],
      ['Chinese', '张伟 简体'],
      ['Korean', '김철수'],
      ['Devanagari', 'नरेंद्र'],
      ['Thai', 'สมชาย'],
      ['Vietnamese', 'Đặng Thị Minh Nguyệt'],
      ['emoji', 'Ana 🚀🎉'],
    ])('prints names in %s', async (_script, name) => {
      const { id } = await newBoard({ name: `${name} ${randomUUID()}` });
      const [page] = await downloadPdfPages('member', id);
      const letters = (text: string) => text.replace(/[\s\p{M}]/gu, '');
      expect(letters(page)).toContain(letters(name));
    });

    it('prints titles with markup, and shortens long texts', async () => {
      const { id } = await newBoard();
      const title = `<script>${'Ж'.repeat(200)}</script>)(\\`;
      await addWidget(id, { title, config: { x_axis: 'PRIORITY' } });
      for (const text of ['x'.repeat(10_000), 'two words\n'.repeat(1_000)]) {
        await addWidget(id, { widget_type: 'text', config: { text } });
      }
      const text = (await downloadPdfPages('member', id)).join('\n');
      expect(text).toContain('<script>ЖЖ');
      expect(text).toContain('two words');
      // The test's PDF parser spells out the ellipsis.
      expect(text).toContain('...');
    });

    it('prints fifty widgets on several pages @full', async () => {
      const { id } = await newBoard();
      await dashboardFixture.fillWithWidgets(id, 50);
      const pages = await downloadPdfPages('member', id);
      expect(pages.length).toBeGreaterThan(7);
      const all = new Set(pages.join('\n').split('\n'));
      const missing = Array.from(
        { length: 50 },
        (_, nth) => `Nr ${nth}`,
      ).filter(title => !all.has(title));
      expect(missing).toEqual([]);
    });

    it('formats dates in the preferred language of the reader', async () => {
      const { id } = await newBoard({ name: 'In German' });
      const { bytes } = await download(
        callboard(),
        'member',
        `${ROOT}/${id}/export.pdf?start=2020-01-01&end=2020-03-31`,
        { 'Accept-Language': 'x-1, de;q=0.9, en;q=0.8' },
      );
      const text = (await extractPdfText(bytes)).join(' ');
      expect(text).toMatch(/Jan\. – 31\. März 2020/);
    });

    it('returns 404 to a user without access to the dashboard', async () => {
      const own = await dashboardFixture.createDashboard('member');
      const { id } = await newBoard();
      const other = await dashboardFixture.createOtherWorkspace();
      const answers = await Promise.all(
        [`${ROOT}/${own.id}/export.pdf`, `${other}/${id}/export.pdf`].map(
          path => callboard().as('superAdmin').get(path),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    });
  },
);

describe('drawWidget', () => {
  const at = new Date(0).toISOString();

  async function drawPdf(
    widget: Pick<Widget, 'widget_type' | 'config'>,
    data: Omit<WidgetBars, 'computed_at'>,
    size: Pick<WidgetSize, 'width' | 'height'>,
  ): Promise<Buffer> {
    const drawing = createPdfDocument(properties);
    const { document, fonts } = drawing;
    const bytes = buffer(document as unknown as Readable);
    document.addPage();
    const [{ box }] = layOutPages([{ x: 0, y: 0, ...size }]);
    const result = {
      widget: { title: 'A widget', ...widget },
      zone: 'UTC',
      range: undefined,
      dashboard: {},
      data: { ...data, computed_at: at },
    } as unknown as WidgetResult;
    await fonts.load(JSON.stringify(result));
    drawWidget(drawing, toPrintedWidget(result), box, new KeyColours());
    document.end();
    return bytes;
  }

  const readPdfText = async (...args: Parameters<typeof drawPdf>) =>
    (await extractPdfText(await drawPdf(...args))).join('\n');

  /** Creates bars for two priorities, with the given number of groups. */
  function grouped(count: number): Omit<WidgetBars, 'computed_at'> {
    const groups = Array.from({ length: count }, (_, nth) => `Label ${nth}.`);
    const bar = (key: string) => ({
      key,
      name: key,
      count,
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
  ])('chart of %d columns and %d rows @full', (width, height) => {
    const size = { width, height };

    it.each(['bar', 'line', 'area'])(
      'names as many groups as fit in a %s chart, and counts the others',
      async chart_type => {
        const text = await readPdfText(chart(chart_type), grouped(40), size);
        const named = text.match(/Label \d+\./g) ?? [];
        expect(named.length).toBeGreaterThan(0);
        expect(named.length).toBeLessThan(40);
        expect(text).toContain(`And ${40 - named.length} more`);
      },
    );

    it('draws ten groups and one for all others in a stacked_bar chart', async () => {
      const text = await readPdfText(chart('stacked_bar'), grouped(40), size);
      const named = text.match(/Label \d+\.|30 others/g) ?? [];
      const [, unnamed = '0'] = /And (\d+) more/.exec(text) ?? [];
      expect(named.length).toBeGreaterThan(0);
      expect(named.length + Number(unnamed)).toBe(11);
    });

    it('omits the count of other groups when all are named', async () => {
      const text = await readPdfText(chart('bar'), grouped(2), size);
      expect(text).toContain('Label 1.');
      expect(text).not.toContain('more');
    });
  });

  it('formats dates, durations and actions as the dashboard page does', async () => {
    const bars = (keys: string[]) => ({
      data: keys.map(key => ({ key, name: key, count: 90 })),
      schema: {},
      total: 180,
    });
    const size = { width: 12, height: 8 };
    const days = await readPdfText(
      {
        widget_type: 'table',
        config: {
          source: 'time',
          metric: 'logged_minutes',
          x_axis: 'LOGGED_AT',
        },
      } as never,
      bars(['2026-11-24', '2026-11']),
      size,
    );
    for (const text of ['24 Nov', 'Nov 2026', '1h 30m', '3h']) {
      expect(days.replace(/\n/g, ' ')).toContain(text);
    }
    const actions = await readPdfText(
      {
        widget_type: 'activity_chart',
        config: { chart_type: 'table', x_axis: 'ACTION' },
      } as never,
      bars(['create', 'page_view', 'own-thing']),
      size,
    );
    for (const text of ['created', 'visited', 'own thing']) {
      expect(actions.replace(/\n/g, ' ')).toContain(text);
    }
  });

  const shownItem = {
    id: randomUUID(),
    project_id: randomUUID(),
    identifier: 'PAY-42',
    title: 'Refund twice',
    state_name: 'In review',
    state_color: '#123456',
    state_group: 'started',
    assignees: [{ user_ref: 'user:default/ana', name: 'Ana Li' }],
    target_date: '2026-11-24',
  };
  const list = { widget_type: 'work_items_list' as const, config: {} };
  const itemTexts = ['PAY-42', 'Refund twice', 'In review', 'Ana Li'];

  it.each([
    [12, 8, [...itemTexts, '24 Nov 2026']],
    [6, 6, [...itemTexts, '24 Nov 2026']],
    [3, 6, ['PAY-42', 'Refund twice', 'And 3 more columns']],
  ])(
    'prints the items of a list of %d columns and %d rows in as many columns as fit',
    async (width, height, texts) => {
      const items = [shownItem, { ...shownItem, target_date: null }];
      const data = { items, total: 2 } as never;
      const text = await readPdfText(list, data, { width, height });
      for (const each of texts) {
        expect(text).toContain(each);
      }
    },
  );

  it('notes in an empty list that it has nothing to show', async () => {
    const data = { items: [], total: 0 } as never;
    const size = { width: 6, height: 6 };
    expect(await readPdfText(list, data, size)).toContain('Nothing to show');
  });

  /** Draws a widget with data for its type, and returns the texts of the PDF. */
  async function draw(
    widget_type: WidgetType,
    config: WidgetConfig,
  ): Promise<string> {
    const query = getMetricQuery(widget_type, config);
    const number = { value: 3, previous_value: null, metric: 'count' };
    const bars = query?.chart_type === 'number' ? number : grouped(2);
    const isList = widget_type === 'work_items_list';
    const data = isList ? { items: [shownItem], total: 1 } : bars;
    const size = { width: 6, height: 6 };
    const widget = { widget_type, config };
    return readPdfText(widget, data as never, size);
  }

  it.each(widgetType.options)('draws a widget of type %s', async type => {
    expect(await draw(type, {})).toContain('A widget');
  });

  const charts = Object.keys(chartTypes) as ChartTypeName[];
  it.each(
    (Object.keys(sourceByWidgetType) as WidgetType[])
      .filter(type => type !== 'work_items_list')
      .flatMap(type => charts.map(chart_type => [type, chart_type] as const)),
  )(
    'draws a widget of type %s with the chart type %s @full',
    async (type, chart_type) => {
      const axes = { x_axis: 'PRIORITY', group_by: 'LABELS' } as const;
      expect(await draw(type, { chart_type, ...axes })).toContain('A widget');
    },
  );

  it('tags headings, tables and charts for screen readers', async () => {
    const size = { width: 12, height: 8 };
    const bars = grouped(2);
    const table = { widget_type: 'table', config: { x_axis: 'PRIORITY' } };
    const tagged = async (widget: object, data: typeof bars) =>
      readPdfStructure(await drawPdf(widget as Widget, data, size));
    const row = ['TR', 'TH', ...Array(3).fill('TD')];
    expect(await tagged(table, bars)).toEqual([
      'Root',
      'Document',
      'Sect',
      'H2',
      'Table',
      ...['TR', ...Array(4).fill('TH')],
      ...row,
      ...row,
      ...['TR', ...Array(4).fill('TH')],
    ]);
    expect(await tagged(chart('bar'), bars)).toContain(
      'Figure: Count by Priority: Urgent 2, High 2',
    );
    const text = '# Plan\n\n[A page](https://example.com)\n\n```\na = 1\n```';
    const blocks = { widget_type: 'text', config: { text } };
    expect(await tagged(blocks, { ...bars, data: [] })).toEqual(
      expect.arrayContaining(['H3', 'P', 'Link', 'Code']),
    );
  });

  it('prints Markdown as formatted text without its markup', async () => {
    const text = [
      '# Plan',
      '**Bold** and *slanted*, `code`, [a page](https://example.com/plan)',
      '- first\n- [x] second',
      '1. one\n2. two',
      '```\nconst a = 1;\n```',
      '| Name | Count |\n| --- | --- |\n| Payments | 12 |',
    ].join('\n\n');
    const widget = { widget_type: 'text' as const, config: { text } };
    const nothing = { data: [], schema: {}, total: null };
    const bytes = await drawPdf(widget, nothing, { width: 6, height: 14 });
    const words = (await extractPdfText(bytes)).join(' ').replace(/\s+/g, ' ');
    for (const word of ['Plan', 'Bold', 'slanted', 'code', 'a page', 'first']) {
      expect(words).toContain(word);
    }
    expect(words).toMatch(/•[^]*☑[^]*1\.[^]*2\.[^]*const a = 1;[^]*Payments/u);
    expect(words).not.toMatch(/[#*`|[\]]/);
    expect(bytes.toString('latin1')).toContain('(https://example.com/plan)');
  });

  it('draws the bullets of list items that begin with other blocks than paragraphs', async () => {
    const text = '- # Plan\n- ```\n  code\n  ```\n-\n\nAfter';
    const widget = { widget_type: 'text' as const, config: { text } };
    const nothing = { data: [], schema: {}, total: null };
    const bytes = await drawPdf(widget, nothing, { width: 6, height: 6 });
    expect((await extractPdfText(bytes)).join(' ')).toMatch(
      /•[^]*Plan[^]*•[^]*code[^•]*After/u,
    );
  });

  it.each([
    [6, 6],
    [4, 4],
  ])(
    'names as many slices as fit in a donut of %d columns and %d rows, and counts the others',
    async (width, height) => {
      const size = { width, height };
      const { data } = grouped(1);
      const slices = Array.from({ length: 40 }, (_, nth) => ({
        ...data[0],
        key: `${nth}`,
        name: `Label ${nth}.`,
      }));
      const donut = {
        widget_type: 'work_items_chart' as const,
        config: { chart_type: 'donut', x_axis: 'LABELS' },
      } as Pick<Widget, 'widget_type' | 'config'>;
      const result = { data: slices, schema: {}, total: 40 };
      const text = await readPdfText(donut, result, size);
      expect(text).toMatch(/Label 0\./);
      expect(text).toMatch(/And \d+ more/);
    },
  );

  describe('analytics overview', () => {
    const number = (count: number) => ({ count, filter_count: count + 1 });
    const overview = toAnalyticsBars({
      tab: 'overview',
      projects: number(300),
      members: number(1_234),
      cycles: number(12),
      work_items: number(5),
      completed: number(6),
      modules: number(7),
      logged_minutes: number(125),
    } as never);
    const widget = { widget_type: 'analytics_overview' as const, config: {} };

    it('shows all numbers at the default size', async () => {
      const text = await readPdfText(widget, overview, {
        width: 12,
        height: 3,
      });
      for (const { name } of overview.data) {
        expect(text).toContain(name);
      }
      for (const value of ['300', '1,234', '2h 5m', 'previous: 301']) {
        expect(text).toContain(value);
      }
      expect(text).not.toContain('more');
    });

    it('shows how many numbers are omitted at a small size', async () => {
      const text = await readPdfText(widget, overview, { width: 4, height: 3 });
      expect(text).toContain('And 4 more. Export to Excel to see all');
      const least = await readPdfText(widget, overview, {
        width: 4,
        height: 2,
      });
      expect(least).toContain('Projects 300 · Members 1,234');
    });
  });
});

describe('text in charts', () => {
  const drawing = createPdfDocument(properties);
  const { fonts } = drawing;
  const words = ['Payments', 'Ωμέγα', '佐藤 美咲', 'عمر حداد', 'W'.repeat(60)];
  beforeAll(() => fonts.load(words.join('')));

  const name = fc
    .array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 })
    .map(parts => parts.join(' '));

  it('shortens text to the width measured with its font', () => {
    const measure = (text: string) => fonts.measure(text, 'plain', 8);
    fc.assert(
      fc.property(name, fc.integer({ min: 1, max: 300 }), (text, width) => {
        const cut = fitText(text, width, measure);
        expect(measure(cut)).toBeLessThanOrEqual(width);
        expect(cut === text || cut === '' || cut.endsWith('…')).toBe(true);
      }),
    );
  });

  it.each([
    ['bar', 'MEMBER', null],
    ['bar', 'STATES', 'MEMBER'],
    ['stacked_bar', 'MEMBER', 'PROJECT'],
    ['heatmap', 'MEMBER', 'PROJECT'],
    ['line', 'STATES', 'PROJECT'],
    ['donut', 'MEMBER', null],
  ] as const)(
    'places labels without overlap in a %s chart by %s and %s',
    (chart_type, x_axis, group_by) => {
      const inputs = fc.record({
        names: fc.array(name, { minLength: 1, maxLength: 60 }),
        groups: fc.array(name, { minLength: 1, maxLength: group_by ? 12 : 1 }),
        width: fc.integer({ min: 180, max: 760 }),
        height: fc.integer({ min: 70, max: 300 }),
      });
      const expectNoOverlap = ({
        names,
        groups,
        width,
        height,
      }: typeof inputs extends fc.Arbitrary<infer T> ? T : never) => {
        const schema = group_by
          ? Object.fromEntries(groups.map((group, nth) => [`g${nth}`, group]))
          : {};
        const data = names.map((each, nth) => ({
          key: `${nth}`,
          name: each,
          count: nth + 1,
          ...Object.fromEntries(Object.keys(schema).map(key => [key, nth])),
        }));
        const metricQuery = {
          chart_type,
          x_axis,
          group_by,
          metric: 'count',
        } as never;
        const box = { x: 0, y: 0, width, height };
        const { texts } = planChart(
          drawing,
          metricQuery,
          { data, schema, total: 5 } as unknown as WidgetBars,
          { box, colours: new KeyColours() },
        );
        expect(findOverlap(texts)).toBeUndefined();
      };
      fc.assert(fc.property(inputs, expectNoOverlap), { numRuns: numRuns(6) });
    },
    60_000,
  );
});

describe('PdfRenderer', () => {
  const renderer = new PdfRenderer();

  afterAll(() => renderer.close());

  const widget = (title: string) =>
    ({ title, widget_type: 'text', config: { text: title } } as Widget);

  async function render(
    name: string,
    printedWidgets: unknown[],
    budgetMs = 10_000,
  ) {
    const failures: string[] = [];
    const input = {
      ...properties,
      name,
      subtitle: 'all of it',
      sizes: printedWidgets.map((_, nth) => ({
        x: 0,
        y: 6 * nth,
        width: 6,
        height: 6,
      })),
      budgetMs,
    };
    async function* widgets() {
      yield* printedWidgets as PrintedWidget[];
    }
    const bytes = await renderer.render(input, widgets(), (failed, reason) =>
      failures.push(`${failed.widget.title}: ${reason}`),
    );
    return { text: (await extractPdfText(bytes)).join('\n'), failures };
  }

  const shownWidget = (title: string) => ({ widget: widget(title), data: {} });

  it('renders concurrent documents separately', async () => {
    const names = ['One', 'Two', 'Three'];
    const drawn = await Promise.all(
      names.map(name =>
        render(name, [shownWidget(`${name} a`), shownWidget(`${name} b`)]),
      ),
    );
    drawn.forEach(({ text }, nth) => {
      const found = names.filter(name => text.includes(name));
      expect(found).toEqual([names[nth]]);
      expect(text).toContain(`${names[nth]} b`);
    });
  });

  it('omits widgets over the time budget, and shows a note in their place', async () => {
    const { text } = await render(
      'Board',
      [shownWidget('First'), shownWidget('Second')],
      -1,
    );
    expect(text.match(/Not included, because the export/g)).toHaveLength(2);
    expect(text).toContain('Second');
  });

  it('draws the other widgets when one cannot be drawn', async () => {
    const broken = {
      widget: { ...widget('Broken'), widget_type: 'work_items_chart' },
      data: { schema: null },
    };
    const { text, failures } = await render('Board', [
      broken,
      shownWidget('Second'),
    ]);
    expect(failures).toEqual([expect.stringMatching(/^Broken: TypeError/)]);
    expect(text).toContain('This widget could not be displayed');
    expect(text).toContain('Second');
  });

  it('rejects when the source of widgets fails, and renders the next document', async () => {
    async function* failing(): AsyncGenerator<PrintedWidget> {
      throw new Error('no database');
    }
    const input = {
      ...properties,
      subtitle: '',
      sizes: [],
      budgetMs: 1,
    };
    // Fails more often than the thread has task slots, so that a leak would block the next
    // document.
    for (let nth = 0; nth < 20; nth += 1) {
      const failed = renderer.render(input, failing(), () => {});
      await expect(failed).rejects.toThrow('no database');
    }
    expect((await render('Next', [shownWidget('All')])).text).toContain('All');
  });
});

const size = fc.record({
  x: fc.integer({ min: 0, max: 5 }),
  y: fc.oneof(
    fc.integer({ min: 0, max: 60 }),
    fc.integer({ min: 0, max: 9_000 }),
  ),
  width: fc.integer({ min: 1, max: 6 }),
  height: fc.integer({ min: 1, max: 48 }),
});

describe('layOutPages', () => {
  it('places widgets within the page margins, one page after another @full', () => {
    fc.assert(
      fc.property(fc.array(size, { maxLength: 100 }), sizes => {
        const sorted = sortBy(sizes, ['y', 'x']);
        let page = 0;
        for (const position of layOutPages(sorted)) {
          const { x, y, width, height } = position.box;
          expect(position.page - page).toBeGreaterThanOrEqual(0);
          expect(position.page - page).toBeLessThanOrEqual(1);
          page = position.page;
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(paper.margin);
          expect(Math.min(width, height)).toBeGreaterThan(0);
          expect(x + width).toBeLessThanOrEqual(paper.width - paper.margin);
          expect(y + height).toBeLessThanOrEqual(paper.height - paper.margin);
        }
      }),
    );
  });

  it('places widgets side by side that are side by side in the layout', () => {
    const sideBySide = [0, 6].map(x => ({ x, y: 40, width: 6, height: 6 }));
    const [left, right] = layOutPages([
      { x: 0, y: 0, width: 12, height: 6 },
      ...sideBySide,
    ]).slice(1);
    expect(right).toEqual({ ...left, box: { ...left.box, x: right.box.x } });
    expect(right.box.x).toBeGreaterThan(left.box.x + left.box.width);
  });
});
