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
      `  row ${id ?? '-'}, ${kind}, seal ${segment ?? '-'}`,
    );
  }
  lines.push(
    `${number(found.rows_checked)} rows of ${number(
      found.segments_checked,
    )} seals are unchanged${first_bad ? ', up to that point' : ''}.`,
  );
  if (found.rows_unsealed > 0) {
    lines.push(
      `${number(
        found.rows_unsealed,
      )} rows are not sealed yet and cannot be verified.`,
    );
  }
  if (found.rows_removed > 0) {
    lines.push(
      `${number(
        found.rows_removed,
      )} lines were removed from the file after the export.`,
    );
  }
  if (!first_bad) {
    lines.push(
      ...leftOutLines(found.left_out),
      ...headLines(found, wantedHead),
    );
  }
  if (!first_bad && !found.ok) {
    lines.push('Failed because of --strict.');
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
        )} rows of seal ${segment} are in the file.`,
    );
  const more = leftOut.length - MOST_SEGMENTS;
  return more > 0
    ? [
        ...lines,
        `Rows of ${number(more)} more seals are also missing from the file.`,
      ]
    : lines;
}

function headLines({ head, seals, sealed_until }, wantedHead) {
  if (head === null) {
    return ['The log has no seals yet.'];
  }
  return [
    `The chain has ${number(
      seals,
    )} seals. The last one was created at ${sealed_until} and has this hash:`,
    `  ${head}`,
    wantedHead
      ? 'The chain contains the hash given with --head.'
      : 'To compare it with a hash exported earlier, pass --head HEX.',
  ];
}

module.exports = { report };
