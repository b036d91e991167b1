'use strict';

/** Thrown where a file differs from what was sealed; says where, as the server does. */
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

module.exports = { Tampered };
