/** Jest's `globalTeardown`: stops the server that postgresSetup.cjs started, and only that one. */
'use strict';

const { CONNECTION } = require('./postgresSetup.cjs');

module.exports = async () => {
  const postgres = globalThis.callboardPostgres;
  if (!postgres) return;
  delete globalThis.callboardPostgres;
  delete process.env[CONNECTION];
  await postgres.stop();
};
