/** What somebody types who knows an identifier, or only the number in it. */
const IDENTIFIER = /^(?:([A-Z0-9]*[A-Z])[ -]?|([A-Z0-9]+)[ -]|#?)(\d{1,9})$/;

/** What somebody calls an item by. @public */
export interface ItemReference {
  /** The identifier of its project, in capitals; undefined for any. */
  project?: string;
  number: number;
}

/**
 * Reads what somebody types to name an item: `PAY-42`, `pay 42`, `PAY42`, `#42`
 * or `42`.
 *
 * @returns undefined for what names none
 * @public
 */
export function readItemReference(text: string): ItemReference | undefined {
  const [, short, long, digits] =
    IDENTIFIER.exec(text.trim().toUpperCase()) ?? [];
  return digits === undefined
    ? undefined
    : { project: short ?? long, number: Number(digits) };
}

/**
 * Whether an item is the one that somebody has named.
 *
 * @param identifier - such as `PAY-42`
 * @public
 */
export function isReferenceTo(
  { project, number }: ItemReference,
  identifier: string,
): boolean {
  const at = identifier.lastIndexOf('-');
  return (
    Number(identifier.slice(at + 1)) === number &&
    (project === undefined || identifier.slice(0, at) === project)
  );
}
