/** A figure is something measured beside its bound. */
import { median, p95, timesInTurns } from './timing.mjs';

/** @param unit - 'ms', 's', '×', '/s', 'per s', 'MB', 'KB', '%' or nothing */
export const atMost = (limit, unit = '') => ({ kind: 'atMost', limit, unit });
export const atLeast = (limit, unit = '') => ({ kind: 'atLeast', limit, unit });
/** For counts and words that are right or wrong. */
export const equals = limit => ({ kind: 'equals', limit, unit: '' });
/** A bound that only the data of a full run can show to be missed. */
export const atFullSize = bound => ({ ...bound, isOfFullSize: true });

/** How much of its bound a figure takes up: more than 1 is too much. */
function shareOf({ measured, bound: { kind, limit } }) {
  if (typeof limit === 'number' && !Number.isFinite(measured)) return Infinity;
  if (kind === 'atMost' && measured <= 0) return 0;
  if (kind === 'atMost') return measured / limit;
  if (kind === 'atLeast') return limit / measured;
  return measured === limit ? 1 : Infinity;
}

/** Not a number, or nothing, is not within any bound. */
const isWithin = figure => shareOf(figure) <= 1;
const isOfLess = ({ bound, isFull }) => bound.isOfFullSize && !isFull;
export const isKept = figure => isWithin(figure) || isOfLess(figure);

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
  if (isOfLess(figure)) return `${text}, with less data than the bound is for`;
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
    const kept = `${all.filter(isKept).length} of ${all.length} within`;
    const note = [worst.name, kept, worst.note].filter(Boolean).join('; ');
    return { ...worst, name: `${name} (${all.length})`, note };
  });
}

/** `figure(what, measured, bound, note)`: `what` is a name, or `[group, name]`. */
export function createFigures(emit, isFull, engine) {
  const named = text => (engine ? `${text}, ${engine}` : text);
  function figure(what, measured, bound, note) {
    const [name, group] = [what].flat().reverse();
    const names = { name: named(name), group: group && named(group) };
    emit({ ...names, measured, bound, isFull, note });
  }
  figure.on = database => createFigures(emit, isFull, database.engine);
  figure.median = (what, times, limit, note) =>
    figure(what, median(times), atMost(limit, 'ms'), note);
  figure.p95 = (what, times, limit, note) =>
    figure(what, p95(times), atMost(limit, 'ms'), note);
  /** How many times as long the first takes, by the medians of both. */
  figure.beside = (what, own, other, limit) => {
    const [ms, otherMs] = [median(own), median(other)];
    const note = `${ms.toFixed(1)} and ${otherMs.toFixed(1)} ms`;
    figure(what, ms / otherMs, atMost(limit, '×'), note);
  };
  /** Takes the times of both in turns, and returns them. */
  figure.compare = async (what, [own, other], limit, turns, warmUps) => {
    const found = await timesInTurns({ own, other }, turns, warmUps);
    figure.beside(what, found.own, found.other, limit);
    return found;
  };
  figure.rate = (what, perSecond, least, note) =>
    figure(what, perSecond, atLeast(least, '/s'), note);
  return figure;
}
