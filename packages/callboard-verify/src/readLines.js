'use strict';

const { Unreadable } = require('./verificationErrors');

const LF = 0x0a;

const MAX_LINE_BYTES = 64 * 1024 * 1024;

/**
 * Reads a stream of bytes as batches of lines. Only LF ends a line: texts may contain other
 * characters that Unicode defines as line ends.
 */
async function* readLines(stream) {
  let pending = [];
  let pendingBytes = 0;
  for await (const chunk of stream) {
    const last = chunk.lastIndexOf(LF);
    if (last < 0) {
      pending.push(chunk);
      pendingBytes += chunk.length;
      if (pendingBytes > MAX_LINE_BYTES) {
        throw new Unreadable(
          'A line is too long for an export. Check that the file is an unmodified export.',
        );
      }
      continue;
    }
    pending.push(chunk.subarray(0, last));
    const lines = Buffer.concat(pending).toString('utf8').split('\n');
    pending = [chunk.subarray(last + 1)];
    pendingBytes = pending[0].length;
    yield lines;
  }
  if (pendingBytes > 0) {
    yield [Buffer.concat(pending).toString('utf8')];
  }
}

module.exports = { readLines };
