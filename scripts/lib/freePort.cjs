'use strict';

const { createServer } = require('node:net');

/**
 * Returns a free port, chosen by the kernel: processes that start at the same time get different
 * ones.
 *
 * @returns {Promise<number>}
 */
function getFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

module.exports = { getFreePort };
