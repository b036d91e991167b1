import { Knex } from 'knex';

/** Reads the names of a project's states, labels, cycles and modules, by id. */
export async function readSettingNames(
  knex: Knex,
  project_id: string,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const tables = ['work_states', 'work_labels', 'work_cycles', 'work_modules'];
  for (const table of tables) {
    const rows = await knex(table).select('id', 'name').where({ project_id });
    rows.forEach(({ id, name }) => names.set(id, name));
  }
  return names;
}
