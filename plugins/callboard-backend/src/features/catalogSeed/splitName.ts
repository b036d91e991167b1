import { cutText } from '../../database/cutText';

const MAX_LENGTH = 100;

/** Stands for the part of a name that somebody does not have. */
const NONE = '–';

/**
 * The first and the last name of somebody who is called `Jane van Dyke`,
 * `van Dyke, Jane`, or just `Jane`.
 */
export function splitName(displayName: string): {
  first_name: string;
  last_name: string;
} {
  const name = displayName.replace(/\s+/g, ' ').trim();
  const [first, last] =
    /^([^,]+), ?([^,]+)$/.exec(name)?.slice(1).reverse() ??
    /^(\S+) (.+)$/.exec(name)?.slice(1) ??
    [];
  return {
    first_name: cutText(first ?? name, MAX_LENGTH),
    last_name: cutText(last ?? NONE, MAX_LENGTH),
  };
}
