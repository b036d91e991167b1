import { InputError } from '@backstage/errors';
import { uuid, WorkItemFilters } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isKey } from '../resolveKeys';
import { Question } from '../Question';
import { workFilters } from '../sources/workFilters';
import { datesOfGroups } from './createdAndCompleted';
import { groupsOfCharts, SnapshotChart } from './groupsOfCharts';
import { HistoryQuestion } from './HistoryQuestion';
import { getLatestInstant, getHistoryMoments } from './getHistoryMoments';
import { whereInGroupsBefore } from './whereInGroupsBefore';

/** The items behind a number of a chart over time. */
export interface CountedItems {
  question: Question;
  filters: WorkItemFilters;
  /** Further restricts the items. */
  narrow?: (items: Knex.QueryBuilder) => void;
}

interface HistoryQuery {
  key?: string;
  group?: string;
}

/**
 * Returns the items behind a bucket, point or group of a chart over time; without a key, those of
 * the total.
 *
 * @throws InputError when it has no such key, or the group has no rows
 */
export function rowsOfHistory(
  knex: Knex,
  question: HistoryQuestion,
  query: HistoryQuery,
): CountedItems {
  const { chart } = question;
  switch (chart) {
    case 'created_vs_completed':
      return rowsOfDate(question, query);
    case 'cycle_time':
      return rowsOfTimes(question, query);
    default:
      return rowsOfMoment(knex, { ...question, chart }, query);
  }
}

function rowsOfDate(
  question: HistoryQuestion,
  { key, group = 'created' }: HistoryQuery,
): CountedItems {
  const { date } = requireGroup(datesOfGroups, group, question);
  requireBucket(question, key);
  const narrowed = {
    ...question,
    date,
    only: key === undefined ? [] : [{ axis: date, key }],
  };
  return {
    question: narrowed,
    filters: workFilters(narrowed, question.range),
  };
}

function rowsOfTimes(
  question: HistoryQuestion,
  { key, group }: HistoryQuery,
): CountedItems {
  if (group !== undefined) {
    throw new InputError('group is given, but the widget has no group');
  }
  if (key !== undefined && !uuid.safeParse(key).success) {
    throw new InputError('key is not the id of an item');
  }
  const narrowed = { ...question, date: 'COMPLETED_AT' as const };
  return {
    question: narrowed,
    filters: workFilters(narrowed, question.range),
    narrow: items => {
      if (key !== undefined) items.where('work_items.id', key);
    },
  };
}

function rowsOfMoment(
  knex: Knex,
  question: HistoryQuestion<SnapshotChart>,
  { key, group }: HistoryQuery,
): CountedItems {
  const { groups, counted } = groupsOfCharts[question.chart];
  const states =
    group === undefined
      ? counted
      : requireGroup(groups, group, question).states;
  requireBucket(question, key);
  const moments = getHistoryMoments(question);
  const moment = moments.find(each => each.key === key && !each.isToCome);
  const at =
    key === undefined ? getLatestInstant(moments, question) : moment?.at;
  return {
    question,
    // All items, whenever they were created.
    filters: workFilters(question, undefined),
    narrow: items => {
      if (at === undefined) {
        items.whereRaw('1 = 0');
      } else {
        whereInGroupsBefore(knex, items, states, at);
      }
    },
  };
}

function requireGroup<Group extends { key: string }>(
  groups: readonly Group[],
  query: string,
  { chart }: HistoryQuestion,
): Group {
  const group = groups.find(({ key }) => key === query);
  if (!group) {
    throw new InputError(`group is none of a ${chart} that counts items`);
  }
  return group;
}

function requireBucket(
  { chart, interval }: HistoryQuestion,
  key: string | undefined,
): void {
  // Its keys are dates.
  if (key !== undefined && !isKey('CREATED_AT', interval, key)) {
    throw new InputError(`key is not a ${interval} of a ${chart}`);
  }
}
