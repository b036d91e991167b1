/**
 * The interpretation of a cell's number by its format: a calendar date with or without a time of
 * day, a time of day, a duration, a number with leading zeros, or a plain number.
 */
export type NumberFormat =
  | { kind: 'plain' | 'date' | 'date-time' | 'time' | 'elapsed' }
  | { kind: 'digits'; count: number };

const plain: NumberFormat = { kind: 'plain' };
const date: NumberFormat = { kind: 'date' };
const dateTime: NumberFormat = { kind: 'date-time' };
const time: NumberFormat = { kind: 'time' };
const elapsed: NumberFormat = { kind: 'elapsed' };

/**
 * The parts of a format that show no value: literals, colours and locales. Hours, minutes or
 * seconds in brackets are not among them: they belong to a duration, and can exceed 24 or 60.
 */
const literals = /"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\][]*\]/gi;

/** Parses a format code, such as `dd/mm/yyyy`. */
export function parseNumberFormat(code: string): NumberFormat {
  if (/^0{2,15}$/.test(code)) {
    return { kind: 'digits', count: code.length };
  }
  const [fields] = code.replace(literals, '').toLowerCase().split(';', 1);
  if (fields.includes('[')) {
    return elapsed;
  }
  const hasTime = /[hs]/.test(fields);
  // An m next to hours or seconds means minutes.
  if (/[yd]/.test(fields) || (fields.includes('m') && !hasTime)) {
    return hasTime ? dateTime : date;
  }
  // Digits, except the fraction of the seconds, show a number.
  const isNumber = /[0#?]/.test(fields.replace(/s\.0+/, ''));
  return hasTime && !isNumber ? time : plain;
}

/** Returns a format that has a number instead of a code (ECMA-376 part 1, 18.8.30). */
export function getBuiltInFormat(id: number): NumberFormat {
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) {
    return time;
  }
  if (id === 22) {
    return dateTime;
  }
  if (id === 46) {
    return elapsed;
  }
  const isDate =
    (id >= 14 && id <= 17) ||
    (id >= 27 && id <= 31) ||
    id === 36 ||
    (id >= 50 && id <= 54) ||
    id === 57 ||
    id === 58;
  return isDate ? date : plain;
}
