'use strict';

/**
 * Returns the canonical JSON of a value that JSON.parse has read.
 *
 * JSON.stringify writes numbers and texts as RFC 8785 requires. The remaining differences are the
 * order of keys, by their UTF-16 code units as JavaScript sorts, and the spaces.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
function canonical(value) {
  if (value === null || typeof value !== 'object') {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  const members = Object.keys(value)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(',')}}`;
}

module.exports = { canonical };
