import {
  Analytics,
  AnalyticsTab,
  ComparedNumber,
  DayRange,
  Interval,
  MAX_BUCKETS,
  NO_VALUE,
  NumberAxisName,
  NumberWish,
  WidgetConfig,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { pick } from 'lodash';
import { Onlooker } from '../../../access/Caller';
import { Clock } from '../../../clock';
import { viewerOf } from '../../../core/projects/whereProjectVisible';
import { OPEN_GROUPS } from '../../work/overview/openGroups';
import { timeViewerOf } from '../../time/worklogs/whereTimeVisible';
import { daysBetween } from '../../time/rules/workingDays';
import { bucketsOf } from '../numbers/buckets';
import { namesOfKeys } from '../numbers/namesOfKeys';
import { Question } from '../numbers/Question';
import { AskedFor, questionOf } from '../numbers/questionOf';
import { AnalyticsReadModel } from './AnalyticsReadModel';
import { Comparison } from './Comparison';

/** A tab tells no more people or projects. */
const MOST_TOLD = 200;

const work = { source: 'work_items', metric: 'count' } as const;
const completed = {
  source: 'work_items',
  metric: 'throughput',
  date: 'COMPLETED_AT',
} as const;
const logged = { source: 'time', metric: 'logged_minutes' } as const;

/** A question that only its range is taken of. */
const plain: NumberWish = {
  ...work,
  chart_type: 'number',
  x_axis: null,
  group_by: null,
  interval: 'day',
};

const nothing: ComparedNumber = { count: 0, filter_count: null };

/** Everything a tab needs to build its answer. */
interface Asking {
  asker: Onlooker;
  question: Question;
  numbers: Comparison;
}

/** The numbers of a workspace, beside those of the days before. */
export class AnalyticsService {
  constructor(private readonly deps: { knex: Knex; clock: Clock }) {}

  /**
   * What a tab tells somebody.
   *
   * @param config - of a widget that shows it
   */
  async answer<Tab extends AnalyticsTab>(
    asker: Onlooker,
    tab: Tab,
    wanted: AskedFor,
    config?: Pick<WidgetConfig, 'date_range' | 'filters'>,
  ): Promise<Extract<Analytics, { tab: Tab }>>;
  async answer(
    asker: Onlooker,
    tab: AnalyticsTab,
    wanted: AskedFor,
    config: Pick<WidgetConfig, 'date_range' | 'filters'> = {},
  ): Promise<Analytics> {
    const { knex, clock } = this.deps;
    const now = clock.now();
    const asked = questionOf(asker.workspace, plain, config, { wanted, now });
    const question = {
      ...asked,
      // Those of people are of both sources.
      filters: pick(asked.filters, ['project_ids', 'department_ids']),
      interval: intervalOf(asked.range),
    };
    const viewer = { work: viewerOf(asker), time: timeViewerOf(asker) };
    const asking = {
      ...{ asker, question },
      numbers: new Comparison(knex, question, viewer),
    };
    const common = {
      range: question.range ?? null,
      previous_range: question.previous ?? null,
      computed_at: new Date(now).toISOString(),
    };
    switch (tab) {
      case 'work-items':
        return { tab, ...(await this.work(asking)), ...common };
      case 'people':
        return { tab, ...(await this.people(asking)), ...common };
      case 'time':
        return { tab, ...(await this.time(asking)), ...common };
      default:
        return { tab, ...(await this.overview(asking)), ...common };
    }
  }

  private async overview({ asker, question, numbers }: Asking) {
    const readModel = new AnalyticsReadModel(this.deps.knex);
    const viewer = viewerOf(asker);
    const wanted = { ...question, project_ids: question.filters.project_ids };
    return {
      projects: await readModel.count('projects', wanted, viewer),
      members: await readModel.count('members', wanted, viewer),
      work_items: await numbers.total(work),
      completed: await numbers.total(completed),
      cycles: await readModel.count('cycles', wanted, viewer),
      modules: await readModel.count('modules', wanted, viewer),
      logged_minutes: await numbers.total(logged),
    };
  }

  private async work({ question, numbers }: Asking) {
    const parts = {
      created: await numbers.by('PROJECT', work),
      completed: await numbers.by('PROJECT', completed),
      started: await numbers.by('PROJECT', {
        ...work,
        filters: { state_groups: ['started'] },
      }),
      overdue: await numbers.by('PROJECT', {
        ...work,
        metric: 'overdue',
        date: 'TARGET_DATE',
        filters: { state_groups: [...OPEN_GROUPS] },
      }),
    };
    const { told, truncated } = await this.table('PROJECT', parts);
    const made = await numbers.over('CREATED_AT', work);
    const done = await numbers.over('COMPLETED_AT', completed);
    return {
      projects: told.map(({ key, ...project }) => ({
        project_id: key,
        ...project,
      })),
      truncated,
      over_time: keysOf(question, [made, done]).map(key => ({
        key,
        created: made.get(key) ?? 0,
        completed: done.get(key) ?? 0,
      })),
      interval: question.interval,
    };
  }

  private async people({ numbers }: Asking) {
    const { told, truncated } = await this.table('MEMBER', {
      assigned: await numbers.by('ASSIGNEES', work),
      completed: await numbers.by('ASSIGNEES', completed),
      logged_minutes: await numbers.by('MEMBER', logged),
    });
    const people = told.map(({ key, ...person }) => ({
      user_ref: key,
      ...person,
    }));
    return { people, truncated };
  }

  private async time({ question, numbers }: Asking) {
    const projects = await this.table('PROJECT', {
      logged_minutes: await numbers.by('PROJECT', logged),
    });
    const types = await numbers.by('ACTIVITY_TYPE', logged);
    const minutes = await numbers.over('LOGGED_AT', logged);
    return {
      logged_minutes: await numbers.total(logged),
      billable_minutes: await numbers.total({
        ...logged,
        filters: { is_billable: [true] },
      }),
      people: await numbers.total({ ...logged, metric: 'people' }),
      projects: projects.told.map(({ key, ...project }) => ({
        project_id: key,
        ...project,
      })),
      activity_types: [...types]
        .sort(([, one], [, other]) => other.count - one.count)
        .map(([type, logged_minutes]) => ({
          activity_type: type === NO_VALUE ? null : type,
          logged_minutes,
        })),
      truncated: projects.truncated,
      over_time: keysOf(question, [minutes]).map(key => ({
        key,
        logged_minutes: minutes.get(key) ?? 0,
      })),
      interval: question.interval,
    };
  }

  /** The rows that several numbers by the same key make, the largest first. */
  private async table<Column extends string>(
    axis: NumberAxisName,
    columns: Record<Column, ReadonlyMap<string, ComparedNumber>>,
  ) {
    const maps = Object.values(columns) as Array<
      ReadonlyMap<string, ComparedNumber>
    >;
    const keys = new Set(maps.flatMap(map => [...map.keys()]));
    keys.delete(NO_VALUE);
    const sumOf = (key: string) =>
      maps.reduce((sum, map) => sum + (map.get(key)?.count ?? 0), 0);
    const order = [...keys].sort(
      (one, other) => sumOf(other) - sumOf(one) || (one < other ? -1 : 1),
    );
    const shown = order.slice(0, MOST_TOLD);
    const names = await namesOfKeys(this.deps.knex, axis, shown);
    const told = shown.map(key => ({
      key,
      name: names.get(key)?.name ?? key,
      ...(Object.fromEntries(
        Object.entries(columns).map(([column, map]) => [
          column,
          (map as ReadonlyMap<string, ComparedNumber>).get(key) ??
            noneLike(maps),
        ]),
      ) as Record<Column, ComparedNumber>),
    }));
    return { told, truncated: shown.length < order.length };
  }
}

/** Zero, compared with the days before where others are. */
function noneLike(
  maps: ReadonlyArray<ReadonlyMap<string, ComparedNumber>>,
): ComparedNumber {
  const [some] = maps.flatMap(map => [...map.values()]);
  return some?.filter_count === null ? nothing : { count: 0, filter_count: 0 };
}

/** So that a chart has some ten to some dozens of points. */
function intervalOf(range: DayRange | undefined): Interval {
  const days = range ? daysBetween(range.start, range.end) : Infinity;
  if (days <= 31) {
    return 'day';
  }
  return days <= 190 ? 'week' : 'month';
}

/** The buckets of a range; without one, those in which there is something. */
function keysOf(
  question: Question,
  values: ReadonlyArray<ReadonlyMap<string, number>>,
): string[] {
  return question.range
    ? bucketsOf(question.range, question, MAX_BUCKETS)
    : [...new Set(values.flatMap(map => [...map.keys()]))].sort();
}
