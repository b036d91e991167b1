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

/** A suitable table of counts with the breakdown to use. */
export type ChosenRollup = Rollup & { breakdown: number };

/** The rows that a table counts. */
export interface Counted {
  /** Only rows shared with many, by audience. */
  isShared: boolean;
  /** Only rows of one person. */
  isOfPerson: boolean;
}

/**
 * Returns the tables of counts that can group a selection by some dimensions, longest spans
 * first. Texts, single entities and details are in the log only.
 *
 * @param hasDaysOfUtc - whether days in the selection's zone equal UTC days
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
  const hasField = (name: 'action' | 'entity_type') =>
    filter[name] !== undefined ||
    anyOf?.[name] !== undefined ||
    dimensions.includes(name);
  const breakdown =
    (hasField('action') || filter.views === false ? BY_ACTION : 0) +
    (hasField('entity_type') ? BY_ENTITY_TYPE : 0);
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
