import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  ExportedDashboard,
  exportedDashboard,
} from '@callboard/plugin-callboard-common';
import { sortBy } from 'lodash';
import fc from 'fast-check';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../__testUtils__/describeCallboard';
import { testEntities } from '../../__testUtils__/startCallboard';
import { makeDashboardFixture } from './__testUtils__/makeDashboardFixture';
import {
  erased,
  deletedEntities,
  DeletedResources,
  ResourceKind,
  resourceKinds,
  left,
  never,
} from './__testUtils__/DeletedResources';
import { toArbitrary } from '../../contract/__testUtils__/fuzz/toArbitrary';
import { numRuns } from '../../__testUtils__/random';

describe('dashboard export and import', () => {
  const path = '/workspaces/default/dashboards';
  const ABSENT = '01900000-0000-7000-8000-000000000000';
  const OTHER = '01900000-0000-7000-8000-000000000001';

  const options = {
    config: { projects: { kinds: ['user'] } },
    catalog: catalogServiceMock.factory({ entities: testEntities }),
  };

  describeWithoutJobs(
    'dashboard export and import',
    { ...options, databases: 'tagged' },
    callboard => {
      const fixture = makeDashboardFixture(callboard);
      const { createDashboard, createName } = fixture;
      const boss = () => callboard().as('superAdmin');
      const max = () => callboard().as('member');

      /** Creates the project of a User of the catalog, with a resource of each kind. */
      async function newProject(slug: string, user = 'sam.stranger') {
        const at = `/workspaces/${slug}/projects`;
        const entity = `by-entity/user/default/${user}`;
        const { body } = await boss().put(`${at}/${entity}`).expect(200);
        const pid = body.id;
        const make = async (kind: string, input: object) => {
          const made = await boss().post(`${at}/${pid}/${kind}`, input);
          return made.body.id as string;
        };
        const states = await boss().get(`${at}/${pid}/states`).expect(200);
        return {
          projects: pid as string,
          state: states.body.items[0].id as string,
          label: await make('labels', { name: 'Büg' }),
          cycle: await make('cycles', { name: 'Sprint 1' }),
          module: await make('modules', { name: 'Ledger' }),
          work_item: await make('work-items', { title: 'Fix' }),
        };
      }

      const createFile = (input: object = {}) => ({
        callboard_dashboard: 1,
        name: createName('File'),
        description: null,
        config: {},
        widgets: [],
        references: [],
        ...input,
      });

      const widgetWith = (filters: object) => ({
        widget_type: 'work_items_chart',
        title: '<script>alert(1)</script>',
        config: { chart_type: 'number', filters },
        sort_order: 1.5,
        size: { x: 3, y: 4, width: 5, height: 6 },
      });

      let here: Awaited<ReturnType<typeof newProject>>;
      let department: string;

      const everything = () => ({
        project_ids: [here.projects],
        department_ids: [department, null],
        filters: {
          states: [here.state, null],
          labels: [here.label],
          cycles: [here.cycle],
          modules: [here.module],
          work_item_ids: [here.work_item],
          priority: ['urgent', null],
          assignees: ['user:default/max.member'],
        },
      });

      beforeAll(async () => {
        await fixture.assignRoles();
        here = await newProject('default');
        const made = await boss()
          .post('/workspaces/default/departments', { name: 'Payments' })
          .expect(201);
        department = made.body.id;
      });

      it('lists the names of all resources used in filters in the exported references', async () => {
        const { id } = await createDashboard('member', {
          config: everything(),
        });
        const { body } = await max()
          .get(`${path}/${id}/export.json`)
          .expect(200);
        const project = body.references.find(
          (one: any) => one.type === 'project',
        ).project;
        expect(body.config).toEqual(everything());
        expect(
          body.references.map(
            ({ type, id: resourceId, name, project: within }: any) => [
              type,
              resourceId,
              name,
              within,
            ],
          ),
        ).toEqual([
          ['cycle', here.cycle, 'Sprint 1', project],
          ['department', department, 'Payments', null],
          ['label', here.label, 'Büg', project],
          ['module', here.module, 'Ledger', project],
          ['project', here.projects, 'sam.stranger', project],
          ['state', here.state, 'Triage', project],
          ['work_item', here.work_item, `${project}-1`, project],
        ]);
      });

      it('restores the same dashboard when imported into its original workspace', async () => {
        const { id, name } = await createDashboard('member', {
          description: '=1+1',
          config: { ...everything(), timezone: 'UTC', date_range: 'today' },
        });
        await max()
          .post(`${path}/${id}/widgets`, widgetWith(everything().filters))
          .expect(400);
        const { work_item_ids: _, ...filters } = everything().filters;
        await max()
          .post(`${path}/${id}/widgets`, widgetWith(filters))
          .expect(201);
        const file = (await max().get(`${path}/${id}/export.json`)).body;
        const made = await max().post(`${path}/import`, file).expect(201);
        expect(made.body).toMatchObject({
          name: `${name} (Copy)`,
          access: 'private',
          unresolved: [],
        });
        expect(made.body.widgets[0].title).toBe('<script>alert(1)</script>');
        const again = await max().get(`${path}/${made.body.id}/export.json`);
        expect(again.body).toEqual({ ...file, name: `${name} (Copy)` });
      });

      it('resolves references by name, within the resolved projects, when imported into another workspace', async () => {
        await boss()
          .post('/workspaces', { slug: 'there', name: 'There' })
          .expect(201);
        const there = await newProject('there');
        await newProject('there', 'max.member');
        await boss()
          .patch(`/workspaces/there/projects/${there.projects}`, {
            identifier: 'THERE',
          })
          .expect(200);
        const made = await boss()
          .post('/workspaces/there/departments', { name: 'PAYMENTS' })
          .expect(201);
        const { id } = await createDashboard('superAdmin', {
          config: everything(),
        });
        const file = (await boss().get(`${path}/${id}/export.json`)).body;
        const { body } = await boss()
          .post('/workspaces/there/dashboards/import', file)
          .expect(201);
        expect(body.unresolved).toEqual([]);
        expect(body.config).toEqual({
          project_ids: [there.projects],
          department_ids: [made.body.id, null],
          filters: {
            ...everything().filters,
            states: [there.state, null],
            labels: [there.label],
            cycles: [there.cycle],
            modules: [there.module],
            work_item_ids: [there.work_item],
          },
        });
      });

      it('retains unresolved ids and reports their path and reason @postgres', async () => {
        await boss().post('/workspaces/default/departments', { name: 'Twin' });
        await boss().post('/workspaces/default/departments', { name: 'TWIN' });
        const label = {
          type: 'label',
          id: ABSENT,
          name: 'Nothing',
          project: 'X',
        };
        const twin = {
          type: 'department',
          id: OTHER,
          name: 'twin',
          project: null,
        };
        const file = createFile({
          config: { department_ids: [OTHER] },
          widgets: [
            widgetWith({
              labels: [null, ABSENT],
              states: [ABSENT, here.state],
            }),
          ],
          references: [label, twin],
        });
        const { body } = await max().post(`${path}/import`, file).expect(201);
        expect(body.unresolved).toEqual([
          {
            path: 'config.department_ids[0]',
            id: OTHER,
            name: 'twin',
            reason: 'ambiguous',
          },
          {
            path: 'widgets[0].config.filters.states[0]',
            id: ABSENT,
            name: null,
            reason: 'unknown',
          },
          {
            path: 'widgets[0].config.filters.labels[1]',
            id: ABSENT,
            name: 'Nothing',
            reason: 'unknown',
          },
        ]);
        expect(body.config).toEqual(file.config);
        expect(body.widgets[0].config).toEqual(
          (file.widgets as any[])[0].config,
        );
      });

      it('omits references to inaccessible projects and reports them as unresolved on import @postgres', async () => {
        await boss()
          .patch(`/workspaces/default/projects/${here.projects}`, {
            access: 'secret',
          })
          .expect(200);
        const { id } = await createDashboard('superAdmin', {
          access: 'shared',
          config: everything(),
        });
        const { body } = await max()
          .get(`${path}/${id}/export.json`)
          .expect(200);
        expect(body.references.map((one: any) => one.type)).toEqual([
          'department',
        ]);
        const all = (await boss().get(`${path}/${id}/export.json`)).body;
        const made = await max().post(`${path}/import`, all).expect(201);
        expect(made.body.unresolved.map((one: any) => one.path)).toEqual([
          'config.project_ids[0]',
          'config.filters.states[0]',
          'config.filters.labels[0]',
          'config.filters.cycles[0]',
          'config.filters.modules[0]',
          'config.filters.work_item_ids[0]',
        ]);
        await boss().patch(`/workspaces/default/projects/${here.projects}`, {
          access: 'open',
        });
      });

      it.each<[string, () => object]>([
        [
          'owner_ref',
          () => createFile({ owner_ref: 'user:default/max.member' }),
        ],
        ['widgets[0].id', () => createFile({ widgets: [{ id: ABSENT }] })],
        [
          'widgets[0].config.filters.weather',
          () => createFile({ widgets: [widgetWith({ weather: [] })] }),
        ],
        [
          'widgets[0].config.filters.labels',
          () =>
            createFile({
              widgets: [widgetWith({ labels: Array(101).fill(ABSENT) })],
            }),
        ],
        [
          'widgets[0].size.width',
          () =>
            createFile({
              widgets: [
                {
                  ...widgetWith({}),
                  size: { x: 0, y: 0, width: 1, height: 9 },
                },
              ],
            }),
        ],
        [
          'widgets',
          () => createFile({ widgets: Array(101).fill(widgetWith({})) }),
        ],
        ['callboard_dashboard', () => createFile({ callboard_dashboard: 2 })],
        [
          'config.__proto__',
          () =>
            createFile({
              config: JSON.parse('{"__proto__": {"project_ids": []}}'),
            }),
        ],
        [
          'references[0].type',
          () => createFile({ references: [{ type: 'person' }] }),
        ],
      ])('rejects a file with an invalid %s', async (field, file) => {
        const answer = await max().post(`${path}/import`, file()).expect(400);
        const fields = answer.body.error.problems.map((one: any) => one.field);
        expect(fields.join(' ')).toContain(`body.${field}`);
      });

      it('rejects a file that exceeds the maximum dashboard size', async () => {
        const text = {
          ...widgetWith({}),
          widget_type: 'text',
          config: { text: 'x'.repeat(9_000) },
        };
        const answer = await max()
          .post(`${path}/import`, createFile({ widgets: Array(40).fill(text) }))
          .expect(400);
        expect(answer.body.error.problems[0].field).toBe('body.widgets');
      });
    },
  );
});

