/**
 * A text with its ASCII letters in lower case, as SQL's `lower` has it: SQLite knows no others, and
 * neither does PostgreSQL in the collation "C".
 */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase());
}
