/** A figure is something measured beside its bound. */

/** @param unit - 'ms', '×', '/s', 'MB', 'KB', '%' or nothing */
export const atMost = (limit, unit = '') => ({ kind: 'atMost', limit, unit });
export const atLeast = (limit, unit = '') => ({ kind: 'atLeast', limit, unit });
/** For counts and words that are right or wrong. */
export const equals = limit => ({ kind: 'equals', limit, unit: '' });

/** How much of its bound a figure takes up: more than 1 is too much. */
function shareOf({ measured, bound: { kind, limit } }) {
  if (typeof limit === 'number' && !Number.isFinite(measured)) return Infinity;
  if (kind === 'atMost' && measured <= 0) return 0;
  if (kind === 'atMost') return measured / limit;
  if (kind === 'atLeast') return limit / measured;
  return measured === limit ? 1 : Infinity;
}

/** Not a number, or nothing, is not within any bound. */
export const isKept = figure => shareOf(figure) <= 1;

const signs = { atMost: '≤ ', atLeast: '≥ ', equals: '' };
const decimals = { '×': 2, ms: 1, KB: 1, '%': 1, s: 1, 'per s': 1 };

function format(value, unit) {
  if (typeof value !== 'number') return String(value);
  const digits = value < 100 ? decimals[unit] ?? 0 : 0;
  const text = value.toLocaleString('en', { maximumFractionDigits: digits });
  return unit === '/s' || unit === '' ? text + unit : `${text} ${unit}`;
}

export const formatBound = ({ kind, limit, unit }) =>
  signs[kind] + format(limit, unit);

export function formatMeasured(figure) {
  const text = format(figure.measured, figure.bound.unit);
  if (isKept(figure)) return text;
  return `${text} **${figure.bound.kind === 'atLeast' ? 'under' : 'over'}**`;
}

/** The worst figure of each group, with how many of the group are within their bounds. */
export function summarise(figures) {
  const groups = new Map();
  for (const figure of figures) {
    const name = figure.group ?? figure.name;
    groups.set(name, [...(groups.get(name) ?? []), figure]);
  }
  return [...groups].map(([name, all]) => {
    const worst = all.reduce((one, other) =>
      // Also when a share is not a number.
      shareOf(other) <= shareOf(one) ? one : other,
    );
    if (all.length === 1) return { ...worst, name };
    const kept = all.filter(isKept).length;
    return {
      ...worst,
      name: `${name} (${all.length})`,
      note: [
        `${worst.name}; ${kept} of ${all.length} within their bounds`,
        worst.note,
      ]
        .filter(Boolean)
        .join('; '),
    };
  });
}

/**
 * Declares the figures of a suite.
 *
 * @param emit - takes each figure
 * @param options.engine - added to the names, where a figure is measured on several
 * @param options.group - what the report sums the figures up under
 */
export function createFigures(emit, { engine, group } = {}) {
  const named = text => (engine ? `${text}, ${engine.split(' ')[0]}` : text);
  const figure = (name, measured, bound, note) =>
    emit({
      ...{ name: named(name), measured, bound, note },
      group: group && named(group),
    });
  figure.on = database =>
    createFigures(emit, { group, engine: database.engine });
  figure.group = text => createFigures(emit, { engine, group: text });
  return figure;
}
