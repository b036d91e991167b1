import { ExportedDashboard } from '@callboard/plugin-callboard-common';
import { sortBy } from 'lodash';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import {
  erased,
  goneEntities,
  GoneThings,
  KindOfThing,
  kindsOfThings,
  left,
  never,
} from '../__testUtils__/GoneThings';
import { makeDashboardWorld } from '../__testUtils__/makeDashboardWorld';

const PATH = '/workspaces/default/dashboards';

describeCallboard(
  'files of dashboards that name what is gone',
  { entities: goneEntities },
  callboard => {
    const world = makeDashboardWorld(callboard);
    const boss = () => callboard().as('superAdmin');
    let things: GoneThings;
    let id: string;
    let filters: Record<KindOfThing | 'department_ids', string[]>;
    let assignees: string[];
    /** From before anything went, and after that. */
    let before: ExportedDashboard;
    let after: ExportedDashboard;

    const exported = async (of: string): Promise<ExportedDashboard> => {
      const { body } = await boss()
        .get(`${PATH}/${of}/export.json`)
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
      await world.enter();
      things = await GoneThings.make(callboard());
      const { gone, kept } = things;
      const both = kindsOfThings.map(kind => [kind, [gone[kind], kept[kind]]]);
      filters = {
        ...Object.fromEntries(both),
        department_ids: [gone.department, kept.department],
      };
      const widget = {
        widget_type: 'work_items_chart',
        config: {
          x_axis: 'PRIORITY',
          filters: { ...filters, assignees: [erased, left, never] },
        },
      };
      ({ id } = await world.newDashboard('superAdmin', {
        config: { project_ids: filters.project_ids },
      }));
      await boss().post(`${PATH}/${id}/widgets`, widget).expect(201);
      before = await exported(id);
      const pseudonym = await things.go();
      assignees = [pseudonym, left, never];
      after = await exported(id);
    }, 60_000);

    it('keep its ids, and name only what there is', async () => {
      const all = Object.values(filters).flat();
      expect(named(before)).toEqual(all.sort());
      expect(named(after)).toEqual(Object.values(things.kept).sort());
      expect(after.config).toEqual({ project_ids: filters.project_ids });
      expect(after.widgets[0].config.filters).toEqual({
        ...filters,
        assignees,
      });
    });

    it('have nothing of somebody who was erased', () => {
      expect(JSON.stringify(after)).not.toContain(erased);
    });

    /** Where filters have what is gone: the first of each kind. */
    const placesOfGone = () => [
      { path: 'config.project_ids[0]', id: filters.project_ids[0] },
      ...Object.entries(filters).map(([kind, [gone]]) => ({
        path: `widgets[0].config.filters.${kind}[0]`,
        id: gone,
      })),
    ];

    it.each([
      ['with their names where those are in it', () => before],
      ['by their ids where they had gone before', () => after],
    ])('are taken, and tell which things are gone, %s', async (_, file) => {
      const { unresolved, config, widgets } = await imported(file());
      const names = new Map(file().references.map(one => [one.id, one.name]));
      const expected = placesOfGone().map(place => ({
        ...place,
        name: names.get(place.id) ?? null,
        reason: 'unknown',
      }));
      expect(sortBy(unresolved, 'path')).toEqual(sortBy(expected, 'path'));
      expect(config.project_ids).toEqual(filters.project_ids);
      expect(widgets[0].config.filters).toMatchObject(filters);
    });

    it('make a dashboard whose widgets show what is left', async () => {
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
