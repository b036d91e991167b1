/** Encoded once in an address, once more in a link to that address, and so on. */
const MOST_TIMES = 3;

const ESCAPES = /(?:%[0-9a-f]{2})+/gi;

/** A text with the letters that are written as `%4A` in addresses of pages. */
export function decodedText(text: string): string {
  let decoded = text;
  for (let times = 0; times < MOST_TIMES && decoded.includes('%'); times += 1) {
    decoded = decoded.replace(ESCAPES, decode);
  }
  return decoded.normalize('NFC');
}

function decode(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    // No letters, then.
    return escapes;
  }
}
