/** What makes a portal one of several. */
import { replicasFolder } from '../paths.mjs';

/**
 * Variables of a replica's environment.
 *
 * @param connectionString of a PostgreSQL in which each plugin may make a
 *   database
 */
export function replicaSettings(connectionString) {
  return {
    APP_CONFIG_backend_database_client: 'pg',
    APP_CONFIG_backend_database_connection: connectionString,
    // The index is in PostgreSQL too: one of them fills it for all.
    APP_CONFIG_search_collators_catalog_schedule_scope: 'global',
    // By default a plugin that subscribes before the events plugin has come up
    // never hears of what happens on the other replicas.
    APP_CONFIG_events_useEventBus: 'always',
    // Between not being ready and not listening any more, so that the proxy has
    // noticed and what is under way comes to its end.
    APP_CONFIG_backend_lifecycle_serverShutdownDelay: JSON.stringify({
      seconds: 2,
    }),
    APP_CONFIG_demo_directory: replicasFolder,
  };
}
