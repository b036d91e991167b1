import { formatCount } from '@callboard/plugin-callboard-react';

/** The parameters of a translated text about a number, which selects its plural form. */
export function toCountParams(count: number): {
  count: number;
  formatted: string;
} {
  return { count, formatted: formatCount(count) };
}