const PATH = '/workspaces/default/dashboards';

describeCallboard(
  'dashboard files that refer to deleted resources',
  { entities: deletedEntities },
  callboard => {
    const fixture = makeDashboardFixture(callboard);
    const boss = () => callboard().as('superAdmin');
    let resources: DeletedResources;
    let id: string;
    let filters: Record<ResourceKind | 'department_ids', string[]>;
    let assignees: string[];
    /** Exported before and after resources are deleted. */
    let before: ExportedDashboard;
    let after: ExportedDashboard;

    const exported = async (slug: string): Promise<ExportedDashboard> => {
      const { body } = await boss()
        .get(`${PATH}/${slug}/export.json`)
        .expect(200);
      return body;
    };
    const imported = async (file: ExportedDashboard) => {
      const { body } = await boss().post(`${PATH}/import`, file).expect(201);
      return body;
    };
    const named = ({ references }: ExportedDashboard) =>
      references.map(one => one.id).sort();

    beforeAll(async () => {
      await fixture.assignRoles();
      resources = await DeletedResources.make(callboard());
      const { deleted, live } = resources;
      const both = resourceKinds.map(kind => [
        kind,
        [deleted[kind], live[kind]],
      ]);
      filters = {
        ...Object.fromEntries(both),
        department_ids: [deleted.department, live.department],
      };
      const widget = {
        widget_type: 'work_items_chart',
        config: {
          x_axis: 'PRIORITY',
          filters: { ...filters, assignees: [erased, left, never] },
        },
      };
      ({ id } = await fixture.createDashboard('superAdmin', {
        config: { project_ids: filters.project_ids },
      }));
      await boss().post(`${PATH}/${id}/widgets`, widget).expect(201);
      before = await exported(id);
      const pseudonym = await resources.deleteAll();
      assignees = [pseudonym, left, never];
      after = await exported(id);
    });

    it('retains the ids of deleted resources but names only existing ones', async () => {
      const all = Object.values(filters).flat();
      expect(named(before)).toEqual(all.sort());
      expect(named(after)).toEqual(Object.values(resources.live).sort());
      expect(after.config).toEqual({ project_ids: filters.project_ids });
      expect(after.widgets[0].config.filters).toEqual({
        ...filters,
        assignees,
      });
    });

    it('omits the user ref of an erased user', () => {
      expect(JSON.stringify(after)).not.toContain(erased);
    });

    /** The positions of deleted resources in filters: the first of each kind. */
    const listDeletedPositions = () => [
      { path: 'config.project_ids[0]', id: filters.project_ids[0] },
      ...Object.entries(filters).map(([kind, [deleted]]) => ({
        path: `widgets[0].config.filters.${kind}[0]`,
        id: deleted,
      })),
    ];

    it.each([
      ['with names if exported before the deletion', () => before],
      ['by id only if exported after the deletion', () => after],
    ])(
      'imports a file and reports deleted resources as unresolved, %s',
      async (_, file) => {
        const { unresolved, config, widgets } = await imported(file());
        const names = new Map(file().references.map(one => [one.id, one.name]));
        const expected = listDeletedPositions().map(position => ({
          ...position,
          name: names.get(position.id) ?? null,
          reason: 'unknown',
        }));
        expect(sortBy(unresolved, 'path')).toEqual(sortBy(expected, 'path'));
        expect(config.project_ids).toEqual(filters.project_ids);
        expect(widgets[0].config.filters).toMatchObject(filters);
      },
    );

    it('imports a dashboard whose widgets return empty data, and exports the same file again', async () => {
      const made = await imported(after);
      const [{ id: wid }] = made.widgets;
      const { body } = await boss()
        .get(`${PATH}/${made.id}/widgets/${wid}/data`)
        .expect(200);
      expect(body).toMatchObject({ data: [], total: 0 });
      const again = await exported(made.id);
      expect(again).toEqual({ ...after, name: made.name });
    });
  },
);

