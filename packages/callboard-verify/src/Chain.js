'use strict';

const { createHash } = require('node:crypto');
const { HASH_BYTES, computeHead, NO_HEAD, sha256 } = require('./hashes');
const { Tampered, Unreadable } = require('./verificationErrors');

/** The size of an amendment: the position of a row in its seal (4 bytes), and its new hash. */
const AMENDMENT_BYTES = 4 + HASH_BYTES;

/**
 * The part of the chain of seals that has been read. A seal covers new rows, or it is a mark: it
 * records amendments of earlier seals, because some of their rows were deleted or erased.
 */
class Chain {
  /** @param {string | undefined} expectedHead - a head that the chain must contain */
  constructor(expectedHead) {
    this.expectedHead = expectedHead;
    this.isHeadFound = false;
    this.head = NO_HEAD;
    this.sealedUntil = null;
    /** For each seal: its number of rows, root and first id. Undefined for marks. */
    this.seals = [];
    /** By seal: the digests of the amendments in later marks. */
    this.digests = new Map();
    this.openMark = undefined;
  }

  /** The number of the last seal. */
  get number() {
    return this.seals.length;
  }

  add(seal) {
    const number = this.number + 1;
    if (seal.number !== number) {
      throw new Tampered(
        { id: null, kind: 'missing', segment: number },
        `Seal ${number} is missing.`,
      );
    }
    const isValid =
      seal.previous === this.head && computeHead(seal) === seal.head;
    if (seal.version !== 1 && isValid) {
      throw new Unreadable(
        `Seal ${number} has version ${seal.version}. Update @callboard/verify to read it.`,
      );
    }
    if (!isValid) {
      throw new Tampered(
        { id: seal.first_id ?? null, kind: 'changed', segment: number },
        `Seal ${number} or an earlier seal was changed.`,
      );
    }
    this.closeMark();
    this.head = seal.head;
    this.sealedUntil = seal.sealed_at;
    this.isHeadFound ||= seal.head === this.expectedHead;
    const coversRows = seal.kind === 'rows';
    this.seals.push(
      coversRows
        ? { rows: seal.rows, root: seal.root, firstId: seal.first_id }
        : undefined,
    );
    if (!coversRows) {
      this.openMark = { number, root: seal.root, hash: createHash('sha256') };
    }
  }

  /** Adds some or all amendments of a mark to the hash, which must equal the mark's root. */
  amend({ mark, segments, is_last }) {
    if (this.openMark?.number !== mark) {
      throw new Unreadable(
        `The amendments of seal ${mark} do not follow the seal. The file is damaged: download it again.`,
      );
    }
    for (const { segment, digest } of segments) {
      const number = Buffer.alloc(8);
      number.writeBigUInt64BE(BigInt(segment));
      this.openMark.hash.update(number).update(Buffer.from(digest, 'hex'));
      const segmentDigests = this.digests.get(segment) ?? [];
      segmentDigests.push({ mark, digest });
      this.digests.set(segment, segmentDigests);
    }
    if (is_last) {
      this.closeMark();
    }
  }

  /** Verifies the row hashes of a seal, and returns the current ones: zeros for deleted rows. */
  open({ segment, hashes: encodedHashes, amendments }) {
    this.closeMark();
    const seal = this.getSeal(segment);
    const hashes = Buffer.from(encodedHashes, 'base64');
    const changed = { id: seal.firstId, kind: 'changed', segment };
    if (
      hashes.length !== seal.rows * HASH_BYTES ||
      sha256(hashes).toString('hex') !== seal.root
    ) {
      throw new Tampered(
        changed,
        `The row hashes of seal ${segment} were changed after it was sealed.`,
      );
    }
    const expectedDigests = this.digests.get(segment) ?? [];
    const decodedAmendments = amendments.map(({ mark, amended }) => ({
      mark,
      bytes: Buffer.from(amended, 'base64'),
    }));
    const isValid =
      decodedAmendments.length === expectedDigests.length &&
      decodedAmendments.every(
        ({ mark, bytes }, index) =>
          mark === expectedDigests[index].mark &&
          sha256(bytes).toString('hex') === expectedDigests[index].digest,
      );
    if (!isValid) {
      throw new Tampered(
        changed,
        `The recorded deletions or erasures of rows of seal ${segment} were changed.`,
      );
    }
    decodedAmendments.forEach(({ bytes }) => applyAmendments(bytes, hashes));
    return hashes;
  }

  /** Returns the seal with a number, which must cover rows. */
  getSeal(segment) {
    const seal = this.seals[segment - 1];
    if (!seal) {
      throw new Tampered(
        { id: null, kind: 'missing', segment },
        `Seal ${segment} is missing or contains no rows.`,
      );
    }
    return seal;
  }

  /** Verifies that the chain contains the head that the caller has stored. */
  finish() {
    this.closeMark();
    if (this.expectedHead !== undefined && !this.isHeadFound) {
      throw new Tampered(
        { id: null, kind: 'missing', segment: null },
        'No seal has the hash given with --head. Either the seals were recreated, or the export ends before that seal.',
      );
    }
  }

  /** Verifies the amendments of the last mark, before the next record. */
  closeMark() {
    if (!this.openMark) {
      return;
    }
    const { number, root, hash } = this.openMark;
    this.openMark = undefined;
    if (hash.digest('hex') !== root) {
      throw new Tampered(
        { id: null, kind: 'changed', segment: number },
        `The deletions or erasures recorded in seal ${number} were changed.`,
      );
    }
  }
}

/** Overwrites hashes with amended ones, which are zeros for deleted rows. */
function applyAmendments(amended, hashes) {
  const lastStart = amended.length - AMENDMENT_BYTES;
  for (let start = 0; start <= lastStart; start += AMENDMENT_BYTES) {
    const position = amended.readUInt32BE(start);
    if ((position + 1) * HASH_BYTES <= hashes.length) {
      const hashStart = start + AMENDMENT_BYTES - HASH_BYTES;
      amended.copy(
        hashes,
        position * HASH_BYTES,
        hashStart,
        hashStart + HASH_BYTES,
      );
    }
  }
}

module.exports = { Chain };
