import { uniq } from 'lodash';

/** The maximum number of candidate identifiers per row. */
const MAX_IDENTIFIERS = 10;

/** Also matches in `[PAY-42]` and `feature/PAY-42-login`, not in `XPAY-42` or `PAY-42nd`. */
const identifier =
  /(?<![A-Za-z0-9])[A-Z][A-Z0-9]{0,11}-[1-9]\d{0,8}(?![A-Za-z0-9])/g;

/** Extracts possible work item identifiers from texts, in order. */
export function findIdentifiers(texts: readonly string[]): string[] {
  const found = texts.flatMap(text => text.match(identifier) ?? []);
  return uniq(found).slice(0, MAX_IDENTIFIERS);
}
