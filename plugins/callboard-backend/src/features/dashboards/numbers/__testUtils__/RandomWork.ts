import {
  priority,
  WidgetFilters,
  WorkItem,
} from '@callboard/plugin-callboard-common';
import {
  people,
  TestCallboard,
} from '../../../../__testUtils__/startCallboard';
import { insertMany, updateMany } from '../../../../database/bulk';
import { addRows } from '../../../activity/__testUtils__/activityRows';
import { countAll } from '../../../activity/__testUtils__/countAll';
import { TimeFixture } from '../../../time/__testUtils__/TimeFixture';

const DAY_MS = 86_400_000;
const ITEM_COUNT = 45;
const ROW_COUNT = 120;

/** The first days of two eras with records. Each era contains a European clock change. */
export const ERAS = ['2025-10-20', '2026-03-20'] as const;

/** The number of days in each era. */
export const ERA_DAYS = 16;

/** Filter values by filter name. */
export type Pools = Record<keyof WidgetFilters, ReadonlyArray<any>>;

/** The possible values of a project's items. */
interface Settings {
  project: TimeFixture['project'];
  states: any[];
  labels: any[];
  cycles: any[];
  modules: any[];
}

const everybody = [
  people.member,
  people.guest,
  people.projectAdmin,
  people.superAdmin,
];
const activityTypes = [null, 'meeting', 'review'];
const actions = ['create', 'update', 'page_view', 'deploy'];
const entityTypes = [null, 'work_item', 'catalog'];

/** Creates random items, worklogs and activity. */
export class RandomWork {
  /** @param pick - returns a random choice */
  constructor(
    private readonly callboard: TestCallboard,
    private readonly pick: <T>(choices: readonly T[]) => T,
    private readonly timeFixtures: readonly TimeFixture[],
    private readonly departments: ReadonlyArray<string | null>,
  ) {}

  private pickDay(): string {
    const dayIndex = this.pick([...Array(ERA_DAYS).keys()]);
    const first = Date.parse(this.pick(ERAS));
    return new Date(first + dayIndex * DAY_MS).toISOString().slice(0, 10);
  }

  /** Picks an instant at various hours, so that its day differs between zones. */
  private pickInstant(): number {
    const minutes = this.pick([0, 0, 90, 630, 1_380, 1_439]);
    return Date.parse(this.pickDay()) + minutes * 60_000;
  }

  /** Creates everything and returns the values to filter by. */
  async make(): Promise<Pools> {
    const { timeFixtures, departments } = this;
    const settings: Settings[] = [];
    for (const { project } of timeFixtures) {
      settings.push({
        project,
        states: Object.values(project.states),
        labels: [
          await project.createSetting('labels', {
            name: 'count',
            color: '#112233',
          }),
          await project.createSetting('labels', {
            name: 'bug',
            color: '#112233',
          }),
        ],
        cycles: [await project.createSetting('cycles', { name: 'Sprint' })],
        modules: [await project.createSetting('modules', { name: 'Core' })],
      });
    }
    const getSettingIds = (kind: 'states' | 'labels' | 'cycles' | 'modules') =>
      settings.flatMap(set => set[kind].map(({ id }: { id: string }) => id));
    const items = await this.fillItems(settings);
    await this.fillTime(items);
    await this.fillLog();
    return {
      project_ids: timeFixtures.map(({ project }) => project.pid),
      department_ids: departments,
      states: [null, ...getSettingIds('states')],
      state_groups: [null, 'backlog', 'unstarted', 'started', 'completed'],
      labels: [null, ...getSettingIds('labels')],
      assignees: [null, ...everybody],
      priority: [null, ...priority.options],
      cycles: [null, ...getSettingIds('cycles')],
      modules: [null, ...getSettingIds('modules')],
      created_by: [null, ...everybody],
      estimate_points: [null, 1, 2.5, 40],
      sources: [null, 'callboard', 'github'],
      member_ids: [null, ...everybody],
      work_item_ids: [null, ...items.slice(0, 20).map(({ id }) => id)],
      activity_types: activityTypes,
      is_billable: [null, true, false],
      actions: [null, ...actions],
      entity_types: entityTypes,
      user_ids: [null, ...everybody],
    };
  }

