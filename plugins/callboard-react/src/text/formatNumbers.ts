import { browserFormats } from '../dates/formatDates';

/** Normalises a text for search: without case and accents. @public */
export function normaliseForSearch(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
}

/** Formats a number with thousands separators. @public */
export function formatCount(count: number): string {
  return browserFormats.count(count);
}

/** The parameters of a message with plural forms, which shows `formatted`. @internal */
export function toCountParams(count: number): {
  count: number;
  formatted: string;
} {
  return { count, formatted: formatCount(count) };
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

const getDecimals = (power: number) => (power < 2 ? 0 : 1);

/** Formats a file size, such as "1.2 MB". @public */
export function formatBytes(bytes: number): string {
  let power = 0;
  let size = bytes;
  while (
    Number(size.toFixed(getDecimals(power))) >= 1000 &&
    power < units.length - 1
  ) {
    size /= 1000;
    power += 1;
  }
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: units[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: getDecimals(power),
  }).format(size);
}
