'use strict';

const { createHash } = require('node:crypto');
const { canonical } = require('./canonical');

const HASH_BYTES = 32;

/** The head before the first seal. */
const NO_HEAD = '0'.repeat(64);

/** The columns that lists show and seals cover. */
const SHOWN_COLUMNS = [
  'id',
  'workspace_id',
  'user_id',
  'user_name',
  'user_email',
  'action',
  'entity_type',
  'entity_id',
  'entity_label',
  'metadata',
  'changes',
  'created_at',
  'batch_id',
  'source',
  'ip',
  'request_id',
];

/** The columns that seals cover, but lists do not show. */
const HIDDEN_COLUMNS = ['project_id', 'visibility', 'is_detail', 'is_dated'];

const SEALED_COLUMNS = [...SHOWN_COLUMNS, ...HIDDEN_COLUMNS].sort();
const shownColumns = new Set(SHOWN_COLUMNS);

/** SHA-256 over bytes or a text in UTF-8. */
function sha256(data) {
  return createHash('sha256').update(data).digest();
}

/** Returns the hash of an exported row; undefined if its columns differ from the sealed ones. */
function hashRow(row, proof) {
  // The row has one more column: its proof.
  if (Object.keys(row).length !== SHOWN_COLUMNS.length + 1) {
    return undefined;
  }
  let text = '';
  for (const key of SEALED_COLUMNS) {
    const value = (shownColumns.has(key) ? row : proof)[key];
    if (value === undefined) {
      return undefined;
    }
    text += `${text && ','}"${key}":${canonical(value)}`;
  }
  return createHash('sha256')
    .update(Buffer.from(proof.salt, 'hex'))
    .update(`{${text}}`)
    .digest();
}

/** The head of a chain that ends with a seal. */
function computeHead({ head: _, ...content }) {
  return sha256(canonical(content)).toString('hex');
}

module.exports = { HASH_BYTES, NO_HEAD, hashRow, computeHead, sha256 };
