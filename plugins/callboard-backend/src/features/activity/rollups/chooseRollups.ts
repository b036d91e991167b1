import { GroupByDimension } from '@callboard/plugin-callboard-common';
import { ActivitySelection } from '../selectActivity';
import {
  BY_ACTION,
  BY_ENTITY_TYPE,
  days,
  personDays,
  quarterHours,
  Rollup,
  sharedDays,
  sharedPersonDays,
  sharedQuarterHours,
} from './rollups';

/** A table of counts that can answer, and which of its breakdowns. */
export type ChosenRollup = Rollup & { breakdown: number };

/** Whose rows are counted. */
export interface Counted {
  /** Only what is shared, by who shares it. */
  isShared: boolean;
  /** Only one person's. */
  isOfPerson: boolean;
}

/**
 * The tables of counts that can group a selection by some dimensions, those of
 * longer spans first: texts, single things and details are in the log only.
 *
 * @param hasDaysOfUtc - whether the days of the selection's zone are UTC's
 */
export function chooseRollups(
  { scope, filter, anyOf, asOf }: ActivitySelection,
  dimensions: readonly GroupByDimension[],
  hasDaysOfUtc: boolean,
  { isShared, isOfPerson }: Counted,
): ChosenRollup[] {
  const isInLogOnly =
    filter.details ||
    asOf !== undefined ||
    filter.id !== undefined ||
    filter.q !== undefined ||
    filter.entity_id !== undefined ||
    filter.about !== undefined ||
    anyOf?.id !== undefined ||
    anyOf?.project_id !== undefined ||
    filter.batch_id !== undefined;
  if (isInLogOnly) {
    return [];
  }
  const isBy = (name: 'action' | 'entity_type') =>
    filter[name] !== undefined ||
    anyOf?.[name] !== undefined ||
    dimensions.includes(name);
  const breakdown =
    (isBy('action') || filter.views === false ? BY_ACTION : 0) +
    (isBy('entity_type') ? BY_ENTITY_TYPE : 0);
  const isByPerson =
    isOfPerson ||
    scope.kind === 'person' ||
    filter.user_id !== undefined ||
    anyOf?.user_id !== undefined ||
    anyOf?.not_user_id !== undefined ||
    dimensions.includes('user');
  const isByLocalDay =
    !hasDaysOfUtc &&
    (dimensions.includes('date') || dimensions.includes('week'));
  const ofAll = isByPerson ? [personDays] : [days, quarterHours];
  const ofShared = isByPerson
    ? [sharedPersonDays]
    : [sharedDays, sharedQuarterHours];
  return (isShared ? ofShared : ofAll)
    .filter(({ spanMs }) => !isByLocalDay || spanMs < days.spanMs)
    .map(rollup => ({ ...rollup, breakdown }));
}
