'use strict';

const { Chain } = require('./Chain');
const { Rows } = require('./Rows');
const { Tampered, Unreadable } = require('./verificationErrors');

const HOW_TO_EXPORT =
  'This file is not an export with proofs. Download one from GET /api/callboard/admin/activity/export.jsonl?proof=true';

/**
 * Verifies the lines of an export with proofs, as described in docs/integrity.md.
 *
 * @param lines - batches of lines, as texts or bytes without line ends
 * @param {{head?: string}} options - a head that the chain must contain
 * @returns the result, in the form of the server
 * @throws Unreadable if the lines are not a complete export with proofs
 */
async function verifyLines(lines, { head } = {}) {
  const chain = new Chain(head);
  const rows = new Rows(chain);
  const state = { number: 0, end: undefined };
  let firstBad = null;
  let message = null;
  try {
    for await (const batch of lines) {
      for (const line of batch) {
        state.number += 1;
        readLine(parse(line, state), { chain, rows, state });
      }
    }
    if (state.number === 0) {
      throw new Unreadable(HOW_TO_EXPORT);
    }
    if (!state.end) {
      throw new Unreadable('The file is incomplete. Download it again.');
    }
    chain.finish();
  } catch (error) {
    if (!(error instanceof Tampered)) {
      throw error;
    }
    ({ firstBad, message } = error);
  }
  return {
    ok: firstBad === null,
    rows_checked: rows.checked,
    segments_checked: rows.present.size,
    sealed_until: chain.sealedUntil,
    first_bad: firstBad,
    message,
    head: chain.number > 0 ? chain.head : null,
    seals: chain.number,
    rows_unsealed: rows.unsealed,
    rows_removed: Math.max(0, (state.end?.rows ?? rows.count) - rows.count),
    left_out: rows.listIncompleteSegments(),
  };
}

function parse(line, { number, end }) {
  if (end) {
    throw new Unreadable(
      `Line ${number} follows the end marker. Download the file again.`,
    );
  }
  try {
    const value = JSON.parse(line);
    if (value !== null && typeof value === 'object') {
      return value;
    }
  } catch {
    // Reported below.
  }
  throw new Unreadable(`Line ${number} is not a JSON object.`);
}

function readLine(value, { chain, rows, state }) {
  if (state.number === 1) {
    if (value.export?.version !== 1) {
      throw new Unreadable(
        value.export
          ? 'This export requires a newer version of @callboard/verify. Update it.'
          : HOW_TO_EXPORT,
      );
    }
    return;
  }
  try {
    if (value.proof !== undefined) {
      rows.check(value);
    } else if (value.hashes) {
      rows.open(value.hashes);
    } else if (value.seal) {
      chain.add(value.seal);
      if (value.seal.kind !== 'rows') {
        rows.clearHashes();
      }
    } else if (value.amended) {
      chain.amend(value.amended);
    } else if (value.end) {
      state.end = value.end;
    } else {
      throw new Unreadable(
        'Unknown line type. Update @callboard/verify or download the file again.',
      );
    }
  } catch (error) {
    if (error instanceof Tampered) {
      throw error;
    }
    throw new Unreadable(`Line ${state.number}: ${error.message}`);
  }
}

module.exports = { verifyLines };
