import { cutText } from '../../database/cutText';

const MAX_LENGTH = 100;

/**
 * Splits a display name into first and last name: `Jane van Dyke`, `van Dyke, Jane`, or just
 * `Jane`.
 */
export function splitName(displayName: string): {
  first_name: string;
  last_name: string | null;
} {
  const name = displayName.replace(/\s+/g, ' ').trim();
  const [first, last] =
    /^([^,]+), ?([^,]+)$/.exec(name)?.slice(1).reverse() ??
    /^(\S+) (.+)$/.exec(name)?.slice(1) ??
    [];
  return {
    first_name: cutText(first ?? name, MAX_LENGTH),
    last_name: last === undefined ? null : cutText(last, MAX_LENGTH),
  };
}
