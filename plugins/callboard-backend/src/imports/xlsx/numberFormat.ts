/**
 * What the format of a cell makes of its number: a day of the calendar, a
 * number with leading zeros, or just the number.
 */
export type NumberFormat =
  | { kind: 'plain' }
  | { kind: 'date' }
  | { kind: 'digits'; count: number };

const plain: NumberFormat = { kind: 'plain' };
const date: NumberFormat = { kind: 'date' };

/** Parts of a format that stand for themselves, or for a colour or country. */
const literals = /"[^"]*"|\\.|[_*].|\[[^\][]*\]/g;

/** Reads a format's code, such as `dd/mm/yyyy`. */
export function numberFormat(code: string): NumberFormat {
  if (/^0{2,15}$/.test(code)) {
    return { kind: 'digits', count: code.length };
  }
  const [fields] = code.replace(literals, '').toLowerCase().split(';', 1);
  // An m beside hours or seconds is minutes.
  return /[yd]/.test(fields) || (/m/.test(fields) && !/[hs]/.test(fields))
    ? date
    : plain;
}

/** The formats that have a number instead of a code (ECMA-376 part 1, 18.8.30). */
export function builtInFormat(id: number): NumberFormat {
  const isDate =
    (id >= 14 && id <= 17) ||
    id === 22 ||
    (id >= 27 && id <= 31) ||
    id === 36 ||
    (id >= 50 && id <= 54) ||
    id === 57 ||
    id === 58;
  return isDate ? date : plain;
}
