import { DayRange } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { ProjectViewer } from '../../../../access/visibility/whereProjectVisible';
import {
  selectCountedProjects,
  ProjectQuery,
} from '../sources/selectCountedProjects';

/**
 * The days of the cycle that a query is about; undefined unless it is about exactly one, with
 * dates.
 */
export async function readCycleDays(
  knex: Knex,
  resolvedQuery: ProjectQuery,
  viewer: ProjectViewer,
): Promise<DayRange | undefined> {
  const { cycles = [] } = resolvedQuery.filters;
  const [id] = cycles;
  if (cycles.length !== 1 || id === null) {
    return undefined;
  }
  const cycle = await knex('work_cycles')
    .where({ id })
    .whereNull('deleted_at')
    .whereIn('project_id', selectCountedProjects(knex, resolvedQuery, viewer))
    .first('start_date', 'end_date');
  return cycle?.start_date && cycle.end_date
    ? { start: cycle.start_date, end: cycle.end_date }
    : undefined;
}
