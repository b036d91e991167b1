import { uniq } from 'lodash';

/** How many of a row are looked for. */
const MAX_IDENTIFIERS = 10;

/** Also in `[PAY-42]` and `feature/PAY-42-login`, not in `XPAY-42` or `PAY-42nd`. */
const identifier =
  /(?<![A-Za-z0-9])[A-Z][A-Z0-9]{0,11}-[1-9]\d{0,8}(?![A-Za-z0-9])/g;

/** What looks like the identifier of a work item in some texts, in their order. */
export function identifiersIn(texts: readonly string[]): string[] {
  const found = texts.flatMap(text => text.match(identifier) ?? []);
  return uniq(found).slice(0, MAX_IDENTIFIERS);
}
