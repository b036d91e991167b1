'use strict';

/** Thrown if a file differs from the sealed data; names the position, as the server does. */
class Tampered extends Error {
  /**
   * @param {{id: string | null, kind: 'changed' | 'missing' | 'added', segment: number | null}} firstBad
   * @param {string} message
   */
  constructor(firstBad, message) {
    super(message);
    this.name = 'Tampered';
    this.firstBad = firstBad;
  }
}

/** Thrown for a file that is not a complete export with proofs. */
class Unreadable extends Error {
  constructor(message) {
    super(message);
    this.name = 'Unreadable';
  }
}

module.exports = { Tampered, Unreadable };
