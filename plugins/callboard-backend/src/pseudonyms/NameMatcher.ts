import { LRUCache } from 'lru-cache';

/** A text may be percent-encoded once in a URL, again in a link to that URL, and so on. */
const MAX_DECODINGS = 3;

/** Percent-encoded bytes in a row, which can form one character. */
const ESCAPES = /(?:%[0-9a-f]{2})+/gi;

/** Longer names are not swapped, because they rarely belong to people. */
const MAX_SWAPPED_WORDS = 6;

/** The start of a match: not inside a longer word. */
const NOT_IN_WORD = '(?<![\\p{L}\\p{N}_])';

const NAMESPACE = '[a-z0-9_.-]+';

/** An account name. A full stop after it belongs to the sentence. */
const ACCOUNT_NAME = '[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?';

/** References, and the paths of User pages in the portal. */
const PERSON_REFS = [
  `${NOT_IN_WORD}user:${NAMESPACE}/${ACCOUNT_NAME}`,
  `(?<![a-z0-9_.-])${NAMESPACE}/user/${ACCOUNT_NAME}(?:/${ACCOUNT_NAME})?`,
  `${NOT_IN_WORD}user/${NAMESPACE}/${ACCOUNT_NAME}`,
].map(pattern => new RegExp(pattern, 'giu'));

/** A mention of a person, if an account has this name. */
const MENTION = new RegExp(`${NOT_IN_WORD}(@|user:)(${ACCOUNT_NAME})`, 'giu');

const EMAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

const WORD = /[\p{L}\p{N}]+/gu;

const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/** The characters that can replace the space in a name; some are invisible. */
const GAP = /[\s\u00ad\u200b-\u200d\u2060+]+/uy;

/** An account name that is not an ordinary word, such as `jane.doe`. */
const NOT_LETTERS_ONLY = /[^a-z]/i;

/** The size of the cache of processed texts, in characters. */
const MAX_CACHE_CHARACTERS = 2_000_000;

/** The maximum length of a cached text. Repeated texts are short, such as names and URLs. */
const MAX_CACHED_TEXT_LENGTH = 1_000;

/**
 * The text that replaces people in texts, the same for all people. If a pseudonym replaced a name,
 * anyone who can write a text with that name would learn whose pseudonym it is. The actor's name
 * gets the same replacement: otherwise, anyone who knows the original text would learn who the
 * actor is.
 */
export const SOMEBODY = 'Somebody';

/** The replacement of email addresses of unknown people. */
const SOME_ADDRESS = '(email address)';

/**
 * Finds people in texts by their names, accounts, email addresses and references, regardless of
 * case and spacing, also within URLs. The time depends on the length of the text, not on the number
 * of people.
 */
