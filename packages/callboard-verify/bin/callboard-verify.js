#!/usr/bin/env node
'use strict';

const { run } = require('../src/run');

run(process.argv.slice(2), {
  stdin: process.stdin,
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
}).then(code => {
  process.exitCode = code;
});
