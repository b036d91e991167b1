import {
  Activity,
  MetricSource,
  WorkItem,
  Worklog,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy, sumBy } from 'lodash';
import {
  PersonName,
  TestCallboard,
} from '../../../../__testUtils__/startCallboard';
import { readOptionalInstant } from '../../../../database/dialect';
import { readAll } from '../../../activity/__testUtils__/activityRows';
import { CountedRecord } from './CountedRecord';

const ROOT = '/workspaces/default';

/** The departments and projects of people. */
export interface Affiliations {
  /** The ids of each department and its ancestors; empty for no department. */
  selfAndAncestors: ReadonlyMap<string | null, string[]>;
  /** The department of each person. */
  departments: ReadonlyMap<string, string>;
  /** The projects that a person is a member of. */
  getJoinedProjects(who: PersonName): readonly string[];
}

/** Reads list responses as counted records. */
export class RecordReader {
  constructor(
    private readonly callboard: TestCallboard,
    private readonly affiliations: Affiliations,
  ) {}

  /** Reads the records of each source that a person sees. */
  async read(who: PersonName): Promise<Record<MetricSource, CountedRecord[]>> {
    const worklogs = await this.readList<Worklog>(who, 'worklogs');
    const items = await this.readList<WorkItem>(who, 'work-items');
    const log = await readAll(
      this.callboard.as(who),
      '/activity?workspace=default',
    );
    const time = await this.toTimeRecords(worklogs);
    return {
      work_items: await this.toItemRecords(who, items, worklogs),
      time,
      people: time,
      activity: await this.toActivityRecords(log),
    };
  }

  private async readList<Row>(who: PersonName, path: string): Promise<Row[]> {
    const { body } = await this.callboard
      .as(who)
      .get(`${ROOT}/${path}?limit=200`)
      .expect(200);
    return body.items;
  }

  /** Reads a column that the list responses omit. */
  private async readColumn(
    table: string,
    column: string,
    rows: readonly { id: string }[],
  ) {
    const { knex } = this.callboard;
    const found: any[] = await knex(table as Knex.TableDescriptor)
      .select('id', column)
      .whereIn(
        'id',
        rows.map(({ id }) => id),
      );
    return new Map(found.map(row => [row.id, row[column]]));
  }

  private async toItemRecords(
    who: PersonName,
    items: readonly WorkItem[],
    worklogs: readonly Worklog[],
  ): Promise<CountedRecord[]> {
    const starts = await this.readColumn('work_items', 'started_at', items);
    const logged = groupBy(worklogs, 'work_item_id');
    const joined = this.affiliations.getJoinedProjects(who);
    const toMs = (instant: string | null) =>
      instant === null ? null : Date.parse(instant);
    return items
      .filter(({ state_group }) => state_group !== 'triage')
      .map(item => {
        const axes = {
          STATES: [item.state_id],
          STATE_GROUPS: [item.state_group],
          LABELS: item.labels,
          ASSIGNEES: item.assignees,
          ESTIMATE_POINTS: [item.estimate_points],
          CYCLES: [item.cycle_id],
          MODULES: [item.module_id],
          PRIORITY: [item.priority],
          CREATED_BY: [item.created_by],
          SOURCE: [item.source],
          PROJECT: [item.project_id],
        };
        const completed_at = toMs(item.completed_at);
        return {
          axes: {
            ...axes,
            START_DATE: [item.start_date],
            TARGET_DATE: [item.target_date],
            CREATED_AT: [toMs(item.created_at)],
            COMPLETED_AT: [completed_at],
          },
          filters: {
            project_ids: axes.PROJECT,
            department_ids: item.assignees.flatMap(ref =>
              this.getDepartmentIds(ref),
            ),
            states: axes.STATES,
            state_groups: axes.STATE_GROUPS,
            labels: axes.LABELS,
            assignees: axes.ASSIGNEES,
            // A null filter value also matches the priority `none`.
            priority: item.priority === 'none' ? ['none', null] : axes.PRIORITY,
            cycles: axes.CYCLES,
            modules: axes.MODULES,
            created_by: axes.CREATED_BY,
            estimate_points: axes.ESTIMATE_POINTS,
            sources: axes.SOURCE,
          },
          people: item.assignees,
          estimate_points: item.estimate_points,
          estimate_minutes: item.estimate_time,
          logged_minutes: sumBy(logged[item.id] ?? [], 'duration_minutes'),
          started_at: toMs(readOptionalInstant(starts.get(item.id))),
          completed_at,
          isTimeVisible: joined.includes(item.project_id),
        };
      });
  }

  private async toTimeRecords(
    worklogs: readonly Worklog[],
  ): Promise<CountedRecord[]> {
    const departments = await this.readColumn(
      'worklogs',
      'department_id',
      worklogs,
    );
    return worklogs.map(worklog => {
      const axes = {
        PROJECT: [worklog.project_id],
        DEPARTMENT: [departments.get(worklog.id)],
        MEMBER: [worklog.logged_by],
        WORK_ITEM: [worklog.work_item_id],
        LOGGED_AT: [worklog.logged_at],
        ACTIVITY_TYPE: [worklog.activity_type],
        BILLABLE: [worklog.is_billable],
      };
      return {
        axes,
        filters: {
          project_ids: axes.PROJECT,
          department_ids: this.affiliations.selfAndAncestors.get(
            departments.get(worklog.id),
          )!,
          member_ids: axes.MEMBER,
          work_item_ids: axes.WORK_ITEM,
          activity_types: axes.ACTIVITY_TYPE,
          is_billable: axes.BILLABLE,
        },
        people: [worklog.logged_by],
        logged_minutes: worklog.duration_minutes,
        isTimeVisible: true,
      };
    });
  }

  private async toActivityRecords(
    rows: readonly Activity[],
  ): Promise<CountedRecord[]> {
    const projects = await this.readColumn('activity', 'project_id', rows);
    return rows.map(row => {
      const axes = {
        ACTION: [row.action],
        ENTITY_TYPE: [row.entity_type],
        USER: [row.user_id],
        DAY: [Date.parse(row.created_at)],
      };
      return {
        axes,
        filters: {
          project_ids: [projects.get(row.id)],
          department_ids: this.getDepartmentIds(row.user_id),
          actions: axes.ACTION,
          entity_types: axes.ENTITY_TYPE,
          user_ids: axes.USER,
        },
        people: [row.user_id],
        isTimeVisible: true,
      };
    });
  }

  /** The department of a person and its ancestors. */
  getDepartmentIds(user_ref: string): readonly string[] {
    return this.affiliations.selfAndAncestors.get(
      this.affiliations.departments.get(user_ref) ?? null,
    )!;
  }
}
