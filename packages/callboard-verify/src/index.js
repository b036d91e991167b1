'use strict';

const { verifyLines } = require('./verifyLines');
const { canonical } = require('./canonical');

module.exports = { canonical, verifyLines };
