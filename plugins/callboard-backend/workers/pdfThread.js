/** Draws PDFs on a separate thread. */
'use strict';

const { workerData } = require('piscina');

// Modules are TypeScript in development, and compiled JavaScript in a release.
if (workerData.module.endsWith('.ts')) {
  // eslint-disable-next-line @backstage/no-undeclared-imports -- a development dependency
  require('@backstage/cli/config/nodeTransform.cjs');
}

module.exports = async task => {
  const { PdfRenderer } = require(workerData.module);
  const loaded = await PdfRenderer.loadDashboardPdf();
  // In development, a module that is imported dynamically has its exports in `default`.
  const { renderPdf } = loaded.default ?? loaded;
  return renderPdf(task);
};
