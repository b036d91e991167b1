/**
 * Jest's `globalSetup` for packages whose tests run on PostgreSQL.
 *
 * It belongs in the `jest` block of each such package. The Backstage CLI merges that block into
 * the package's jest config, and passes `globalSetup` and `globalTeardown` on in both of its modes:
 * `backstage-cli package test` makes them the config of the run, `backstage-cli repo test` the config
 * of the package's project. Jest runs each distinct path once per run, however many projects name it,
 * and only if a project that names it has tests in the run. Workers are forked afterwards and
 * inherit the environment set here.
 */
'use strict';

const { startPostgres } = require('./postgres.cjs');

const CONNECTION = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/**
 * The folder of the server's socket. Over it, a query takes two thirds of the time that it takes
 * over TCP.
 */
const SOCKETS = 'CALLBOARD_TEST_POSTGRES_SOCKETS';

module.exports = async () => {
  // Without a connection string the test utils would search for a Docker daemon.
  process.env.BACKSTAGE_TEST_DISABLE_DOCKER ??= '1';
  if (process.env[CONNECTION]) return;
  try {
    const postgres = await startPostgres();
    process.env[CONNECTION] = postgres.connectionString;
    process.env[SOCKETS] = postgres.home;
    globalThis.callboardPostgres = postgres;
  } catch (error) {
    // Silently skipping half of the tests would look like success.
    if (process.env.CALLBOARD_ALLOW_NO_POSTGRES !== '1') {
      throw new Error(
        `${error.message}\nSet ${CONNECTION} to your own server, or CALLBOARD_ALLOW_NO_POSTGRES=1 to test on SQLite only.`,
      );
    }
    process.stderr.write(
      `PostgreSQL tests SKIPPED (CALLBOARD_ALLOW_NO_POSTGRES=1): ${error.message}\n`,
    );
  }
};

module.exports.CONNECTION = CONNECTION;
