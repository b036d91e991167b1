import { ServiceFactory } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/**
 * Gives each plugin of a portal a database in memory, which is closed when the portal stops.
 *
 * @param clients - databases that the test has opened, by the id of the plugin to use them
 */
export function createDatabaseFactory(
  clients?: Record<string, Knex>,
): ServiceFactory;
