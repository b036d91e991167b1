import { loadBackend } from './backend.mjs';

const { newId } = loadBackend('database/ids');

/**
 * Adds an empty workspace.
 *
 * @param id - a new one by default
 * @returns its id
 */
export async function insertWorkspace(knex, id = newId(Date.now())) {
  await knex('workspaces').insert({
    id,
    slug: id,
    name: 'Bench',
    timezone: 'UTC',
    week_start: 1,
    settings: '{}',
    version: 1,
    created_at: new Date(),
    updated_at: new Date(),
  });
  return id;
}
