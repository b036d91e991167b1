/**
 * Preloaded into a backend: resolves `@callboard/` packages to the folder `CALLBOARD_PACKAGES`,
 * also for the platform, which finds the migrations by the name of their package.
 */
'use strict';

const Module = require('node:module');

const paths = [process.env.CALLBOARD_PACKAGES];
const resolveFilename = Module._resolveFilename;

Module._resolveFilename = function resolve(request, parent, isMain, options) {
  return resolveFilename.call(
    this,
    request,
    parent,
    isMain,
    request.startsWith('@callboard/') ? { ...options, paths } : options,
  );
};
