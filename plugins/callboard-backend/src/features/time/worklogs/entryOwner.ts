import { Knex } from 'knex';
import { readPeopleNames } from '../../../core/people/readPeopleNames';
import { departmentHistories } from '../people/departmentHistories';
import { WorklogOrigin } from './newWorklog';

/** The fields of a worklog that depend only on the person it belongs to. */
export type EntryOwner = Pick<
  WorklogOrigin,
  'logged_by' | 'logged_by_name' | 'departments'
>;

/** Loads the common fields of a person's new worklogs. */
export async function entryOwner(
  knex: Knex,
  workspace_id: string,
  logged_by: string,
): Promise<EntryOwner> {
  const names = await readPeopleNames(knex, [logged_by]);
  const histories = await departmentHistories(knex, workspace_id, [logged_by]);
  return {
    logged_by,
    logged_by_name: names.get(logged_by) ?? logged_by.split('/')[1],
    departments: histories.get(logged_by),
  };
}