describe('dashboard export and import properties', () => {
  const path = '/workspaces/default/dashboards';

  /** The ids exist nowhere, so no references have names. */
  const files = toArbitrary(exportedDashboard, () => undefined)
    .filter(file => exportedDashboard.safeParse(file).success)
    .map(file => ({
      ...exportedDashboard.parse(file),
      references: [],
    })) as fc.Arbitrary<ExportedDashboard>;

  describeWithoutJobs(
    'export and import of random dashboards',
    {},
    callboard => {
      it('exports the same file again after importing any dashboard @full', async () => {
        const max = callboard().as('member');
        const seen: number[] = [];
        const check = fc.asyncProperty(files, async file => {
          const made = await max.post(`${path}/import`, file).expect(201);
          const first = await max.get(`${path}/${made.body.id}/export.json`);
          const again = await max
            .post(`${path}/import`, first.body)
            .expect(201);
          const second = await max.get(`${path}/${again.body.id}/export.json`);
          const { name: _, widgets, ...rest } = file;
          // Widgets with the same position are ordered by creation.
          const inOrder = [...widgets].sort(
            (a, b) => a.sort_order - b.sort_order,
          );
          expect(first.body).toMatchObject({ ...rest, widgets: inOrder });
          expect(second.body).toEqual({ ...first.body, name: again.body.name });
          seen.push(widgets.length);
        });
        await fc.assert(check, { numRuns: numRuns(25) });
        expect(Math.max(...seen)).toBeGreaterThan(1);
      });
    },
  );
});
