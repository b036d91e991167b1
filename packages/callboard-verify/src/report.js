'use strict';

/** The maximum number of incomplete segments that are listed. */
const MOST_SEGMENTS = 10;

const number = value => value.toLocaleString('en');

/** Formats the result of a verification as text. */
function report(found, wantedHead) {
  const lines = [];
  const { first_bad } = found;
  if (first_bad) {
    const { id, kind, segment } = first_bad;
    lines.push(
      `TAMPERED: ${found.message}`,
      `  row ${id ?? '-'}, ${kind}, segment ${segment ?? '-'}`,
    );
  }
  lines.push(
    `${number(found.rows_checked)} rows of ${number(
      found.segments_checked,
    )} segments are as they were sealed${first_bad ? ', up to there' : ''}.`,
  );
  if (found.rows_unsealed > 0) {
    lines.push(
      `${number(
        found.rows_unsealed,
      )} rows are not sealed yet: nothing proves them.`,
    );
  }
  if (found.rows_removed > 0) {
    lines.push(
      `${number(
        found.rows_removed,
      )} lines were removed since the export was made.`,
    );
  }
  if (!first_bad) {
    lines.push(
      ...leftOutLines(found.left_out),
      ...headLines(found, wantedHead),
    );
  }
  if (!first_bad && !found.ok) {
    lines.push('Refused, as --strict was asked for.');
  }
  return `${lines.join('\n')}\n`;
}

function leftOutLines(leftOut) {
  const lines = leftOut
    .slice(0, MOST_SEGMENTS)
    .map(
      ({ segment, rows, of }) =>
        `${number(rows)} of ${number(
          of,
        )} rows of segment ${segment} are in the file.`,
    );
  const more = leftOut.length - MOST_SEGMENTS;
  return more > 0
    ? [...lines, `So it is with ${number(more)} more segments.`]
    : lines;
}

function headLines({ head, seals, sealed_until }, wantedHead) {
  if (head === null) {
    return ['There is no seal yet.'];
  }
  return [
    `The chain has ${number(
      seals,
    )} seals, the last made at ${sealed_until}, with the head`,
    `  ${head}`,
    wantedHead
      ? 'The head that was asked for is in it.'
      : 'Compare it with one that somebody else holds: --head HEX.',
  ];
}

module.exports = { report };
