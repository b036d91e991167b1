import { WidgetBars } from '@callboard/plugin-callboard-common';
import { parse } from 'csv-parse/sync';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { restoreNeutralised } from '../../../exports';
import { ProjectFixture } from '../../work/__testUtils__/ProjectFixture';
import { makeDashboardFixture } from '../__testUtils__/makeDashboardFixture';
import {
  getWorksheetCells,
  download,
  readWorksheets,
} from './__testUtils__/download';

const ROOT = '/workspaces/default/dashboards';

describeCallboard(
  'widget file exports',
  { entities: catalogEntities },
  callboard => {
    const dashboardFixture = makeDashboardFixture(callboard);
    let id: string;
    let open: ProjectFixture;

    beforeAll(async () => {
      await dashboardFixture.assignRoles();
      open = await ProjectFixture.open(callboard());
      const secret = await ProjectFixture.open(callboard(), 'payments_api');
      for (const fixture of [open, secret]) {
        await fixture.make({ title: 'one', priority: 'high' });
        await fixture.make({ title: 'two', priority: 'low' });
      }
      await open.make({ title: 'three', priority: 'low' });
      await secret
        .as('superAdmin')
        .patch(secret.path, { access: 'secret' })
        .expect(200);
      const dashboard = await dashboardFixture.createDashboard('superAdmin', {
        access: 'shared',
      });
      id = dashboard.id;
    });

    const addWidget = async (input: object, board = id) => {
      const { body } = await callboard()
        .as('superAdmin')
        .post(`${ROOT}/${board}/widgets`, {
          widget_type: 'work_items_chart',
          ...input,
        })
        .expect(201);
      return body.id as string;
    };
    const readData = async (who: PersonName, wid: string, query = '') => {
      const { body } = await callboard()
        .as(who)
        .get(`${ROOT}/${id}/widgets/${wid}/data?${query}`)
        .expect(200);
      return body as WidgetBars;
    };
    const downloadFile = (who: PersonName, wid: string, file: string) =>
      download(callboard(), who, `${ROOT}/${id}/widgets/${wid}/${file}`);
    const readCsvRows = async (who: PersonName, wid: string, query = '') => {
      const { bytes } = await downloadFile(who, wid, `data.csv?${query}`);
      return parse(bytes, { bom: true, relaxColumnCount: true }) as string[][];
    };
    const readWorksheet = async (who: PersonName, wid: string) => {
      const { bytes } = await downloadFile(who, wid, 'data.xlsx');
      const [worksheet] = await readWorksheets(bytes);
      return worksheet;
    };

    it.each(['superAdmin', 'member'] as const)(
      'exports the numbers that the widget shows to %s @full',
      async who => {
        const wid = await addWidget({
          title: 'By priority',
          config: {
            x_axis: 'PRIORITY',
            group_by: 'PROJECT',
            date_range: 'last_7_days',
          },
        });
        const { data, schema, total, computed_at } = await readData(who, wid);
        const groups = Object.keys(schema);
        const sums = groups.map(group =>
          data.reduce((sum, bar) => sum + (bar[group] as number), 0),
        );
        const [heading, ...table] = getWorksheetCells(
          await readWorksheet(who, wid),
        );
        expect(table).toEqual([
          ['Priority', 'Count', ...Object.values(schema)],
          ...data.map(bar => [
            bar.name,
            bar.count,
            ...groups.map(group => bar[group]),
          ]),
          ['Total', total, ...sums],
        ]);
        expect(total).toBe(who === 'member' ? 3 : 5);
        const [headingText] = heading as string[];
        expect(headingText).toMatch(
          /^By priority · \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d · UTC · computed at /,
        );
        expect(headingText).toContain(computed_at.slice(0, 10));
        expect(headingText.includes('Partial')).toBe(who === 'member');
        const csv = await readCsvRows(who, wid);
        expect(csv.slice(0, table.length)).toEqual(
          table.map(row => row.map(String)),
        );
        expect(csv.slice(table.length)).toEqual(
          who === 'member'
            ? [
                [
                  'Partial data: excludes what you do not have access to',
                  '',
                  '',
                ],
              ]
            : [],
        );
      },
    );

    it('exports the total of a group without rounding errors', async () => {
      const { id: label } = await open.createSetting('labels', {
        name: 'split',
        color: '#112233',
      });
      const items = [];
      for (const [priority, estimate_points] of [
        ['high', 0.1],
        ['low', 0.2],
      ] as const) {
        items.push(
          await open.make({ labels: [label], priority, estimate_points }),
        );
      }
      const wid = await addWidget({
        config: {
          metric: 'estimate_points',
          x_axis: 'PRIORITY',
          group_by: 'PROJECT',
          filters: { labels: [label] },
        },
      });
      const rows = await readCsvRows('superAdmin', wid);
      expect(rows.at(-1)).toEqual(['Total', '0.3', '0.3']);
      for (const item of items) {
        await open
          .as('superAdmin')
          .delete(`${open.path}/work-items/${item.id}`)
          .expect(204);
      }
    });

    it('exports a row for each item of a list', async () => {
      const { id: label } = await open.createSetting('labels', {
        name: 'filed',
        color: '#112233',
      });
      const late = await open.make({
        title: '=late',
        labels: [label],
        target_date: '2026-01-02',
        assignees: [people.member, people.guest],
      });
      await open.make({ title: 'undated', labels: [label] });
      const wid = await addWidget({
        widget_type: 'work_items_list',
        config: { filters: { labels: [label] }, limit: 1 },
      });
      const [{ name: state }] = Object.values(open.states).filter(
        ({ id: state_id }) => state_id === late.state_id,
      );
      expect(await readCsvRows('superAdmin', wid)).toEqual([
        ['Identifier', 'Title', 'State', 'Assignees', 'Due date'],
        [late.identifier, "'=late", state, expect.any(String), '2026-01-02'],
        ['Shows the first 1 of 2 items', '', '', '', ''],
      ]);
      expect((await readWorksheet('superAdmin', wid)).name).toBe('Work items');
      for (const { id: item } of (
        await open.listSourceItems('callboard')
      ).filter(({ labels }) => labels.includes(label))) {
        await open
          .as('superAdmin')
          .delete(`${open.path}/work-items/${item}`)
          .expect(204);
      }
    });

    it('exports durations in minutes and in hours', async () => {
      const { id: item } = await open.make({ priority: 'urgent' });
      await open
        .as('superAdmin')
        .post(`${open.path}/work-items/${item}/worklogs`, {
          duration_minutes: 100,
        })
        .expect(201);
      const wid = await addWidget({
        widget_type: 'time_chart',
        config: { x_axis: 'PROJECT', metric: 'logged_minutes' },
      });
      const [header, ...rows] = await readCsvRows('superAdmin', wid);
      expect(header).toEqual([
        'Project',
        'Logged time (minutes)',
        'Logged time (hours)',
      ]);
      expect(rows.at(-1)).toEqual(['Total', '100', '1.67']);
      await open
        .as('superAdmin')
        .delete(`${open.path}/work-items/${item}`)
        .expect(204);
    });

    it('applies the requested date range and time zone', async () => {
      const wid = await addWidget({ config: { x_axis: 'PRIORITY' } });
      const ask = 'start=2020-01-01&end=2020-01-31&tz=Asia/Tokyo';
      const rows = await readCsvRows('superAdmin', wid, ask);
      expect(rows.at(-1)).toEqual(['Total', '0']);
      const { bytes } = await downloadFile(
        'superAdmin',
        wid,
        `data.xlsx?${ask}`,
      );
      const [worksheet] = await readWorksheets(bytes);
      expect(getWorksheetCells(worksheet)[0][0]).toContain(
        '2020-01-01 to 2020-01-31 · Asia/Tokyo',
      );
      const wrong = await callboard()
        .as('superAdmin')
        .get(`${ROOT}/${id}/widgets/${wid}/data.csv?start=2020-01-01`);
      expect(wrong.status).toBe(400);
    });

    it('omits group totals when an item can be in several bars', async () => {
      const wid = await addWidget({
        config: { x_axis: 'LABELS', group_by: 'PRIORITY' },
      });
      const rows = await readCsvRows('superAdmin', wid);
      expect(rows.at(-1)).toEqual(['Total', '5', '', '']);
    });

    it('exports a single number next to the previous period', async () => {
      const wid = await addWidget({
        config: {
          chart_type: 'number',
          metric: 'pending',
          date_range: 'last_7_days',
        },
      });
      expect(await readCsvRows('member', wid)).toEqual([
        ['Name', 'Backlog and not started', 'Previous period'],
        ['Backlog and not started', '3', '0'],
        ['Partial data: excludes what you do not have access to', '', ''],
      ]);
    });

    it('exports formulas as text in titles, groups and text widgets', async () => {
      const formula = '=HYPERLINK("http://example.com","a")';
      await open
        .as('superAdmin')
        .post(`${open.path}/labels`, { name: formula })
        .expect(201)
        .then(({ body }) => open.make({ labels: [body.id] }));
      const wid = await addWidget({
        title: formula,
        config: { x_axis: 'LABELS' },
      });
      const rows = await readCsvRows('superAdmin', wid);
      expect(rows.map(([name]) => name)).toContain(`'${formula}`);
      const worksheet = await readWorksheet('superAdmin', wid);
      const cells = getWorksheetCells(worksheet).flat();
      expect(cells).toContain(formula);
      expect(cells.filter(cell => typeof cell === 'object' && cell)).toEqual(
        [],
      );
      const text = await addWidget({
        widget_type: 'text',
        config: { text: `${formula}${'x'.repeat(9_900)}` },
      });
      const [, [result]] = await readCsvRows('superAdmin', text);
      expect(restoreNeutralised(result)).toBe(`${formula}${'x'.repeat(9_900)}`);
      expect(
        getWorksheetCells(await readWorksheet('superAdmin', text))[2],
      ).toEqual([`${formula}${'x'.repeat(9_900)}`]);
    });

    it('returns a safe file name for any title', async () => {
      const title = `../../etc/"passwd"; \r\nx: ${'ä'.repeat(200)}`;
      const wid = await addWidget({ title, config: { x_axis: 'PRIORITY' } });
      const { headers } = await downloadFile('member', wid, 'data.csv');
      const disposition = headers['content-disposition'];
      expect(disposition).toMatch(/^attachment; filename=/);
      expect(disposition).not.toMatch(/\.\.\/|etc\/|[\r\n]/);
      expect(disposition.length).toBeLessThan(800);
      expect(headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(headers['cache-control']).toBe('no-store');
    });

    it('exports a dashboard with a worksheet for each widget @full', async () => {
      const board = await dashboardFixture.createDashboard('superAdmin', {
        access: 'shared',
      });
      await addWidget(
        {
          title: 'A/B?',
          config: { x_axis: 'PRIORITY' },
          size: { x: 0, y: 9, width: 6, height: 6 },
        },
        board.id,
      );
      await addWidget(
        {
          title: 'First',
          config: { x_axis: 'PROJECT' },
          size: { x: 0, y: 0, width: 6, height: 6 },
        },
        board.id,
      );
      const days = { start: '1970-01-01', end: '2069-12-31' };
      await addWidget(
        {
          title: 'Days',
          config: { x_axis: 'CREATED_AT', interval: 'day' },
          size: { x: 6, y: 9, width: 6, height: 6 },
        },
        board.id,
      );
      const { bytes, headers } = await download(
        callboard(),
        'guest',
        `${ROOT}/${board.id}/export.xlsx?start=${days.start}&end=${days.end}`,
      );
      expect(headers['content-disposition']).toContain('.xlsx');
      const worksheets = await readWorksheets(bytes);
      expect(worksheets.map(({ name }) => name)).toEqual([
        'First',
        'A B',
        'Days',
      ]);
      const [first, , third] = worksheets.map(getWorksheetCells);
      expect(first.at(-1)).toEqual(['Total', 4]);
      expect(third).toEqual([
        ['This widget could not be exported'],
        [expect.stringContaining('more than 400 months')],
      ]);
      const empty = await dashboardFixture.createDashboard('member');
      const nothing = await download(
        callboard(),
        'member',
        `${ROOT}/${empty.id}/export.xlsx`,
      );
      expect(await readWorksheets(nothing.bytes)).toHaveLength(1);
    });

    it('exports a dashboard with a hundred widgets @full', async () => {
      const board = await dashboardFixture.createDashboard('superAdmin', {
        access: 'shared',
      });
      await dashboardFixture.fillWithWidgets(board.id, 100);
      const path = `${ROOT}/${board.id}/export.xlsx`;
      const { bytes } = await download(callboard(), 'member', path);
      const worksheets = await readWorksheets(bytes);
      expect(worksheets).toHaveLength(100);
      expect(new Set(worksheets.map(({ name }) => name)).size).toBe(100);
    });

    it('returns 404 to a user without access to the dashboard', async () => {
      const wid = await addWidget({ config: { x_axis: 'PRIORITY' } });
      const own = await dashboardFixture.createFilledDashboard('member', 1);
      const other = await dashboardFixture.createOtherWorkspace();
      const paths = [
        `${ROOT}/${own.id}/widgets/${own.widgets[0].id}/data.csv`,
        `${ROOT}/${own.id}/export.xlsx`,
        `${other}/${id}/widgets/${wid}/data.xlsx`,
        `${other}/${id}/export.xlsx`,
        `${ROOT}/${own.id}/widgets/${wid}/data.csv`,
      ];
      for (const path of paths) {
        // Sequential, because a person can run only two exports at a time.
        const { headers } = await callboard()
          .as('superAdmin')
          .get(path)
          .expect(404);
        expect(headers['content-type']).toContain('application/json');
      }
    });
  },
);
