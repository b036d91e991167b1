import { ServiceFactory } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/**
 * Gives each plugin of a portal a database in memory, which is closed when the portal stops.
 *
 * @param clients - databases of the test itself, by the plugin that uses them
 */
export function createDatabaseFactory(
  clients?: Record<string, Knex>,
): ServiceFactory;
