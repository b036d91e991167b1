/** Encoded once in a URL, again in a link to that URL, and so on. */
const MAX_TIMES = 3;

const ESCAPES = /(?:%[0-9a-f]{2})+/gi;

/** Decodes the percent-encoded letters of URLs in a text. */
export function decodePercentEscapes(text: string): string {
  let decoded = text;
  for (let times = 0; times < MAX_TIMES && decoded.includes('%'); times += 1) {
    decoded = decoded.replace(ESCAPES, decode);
  }
  return decoded.normalize('NFC');
}

function decode(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    // The escapes are not valid UTF-8.
    return escapes;
  }
}
