/**
 * Preloaded into a backend: resolves `@callboard/` packages to the folder `CALLBOARD_PACKAGES`,
 * also for the platform, which finds the migrations by the name of their package.
 */
'use strict';

const Module = require('node:module');
const path = require('node:path');

const paths = [process.env.CALLBOARD_PACKAGES];
const sources = path.resolve(__dirname, '../../plugins') + path.sep;
const resolveFilename = Module._resolveFilename;

Module._resolveFilename = function resolve(request, parent, isMain, options) {
  const file = resolveFilename.call(
    this,
    request,
    parent,
    isMain,
    request.startsWith('@callboard/') ? { ...options, paths } : options,
  );
  if (file.startsWith(sources)) {
    throw new Error(`${file} is not part of the release`);
  }
  return file;
};