  private async fillItems(settings: readonly Settings[]): Promise<WorkItem[]> {
    const { pick } = this;
    const { knex } = this.callboard;
    const items: WorkItem[] = [];
    const rows = [];
    const labelled = [];
    const assigned = [];
    for (let n = 0; n < ITEM_COUNT; n += 1) {
      const { project, states, labels, cycles, modules } = pick(settings);
      const item = await project.make({ title: `Item ${n}` });
      const { id } = item;
      const state = pick(states);
      const isDone = state.group === 'completed';
      items.push(item);
      rows.push({
        id,
        state_id: state.id,
        priority: pick([0, 1, 2, 3, 4]),
        estimate_points: pick([null, 1, 2.5, 40]),
        estimate_time: pick([null, 60, 240]),
        cycle_id: pick([null, ...cycles])?.id ?? null,
        module_id: pick([null, ...modules])?.id ?? null,
        start_date: pick([null, this.pickDay()]),
        target_date: pick([
          null,
          this.pickDay(),
          new Date().toISOString().slice(0, 10),
        ]),
        created_by: pick(everybody),
        source: pick(['callboard', 'github']),
        created_at: new Date(this.pickInstant()),
        started_at: pick([null, new Date(this.pickInstant())]),
        completed_at: isDone ? new Date(this.pickInstant()) : null,
        archived_at: pick([null, null, null, null, new Date()]),
        is_draft: pick([false, false, false, false, true]),
      });
      const [one, other] = labels.map(label => ({
        work_item_id: id,
        label_id: label.id,
      }));
      labelled.push(...pick([[], [one], [other], [one, other]]));
      const assignees = pick([
        [],
        everybody.slice(0, 1),
        everybody.slice(1, 3),
        everybody.slice(2),
      ]);
      assigned.push(
        ...assignees.map(user_ref => ({ work_item_id: id, user_ref })),
      );
    }
    await updateMany(knex, 'work_items', rows);
    await insertMany(knex, 'work_item_labels', labelled);
    await insertMany(knex, 'work_item_assignees', assigned);
    return items;
  }

  private async fillTime(items: readonly WorkItem[]): Promise<void> {
    const { pick, timeFixtures, departments } = this;
    const rows = [];
    for (let n = 0; n < ITEM_COUNT; n += 1) {
      const item = pick(items.slice(0, 20));
      const fixture = timeFixtures.find(
        each => each.project.pid === item.project_id,
      )!;
      const { id } = await fixture.log('superAdmin', {}, item);
      rows.push({
        id,
        logged_by: pick(everybody),
        logged_at: this.pickDay(),
        duration_minutes: pick([5, 30, 90]),
        department_id: pick(departments),
        is_billable: pick([true, false]),
        activity_type: pick(activityTypes),
      });
    }
    await updateMany(this.callboard.knex, 'worklogs', rows);
  }

  private async fillLog(): Promise<void> {
    const { pick, timeFixtures } = this;
    const { knex } = this.callboard;
    const { body } = await this.callboard
      .as('superAdmin')
      .get('/workspaces/default')
      .expect(200);
    const rows = Array.from({ length: ROW_COUNT }, () => {
      const project_id = pick([
        null,
        ...timeFixtures.map(({ project }) => project.pid),
      ]);
      const ofProject = project_id
        ? (['project', 'project_members'] as const)
        : [];
      const visibility = pick([
        ...(['workspace', 'workspace', 'admins', 'people'] as const),
        ...ofProject,
      ]);
      return {
        project_id,
        visibility,
        people: visibility === 'people' ? [pick(everybody)] : [],
        user_id: pick(everybody),
        action: pick(actions),
        entity_type: pick(entityTypes),
        created_at: this.pickInstant(),
      };
    });
    await addRows(knex, body.id, rows.slice(0, ROW_COUNT / 2));
    await countAll(knex);
    // The stored counts lack the last rows, so these are read from the log itself.
    await addRows(knex, body.id, rows.slice(ROW_COUNT / 2));
  }
}
