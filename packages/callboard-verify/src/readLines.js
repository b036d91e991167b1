'use strict';

const { Unreadable } = require('./verificationErrors');

const LF = 0x0a;

/** The maximum length of an export's line. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

/**
 * Reads a stream of bytes as batches of lines. Only LF ends a line: texts may contain other
 * characters that Unicode defines as line ends.
 */
async function* readLines(stream) {
  let rest = [];
  let restBytes = 0;
  for await (const chunk of stream) {
    const last = chunk.lastIndexOf(LF);
    if (last < 0) {
      rest.push(chunk);
      restBytes += chunk.length;
      if (restBytes > MAX_LINE_BYTES) {
        throw new Unreadable(
          'A line is too long for an export. Check that the file is an unmodified export.',
        );
      }
      continue;
    }
    rest.push(chunk.subarray(0, last));
    const lines = Buffer.concat(rest).toString('utf8').split('\n');
    rest = [chunk.subarray(last + 1)];
    restBytes = rest[0].length;
    yield lines;
  }
  if (restBytes > 0) {
    yield [Buffer.concat(rest).toString('utf8')];
  }
}

module.exports = { readLines };
