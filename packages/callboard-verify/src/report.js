'use strict';

/** The maximum number of incomplete segments that are listed. */
const MAX_LISTED_SEGMENTS = 10;

const formatNumber = value => value.toLocaleString('en');

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
    `${formatNumber(found.rows_checked)} rows of ${formatNumber(
      found.segments_checked,
    )} seals are unchanged${first_bad ? ', up to that point' : ''}.`,
  );
  if (found.rows_unsealed > 0) {
    lines.push(
      `${formatNumber(
        found.rows_unsealed,
      )} rows are not sealed yet and cannot be verified.`,
    );
  }
  if (found.rows_removed > 0) {
    lines.push(
      `${formatNumber(
        found.rows_removed,
      )} lines were removed from the file after the export.`,
    );
  }
  if (!first_bad) {
    lines.push(
      ...formatIncompleteSegments(found.left_out),
      ...formatHead(found, wantedHead),
    );
  }
  if (!first_bad && !found.ok) {
    lines.push('Failed because of --strict.');
  }
  return `${lines.join('\n')}\n`;
}

function formatIncompleteSegments(leftOut) {
  const lines = leftOut
    .slice(0, MAX_LISTED_SEGMENTS)
    .map(
      ({ segment, rows, of }) =>
        `${formatNumber(rows)} of ${formatNumber(
          of,
        )} rows of seal ${segment} are in the file.`,
    );
  const more = leftOut.length - MAX_LISTED_SEGMENTS;
  return more > 0
    ? [
        ...lines,
        `Rows of ${formatNumber(
          more,
        )} more seals are also missing from the file.`,
      ]
    : lines;
}

function formatHead({ head, seals, sealed_until }, wantedHead) {
  if (head === null) {
    return ['The log has no seals yet.'];
  }
  return [
    `The chain has ${formatNumber(
      seals,
    )} seals. The last one was created at ${sealed_until} and has this hash:`,
    `  ${head}`,
    wantedHead
      ? 'The chain contains the hash given with --head.'
      : 'To compare it with a hash exported earlier, pass --head HEX.',
  ];
}

module.exports = { report };
