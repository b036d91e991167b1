import { Knex } from 'knex';
import { readPeopleNames } from '../../../core/people/readPeopleNames';
import { readDepartmentHistories } from '../people/readDepartmentHistories';
import { WorklogOrigin } from './buildWorklog';

/** The fields of a worklog that depend only on the person it belongs to. */
export type WorklogOwner = Pick<
  WorklogOrigin,
  'logged_by' | 'logged_by_name' | 'departments'
>;

/** Loads the common fields of a person's new worklogs. */
export async function readEntryOwner(
  knex: Knex,
  workspace_id: string,
  logged_by: string,
): Promise<WorklogOwner> {
  const names = await readPeopleNames(knex, [logged_by]);
  const histories = await readDepartmentHistories(knex, workspace_id, [
    logged_by,
  ]);
  return {
    logged_by,
    logged_by_name: names.get(logged_by) ?? logged_by.split('/')[1],
    departments: histories.get(logged_by),
  };
}
