/** An item identifier, or only its number, as users type it. */
const IDENTIFIER = /^(?:([A-Z0-9]*[A-Z])[ -]?|([A-Z0-9]+)[ -]|#?)(\d{1,9})$/;

/** A reference to an item by project and number. @public */
export interface ItemReference {
  /** The identifier of its project, in capitals; undefined for any project. */
  project?: string;
  number: number;
}

/**
 * Parses a typed item reference: `PAY-42`, `pay 42`, `PAY42`, `#42` or `42`.
 *
 * @returns undefined if the text is not a reference
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
 * Whether a reference matches an item.
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
