/** The settings that make a portal one of several replicas. */
import { replicasFolder } from '../paths.mjs';

/**
 * Returns environment variables of a replica.
 *
 * @param connectionString of a PostgreSQL server on which each plugin may create a database
 */
export function createReplicaSettings(connectionString) {
  return {
    APP_CONFIG_backend_database_client: 'pg',
    APP_CONFIG_backend_database_connection: connectionString,
    // The search index is in PostgreSQL, so one replica fills it for all replicas.
    APP_CONFIG_search_collators_catalog_schedule_scope: 'global',
    // By default a plugin that subscribes before the events plugin has started
    // never receives events of the other replicas.
    APP_CONFIG_events_useEventBus: 'always',
    // During shutdown, a replica reports that it is not ready, but listens for two more seconds.
    // Meanwhile, the proxy notices this, and running requests end.
    APP_CONFIG_backend_lifecycle_serverShutdownDelay: JSON.stringify({
      seconds: 2,
    }),
    APP_CONFIG_demo_directory: replicasFolder,
  };
}
