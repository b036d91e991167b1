/**
 * The databases of a portal that a test starts: in memory, and closed when the portal stops. The
 * platform leaves SQLite databases open, and a timer of each prevents the jest worker from ending.
 */
'use strict';

// Dependencies of the packages whose tests use this file.
/* eslint-disable import/no-extraneous-dependencies */
const {
  coreServices,
  createServiceFactory,
} = require('@backstage/backend-plugin-api');
const { knex: createKnex } = require('knex');
/* eslint-enable import/no-extraneous-dependencies */

function openInMemory() {
  return createKnex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: {
      afterCreate(connection, done) {
        // As in a portal.
        connection.pragma('foreign_keys = ON');
        done(null, connection);
      },
    },
  });
}

function createDatabaseFactory(clients = {}) {
  const { pluginMetadata, rootLifecycle } = coreServices;
  return createServiceFactory({
    service: coreServices.database,
    deps: { pluginMetadata, rootLifecycle },
    factory(deps) {
      const existing = clients[deps.pluginMetadata.getId()];
      if (existing) return { getClient: async () => existing };
      const client = openInMemory();
      // The root's hook runs after the hooks of the plugins, which use the client until they stop.
      deps.rootLifecycle.addShutdownHook(() => client.destroy());
      return { getClient: async () => client };
    },
  });
}

module.exports = { createDatabaseFactory };
