'use strict';

/** The maximum number of seals that are listed because rows of them are missing. */
const MAX_LISTED_SEGMENTS = 10;

const formatNumber = value => value.toLocaleString('en');

function formatReport(result, expectedHead) {
  const lines = [];
  const { first_bad } = result;
  if (first_bad) {
    const { id, kind, segment } = first_bad;
    lines.push(
      `TAMPERED: ${result.message}`,
      `  row ${id ?? '-'}, ${kind}, seal ${segment ?? '-'}`,
    );
  }
  lines.push(
    `${formatNumber(result.rows_checked)} rows of ${formatNumber(
      result.segments_checked,
    )} seals are unchanged${first_bad ? ', up to that point' : ''}.`,
  );
  if (result.rows_unsealed > 0) {
    lines.push(
      `${formatNumber(
        result.rows_unsealed,
      )} rows are not sealed yet and cannot be verified.`,
    );
  }
  if (result.rows_removed > 0) {
    lines.push(
      `${formatNumber(
        result.rows_removed,
      )} lines were removed from the file after the export.`,
    );
  }
  if (!first_bad) {
    lines.push(
      ...formatIncompleteSegments(result.left_out),
      ...formatHead(result, expectedHead),
    );
  }
  if (!first_bad && !result.ok) {
    lines.push('Failed because of --strict.');
  }
  return `${lines.join('\n')}\n`;
}

function formatIncompleteSegments(incompleteSegments) {
  const lines = incompleteSegments
    .slice(0, MAX_LISTED_SEGMENTS)
    .map(
      ({ segment, rows, of }) =>
        `${formatNumber(rows)} of ${formatNumber(
          of,
        )} rows of seal ${segment} are in the file.`,
    );
  const more = incompleteSegments.length - MAX_LISTED_SEGMENTS;
  return more > 0
    ? [
        ...lines,
        `Rows of ${formatNumber(
          more,
        )} more seals are also missing from the file.`,
      ]
    : lines;
}

function formatHead({ head, seals, sealed_until }, expectedHead) {
  if (head === null) {
    return ['The log has no seals yet.'];
  }
  return [
    `The chain has ${formatNumber(
      seals,
    )} seals. The last one was created at ${sealed_until} and has this hash:`,
    `  ${head}`,
    expectedHead
      ? 'The chain contains the hash given with --head.'
      : 'To compare it with a hash exported earlier, pass --head HEX.',
  ];
}

module.exports = { formatReport };