export class NameMatcher {
  /** Names by their first word, the longest first. */
  readonly #names = new Map<string, string[]>();
  readonly #emails = new Set<string>();
  readonly #accounts = new Set<string>();
  readonly #seen = new Set<string>();
  /** A cache of processed texts, because rows of the log often repeat the same texts. */
  readonly #replaced = new LRUCache<string, string>({
    maxSize: MAX_CACHE_CHARACTERS,
    sizeCalculation: (replaced, text) => text.length + replaced.length + 1,
  });

  /** Adds a name or an email address of a person. */
  add(name: string): void {
    const lower = toAlignedLowerCase(name.normalize('NFC'))
      .replaceAll(/\s+/g, ' ')
      .trim();
    if (lower === '' || this.#seen.has(lower)) {
      return;
    }
    this.#seen.add(lower);
    this.#replaced.clear();
    if (lower.includes('@')) {
      this.#emails.add(lower);
      return;
    }
    getNameSpellings(lower).forEach(spelling => this.addSpelling(spelling));
  }

  /**
   * Adds the account name of a person. An account name that could be an ordinary word is matched
   * only in mentions, such as `@jane` or `user:jane`.
   */
  addAccount(name: string): void {
    const lower = name.toLowerCase();
    if (!this.#accounts.has(lower)) {
      this.#accounts.add(lower);
      this.#replaced.clear();
    }
    if (NOT_LETTERS_ONLY.test(name)) this.add(name);
  }

  /** Replaces all known people in a text by `SOMEBODY`. */
  replace(text: string): string {
    if (text.length > MAX_CACHED_TEXT_LENGTH) {
      return this.computeReplacement(text);
    }
    let replaced = this.#replaced.get(text);
    if (replaced === undefined) {
      replaced = this.computeReplacement(text);
      this.#replaced.set(text, replaced);
    }
    return replaced;
  }

  private computeReplacement(text: string): string {
    const replaced = this.replaceIdentities(text.normalize('NFC'));
    // Names in URLs can be percent-encoded. Texts without encoded names keep their escapes.
    const decoded = decodePercentEscapes(replaced);
    const decodedReplaced = this.replaceIdentities(decoded);
    return decodedReplaced === decoded ? replaced : decodedReplaced;
  }

  private addSpelling(spelling: string): void {
    const [firstWord] = spelling.match(WORD) ?? [];
    if (firstWord === undefined) {
      return;
    }
    const spellings = this.#names.get(firstWord) ?? [];
    spellings.push(spelling.slice(spelling.indexOf(firstWord)));
    spellings.sort((a, b) => b.length - a.length);
    this.#names.set(firstWord, spellings);
  }

  private replaceIdentities(text: string): string {
    const withoutRefs = PERSON_REFS.reduce(
      (result, ref) => result.replace(ref, SOMEBODY),
      text,
    );
    const withoutAddresses = withoutRefs
      .replace(MENTION, (mention, prefix: string, name: string) => {
        if (!this.#accounts.has(name.toLowerCase())) {
          return mention;
        }
        return prefix === '@' ? `@${SOMEBODY}` : SOMEBODY;
      })
      .replace(EMAIL, email =>
        this.#emails.has(toAlignedLowerCase(email)) ? SOMEBODY : SOME_ADDRESS,
      );
    return this.replaceNames(withoutAddresses);
  }

  private replaceNames(text: string): string {
    const lower = toAlignedLowerCase(text);
    let replaced = '';
    let end = 0;
    for (const { 0: word, index } of lower.matchAll(WORD)) {
      const nameEnd =
        index < end ? undefined : this.getNameEnd(word, lower, index);
      if (nameEnd !== undefined) {
        replaced += text.slice(end, index) + SOMEBODY;
        end = nameEnd;
      }
    }
    return end === 0 ? text : replaced + text.slice(end);
  }

  /** The end of a name that starts at this position, if any. */
  private getNameEnd(
    word: string,
    text: string,
    from: number,
  ): number | undefined {
    for (const name of this.#names.get(word) ?? []) {
      const end = findNameEnd(name, text, from);
      if (end !== undefined && !WORD_CHARACTER.test(text.charAt(end))) {
        return end;
      }
    }
    return undefined;
  }
}

/**
 * Finds the end of a name in a text; undefined if the text does not contain it at that position.
 */
function findNameEnd(
  name: string,
  text: string,
  from: number,
): number | undefined {
  let end = from;
  for (let index = 0; index < name.length; index += 1) {
    if (name[index] === ' ') {
      // Any gap matches the space. After a comma, the text needs no gap.
      GAP.lastIndex = end;
      if (!GAP.test(text) && name[index - 1] !== ',') {
        return undefined;
      }
      end = Math.max(end, GAP.lastIndex);
    } else if (name[index] === text[end]) {
      end += 1;
    } else {
      return undefined;
    }
  }
  return end;
}

/**
 * Converts to lower case without changing the index of any character: a character whose lower case
 * has another length stays.
 */
function toAlignedLowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : Array.from(text, char => {
        const lowerChar = char.toLowerCase();
        return lowerChar.length === char.length ? lowerChar : char;
      }).join('');
}

function decodePercentEscapes(text: string): string {
  let decoded = text;
  for (
    let count = 0;
    count < MAX_DECODINGS && decoded.includes('%');
    count += 1
  ) {
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

/** A name as given, and with the order of first and last name swapped. */
function getNameSpellings(name: string): string[] {
  const [last, first, ...furtherParts] = name.split(', ');
  if (first !== undefined) {
    return furtherParts.length > 0 ? [name] : [name, `${first} ${last}`];
  }
  const words = name.split(' ');
  if (words.length > MAX_SWAPPED_WORDS) {
    return [name];
  }
  // Splits at every position, because the number of words in the last name is unknown.
  const swapped = words.slice(1).map((_, index) => {
    const [before, after] = [words.slice(0, index + 1), words.slice(index + 1)];
    return `${after.join(' ')}, ${before.join(' ')}`;
  });
  return [name, ...swapped];
}
