'use strict';

const { createReadStream } = require('node:fs');
const { parseArgs } = require('node:util');
const { readLines } = require('./readLines');
const { formatReport } = require('./report');
const { Unreadable } = require('./verificationErrors');
const { verifyLines } = require('./verifyLines');

const USAGE = `Usage: npx @callboard/verify FILE [--head HEX] [--strict] [--json]

Checks an export of Callboard's activity log against its seals. FILE is what
GET /api/callboard/admin/activity/export.jsonl?proof=true returns; use - for standard input.

  --head HEX  a seal hash exported earlier; fails if the chain does not contain it
  --strict    also fail for unsealed rows and removed lines
  --json      print the result as JSON

Exit codes: 0 intact, 1 tampered with or failed because of --strict, 2 could not be checked.
`;

function parseCommand(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      head: { type: 'string' },
      strict: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const head = values.head?.toLowerCase();
  if (head !== undefined && !/^[0-9a-f]{64}$/.test(head)) {
    throw new Error('--head must be 64 hexadecimal digits.');
  }
  if (!values.help && positionals.length !== 1) {
    throw new Error('Pass exactly one file.');
  }
  return { ...values, head, file: positionals[0] };
}

/**
 * Runs the command.
 *
 * @param {string[]} args
 * @param {{stdin: NodeJS.ReadableStream, out: (text: string) => void, err: (text: string) => void}} io
 * @returns {Promise<number>} the exit code
 */
async function run(args, { stdin, out, err }) {
  let command;
  try {
    command = parseCommand(args);
  } catch (error) {
    err(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (command.help) {
    out(USAGE);
    return 0;
  }
  const { file, head, strict, json } = command;
  try {
    const stream =
      file === '-'
        ? stdin
        : createReadStream(file, { highWaterMark: 1024 * 1024 });
    const verification = await verifyLines(readLines(stream), { head });
    const failsStrict =
      strict &&
      (verification.rows_unsealed > 0 || verification.rows_removed > 0);
    const result = { ...verification, ok: verification.ok && !failsStrict };
    out(
      json
        ? `${JSON.stringify(result, null, 2)}\n`
        : formatReport(result, head),
    );
    return result.ok ? 0 : 1;
  } catch (error) {
    if (error instanceof Unreadable || error.code) {
      err(`${error.message}\n`);
      return 2;
    }
    throw error;
  }
}

module.exports = { run };
