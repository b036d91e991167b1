import { WidgetBars } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { PersonName } from '../../../__testUtils__/startCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { Desk } from '../../work/__testUtils__/Desk';
import { makeDashboardWorld } from '../__testUtils__/makeDashboardWorld';
import { download } from '../files/__testUtils__/download';
import { textOfPdf } from './__testUtils__/textOfPdf';

const ROOT = '/workspaces/default/dashboards';

describeCallboard('documents', { entities: landscape }, callboard => {
  const world = makeDashboardWorld(callboard);

  beforeAll(async () => {
    await world.enter();
    const open = await Desk.open(callboard());
    const secret = await Desk.open(callboard(), 'payments_api');
    for (const desk of [open, secret]) {
      await desk.make({ title: 'one', priority: 'high' });
      await desk.make({ title: 'two', priority: 'low' });
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
    world.newDashboard('superAdmin', { access: 'shared', ...input });
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
  const pagesOf = async (who: PersonName, board: string, query = '') => {
    const path = `${ROOT}/${board}/export.pdf?${query}`;
    const { bytes, headers } = await download(callboard(), who, path);
    expect(headers['content-type']).toBe('application/pdf');
    expect(headers['content-disposition']).toContain('.pdf');
    return textOfPdf(bytes);
  };

  it('say what they are, of which days, who saw it so and when', async () => {
    const { id, name } = await newBoard({ config: { timezone: 'Asia/Tokyo' } });
    const [page] = await pagesOf(
      'member',
      id,
      'start=2026-01-01&end=2026-01-31',
    );
    const [title, about] = page.split('\n').slice(2);
    expect(title).toBe(name);
    expect(about).toMatch(
      /^2026-01-01 to 2026-01-31 · Default · as Max Member sees it · \d+ \w+ \d{4}, \d\d:\d\d \(Asia\/Tokyo\)$/,
    );
  });

  it('hold the numbers that each reader sees', async () => {
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
      const words = (await pagesOf(who, id)).join('\n').split('\n');
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
    'draw a chart of the type %s with its names',
    async (chart_type, group_by) => {
      const { id } = await newBoard();
      await addWidget(id, {
        title: 'A chart',
        config: { chart_type, group_by, x_axis: 'PRIORITY' },
      });
      const text = (await pagesOf('superAdmin', id)).join('\n');
      for (const name of ['A chart', 'Urgent', 'High', 'Low']) {
        expect(text).toContain(name);
      }
      expect(text).not.toContain('cannot be');
    },
  );

  it.each([
    'burndown',
    'cumulative_flow',
    'created_vs_completed',
    'cycle_time',
  ])('draw a chart over time of the type %s', async chart_type => {
    const { id } = await newBoard();
    await addWidget(id, { title: 'A chart', config: { chart_type } });
    const text = (await pagesOf('superAdmin', id)).join('\n');
    expect(text).toContain('A chart');
    expect(text).not.toContain('cannot be');
  });

  it('say in its place what cannot be shown, and draw the others', async () => {
    const { id } = await newBoard();
    await addWidget(id, { title: 'Days', config: { x_axis: 'CREATED_AT' } });
    await addWidget(id, { title: 'Work', config: { x_axis: 'PRIORITY' } });
    const text = (
      await pagesOf('member', id, 'start=1970-01-01&end=2069-12-31')
    ).join('\n');
    expect(text).toContain('more than 400 months');
    expect(text).toContain('Urgent');
  });

  it('write names of many alphabets', async () => {
    const name = 'Größe Ωμέγα Привет Հայ ქართ €–✓';
    const { id } = await newBoard({ name });
    const [page] = await pagesOf('member', id);
    expect(page.split('\n')).toContain(name);
  });

  it('bear hostile titles and long texts', async () => {
    const { id } = await newBoard();
    const title = `<script>\u0007${'Ж'.repeat(200)}</script>\u202e)(\\`;
    await addWidget(id, { title, config: { x_axis: 'PRIORITY' } });
    for (const text of ['x'.repeat(10_000), 'two words\n'.repeat(1_000)]) {
      await addWidget(id, { widget_type: 'text', config: { text } });
    }
    const text = (await pagesOf('member', id)).join('\n');
    expect(text).toContain('<script>ЖЖ');
    expect(text).toContain('two words');
    // The reader of the test spells the mark out.
    expect(text).toContain('...');
  });

  it('hold a hundred widgets on as many pages as it takes', async () => {
    const { id } = await newBoard();
    await world.fillWithWidgets(id, 100);
    const pages = await pagesOf('member', id);
    expect(pages.length).toBeGreaterThan(15);
    const all = new Set(pages.join('\n').split('\n'));
    const missing = Array.from({ length: 100 }, (_, nth) => `Nr ${nth}`).filter(
      title => !all.has(title),
    );
    expect(missing).toEqual([]);
  });

  it('are not there for who does not see the dashboard', async () => {
    const own = await world.newDashboard('member');
    const { id } = await newBoard();
    const other = await world.otherWorkspace();
    const answers = await Promise.all(
      [`${ROOT}/${own.id}/export.pdf`, `${other}/${id}/export.pdf`].map(path =>
        callboard().as('superAdmin').get(path),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  });
});
