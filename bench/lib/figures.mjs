import { groupBy, maxBy } from './backend.mjs';
import { median, p95, timeAlternately } from './timing.mjs';

/** Returns the share of its bound that a figure uses; above 1, the figure is beyond it. */
function computeBoundShare({ measured, bound: { kind, limit } }) {
  if (typeof limit === 'number' && !Number.isFinite(measured)) return Infinity;
  if (kind === 'atMost' && measured <= 0) return 0;
  if (kind === 'atMost') return measured / limit;
  if (kind === 'atLeast') return limit / measured;
  return measured === limit ? 1 : Infinity;
}

/** A missing value is not within any bound. */
const isWithin = figure => computeBoundShare(figure) <= 1;
const hasTooFewData = ({ bound, isFull }) => bound.isOfFullSize && !isFull;
export const isWithinBound = figure =>
  isWithin(figure) || hasTooFewData(figure);
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
  if (isWithin(figure)) return text;
  if (hasTooFewData(figure))
    return `${text}, with less data than the bound is for`;
  return `${text} **${figure.bound.kind === 'atLeast' ? 'under' : 'over'}**`;
}

/** Returns the worst figure of each group, with the number of figures within their bounds. */
export function summarise(figures) {
  const groups = groupBy(figures, ({ group, name }) => group ?? name);
  return Object.entries(groups).map(([name, all]) => {
    const worst = maxBy(all, computeBoundShare);
    if (all.length === 1) return { ...worst, name };
    const count = `${all.filter(isWithinBound).length} of ${all.length} within`;
    const note = [worst.name, count, worst.note].filter(Boolean).join('; ');
    return { ...worst, name: `${name} (${all.length})`, note };
  });
}

/**
 * Creates the functions that report figures. `what` is a name, or `[group, name]`, and `unit` is
 * 'ms', 's', '×', '/s', 'per s', 'MB', 'KB', '%' or empty.
 */
export function createFigures(emit, isFull, engine) {
  const addEngine = text => (engine ? `${text}, ${engine}` : text);
  const report = kind => (what, measured, limit, unit, note, options) => {
    const [name, group] = [what].flat().reverse();
    const names = { name: addEngine(name), group: group && addEngine(group) };
    const bound = { kind, limit, unit, ...options };
    emit({ ...names, measured, bound, isFull, note });
  };
  const atMost = report('atMost');
  const atLeast = report('atLeast');
  /** Reports the ratio of two medians: the durations `own`, divided by the durations `other`. */
  const compareTimes = (what, own, other, limit) => {
    const [ms, otherMs] = [median(own), median(other)];
    const note = `${ms.toFixed(1)} and ${otherMs.toFixed(1)} ms`;
    atMost(what, ms / otherMs, limit, '×', note);
  };
  return {
    on: database => createFigures(emit, isFull, database.engine),
    atMost,
    /** `options.isOfFullSize`: only a full run can fail the bound. */
    atLeast,
    equals: (what, measured, limit, note) =>
      report('equals')(what, measured, limit, '', note),
    median: (what, times, limit, note) =>
      atMost(what, median(times), limit, 'ms', note),
    p95: (what, times, limit, note) =>
      atMost(what, p95(times), limit, 'ms', note),
    rate: (what, perSecond, least, note) =>
      atLeast(what, perSecond, least, '/s', note),
    compareTimes,
    async compare(what, [own, other], limit, rounds, warmUps) {
      const times = await timeAlternately({ own, other }, rounds, warmUps);
      compareTimes(what, times.own, times.other, limit);
      return times;
    },
  };
}
