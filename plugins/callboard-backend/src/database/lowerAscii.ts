/**
 * Converts the ASCII letters of a text to lower case, like SQL's `lower`: SQLite converts no
 * others, and neither does PostgreSQL in the collation "C".
 */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase());
}
