'use strict';

const { HASH_BYTES, hashRow } = require('./hashes');
const { Tampered, Unreadable } = require('./verificationErrors');

/** The number of seals whose hashes are cached. The export repeats others where rows need them. */
const MAX_CACHED_SEGMENTS = 256;

const DELETED_HASH = Buffer.alloc(HASH_BYTES);

/** The rows of an export that have been read. */
class Rows {
  constructor(chain) {
    this.chain = chain;
    this.hashes = new Map();
    this.checked = 0;
    this.unsealed = 0;
    /** By number of a seal (`segment`): the number of its rows in the file. */
    this.counts = new Map();
    /** By number of a seal: the number of its rows that were not deleted from the log. */
    this.present = new Map();
    this.lastId = undefined;
  }

  get count() {
    return this.checked + this.unsealed;
  }

  /** Verifies and caches the hashes of a seal, whose rows follow. */
  open(line) {
    const { segment } = line;
    const hashes = this.chain.open(line);
    this.hashes.delete(segment);
    this.hashes.set(segment, hashes);
    this.present.set(segment, countPresent(hashes));
    if (this.hashes.size > MAX_CACHED_SEGMENTS) {
      this.hashes.delete(this.hashes.keys().next().value);
    }
  }

  /** Clears the cache, because a mark may have amended hashes. */
  clearHashes() {
    this.hashes.clear();
  }

  check(row) {
    const { id, proof } = row;
    if (typeof id !== 'string') {
      throw new Unreadable(
        'A row has no id. The file is damaged: download it again.',
      );
    }
    if (this.lastId !== undefined && id >= this.lastId) {
      throw new Tampered(
        { id, kind: 'added', segment: proof?.segment ?? null },
        `Row ${id} is duplicated or out of order.`,
      );
    }
    this.lastId = id;
    if (proof === null) {
      this.unsealed += 1;
      return;
    }
    this.checkProof(row);
    this.checked += 1;
    const { segment } = proof;
    this.counts.set(segment, (this.counts.get(segment) ?? 0) + 1);
  }

  /** Lists the seals of which the file contains some rows, but not all. */
  listIncompleteSegments() {
    return [...this.counts]
      .map(([segment, rows]) => ({
        segment,
        rows,
        of: this.present.get(segment),
      }))
      .filter(({ rows, of }) => rows < of)
      .sort((a, b) => a.segment - b.segment);
  }

  checkProof(row) {
    const { id, proof } = row;
    const { segment, place, salt } = proof;
    this.chain.getSeal(segment);
    const added = { id, kind: 'added', segment };
    if (place === null) {
      throw new Tampered(
        added,
        `Row ${id} was inserted after its seal was created.`,
      );
    }
    const hashes = this.hashes.get(segment);
    if (!hashes) {
      throw new Tampered(
        { id: null, kind: 'missing', segment },
        `The row hashes of seal ${segment} are missing.`,
      );
    }
    const sealed = hashes.subarray(
      place * HASH_BYTES,
      (place + 1) * HASH_BYTES,
    );
    if (sealed.equals(DELETED_HASH)) {
      throw new Tampered(added, `Row ${id} was deleted and inserted again.`);
    }
    const isValid =
      typeof salt === 'string' && hashRow(row, proof)?.equals(sealed);
    if (!isValid) {
      throw new Tampered(
        { id, kind: 'changed', segment },
        `Row ${id} was changed after it was sealed.`,
      );
    }
  }
}

function countPresent(hashes) {
  let count = 0;
  for (let at = 0; at < hashes.length; at += HASH_BYTES) {
    if (!hashes.subarray(at, at + HASH_BYTES).equals(DELETED_HASH)) {
      count += 1;
    }
  }
  return count;
}

module.exports = { Rows };
