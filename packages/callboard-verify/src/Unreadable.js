'use strict';

/** Thrown for a file that is not a complete export with proofs. */
class Unreadable extends Error {
  constructor(message) {
    super(message);
    this.name = 'Unreadable';
  }
}

module.exports = { Unreadable };
