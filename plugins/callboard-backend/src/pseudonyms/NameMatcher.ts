import { LRUCache } from 'lru-cache';
import { decodedText } from './decodedText';
import { spellingsOf } from './spellingsOf';

/** What comes before something that is not the end of a longer word. */
const BEGIN = '(?<![\\p{L}\\p{N}_])';

const PART = '[a-z0-9_.-]+';

/** A full stop after a name belongs to the sentence. */
const NAME = '[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?';

/** References, and the pages of Users, as the portal has them in its addresses. */
const REFS = [
  `${BEGIN}user:${PART}/${NAME}`,
  `(?<![a-z0-9_.-])${PART}/user/${NAME}(?:/${NAME})?`,
  `${BEGIN}user/${PART}/${NAME}`,
].map(pattern => new RegExp(pattern, 'giu'));

/** What is a person if an account has this name. */
const MENTION = new RegExp(`${BEGIN}(@|user:)(${NAME})`, 'giu');

const MAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

const WORD = /[\p{L}\p{N}]+/gu;
const IS_WORD = /[\p{L}\p{N}]/u;

/** What can stand for the space in a name; some of it is not even seen. */
const GAP = /[\s\u00ad\u200b-\u200d\u2060+]+/uy;

/** An account that is no ordinary word, such as `jane.doe`. */
const UNUSUAL = /[^a-z]/i;

/** How much text is kept of what was looked through, in characters. */
const MAX_STORED = 2_000_000;

/** Longer texts come once: those that come again are names of things, and addresses. */
const MAX_CACHED_LENGTH = 1_000;

/**
 * What stands for everybody whom a text names. It is the same for all: many people can write
 * rows, or have them written, about whomever they want, and would learn a pseudonym that
 * stood there. Not even the person who acted is told apart: whoever knows a title knows whom
 * it names.
 */
export const SOMEBODY = 'Somebody';

/** What stands in texts for a mail address of nobody in particular. */
const SOME_ADDRESS = '(mail address)';

/**
 * Finds people in texts by their names, their accounts, their mail addresses and their
 * references, in whatever case and with whatever space they are written, also within
 * addresses of pages. The time it takes depends on the text, not on how many people
 * there are.
 */
export class NameMatcher {
  /** Names by their first word, the longest first. */
  readonly #names = new Map<string, string[]>();
  readonly #mails = new Set<string>();
  readonly #accounts = new Set<string>();
  readonly #seen = new Set<string>();
  /** Texts and what became of them: the rows of a log are about the same few things. */
  readonly #replaced = new LRUCache<string, string>({
    maxSize: MAX_STORED,
    sizeCalculation: (replaced, text) => text.length + replaced.length + 1,
  });

  /** Makes somebody known by a name or a mail address. */
  add(name: string): void {
    const lower = lowerCase(name.normalize('NFC'))
      .replaceAll(/\s+/g, ' ')
      .trim();
    if (lower === '' || this.#seen.has(lower)) {
      return;
    }
    this.#seen.add(lower);
    this.#replaced.clear();
    if (lower.includes('@')) {
      this.#mails.add(lower);
      return;
    }
    spellingsOf(lower).forEach(spelling => this.addSpelling(spelling));
  }

  /**
   * Makes somebody known by the name of their account. One that could be any word is
   * found only where it is clear that it is an account.
   */
  addAccount(name: string): void {
    const lower = name.toLowerCase();
    if (!this.#accounts.has(lower)) {
      this.#accounts.add(lower);
      this.#replaced.clear();
    }
    if (UNUSUAL.test(name)) this.add(name);
  }

  /** A text in which `SOMEBODY` stands for everybody who is known. */
  replace(text: string): string {
    if (text.length > MAX_CACHED_LENGTH) {
      return this.replaceAnew(text);
    }
    let replaced = this.#replaced.get(text);
    if (replaced === undefined) {
      replaced = this.replaceAnew(text);
      this.#replaced.set(text, replaced);
    }
    return replaced;
  }

  private replaceAnew(text: string): string {
    const shown = this.replaceIn(text.normalize('NFC'));
    // In an address of a page, letters may be written as numbers.
    const decoded = decodedText(shown);
    const hidden = this.replaceIn(decoded);
    return hidden === decoded ? shown : hidden;
  }

  private addSpelling(spelling: string): void {
    const [first] = spelling.match(WORD) ?? [];
    if (first === undefined) {
      return;
    }
    const known = this.#names.get(first) ?? [];
    known.push(spelling.slice(spelling.indexOf(first)));
    known.sort((one, other) => other.length - one.length);
    this.#names.set(first, known);
  }

  private replaceIn(text: string): string {
    const withoutRefs = REFS.reduce(
      (rest, ref) => rest.replace(ref, SOMEBODY),
      text,
    );
    const parted = withoutRefs
      .replace(MENTION, (mention, before: string, name: string) => {
        const isKnown = this.#accounts.has(name.toLowerCase());
        return isKnown ? (before === '@' ? '@' : '') + SOMEBODY : mention;
      })
      .replace(MAIL, mail =>
        this.#mails.has(lowerCase(mail)) ? SOMEBODY : SOME_ADDRESS,
      );
    return this.replaceNames(parted);
  }

  private replaceNames(text: string): string {
    const lower = lowerCase(text);
    let replaced = '';
    let end = 0;
    for (const { 0: word, index } of lower.matchAll(WORD)) {
      const after =
        index < end ? undefined : this.endOfName(word, lower, index);
      if (after !== undefined) {
        replaced += text.slice(end, index) + SOMEBODY;
        end = after;
      }
    }
    return end === 0 ? text : replaced + text.slice(end);
  }

  /** Where the name ends that begins here, if one does. */
  private endOfName(
    word: string,
    text: string,
    from: number,
  ): number | undefined {
    for (const name of this.#names.get(word) ?? []) {
      const end = endOf(name, text, from);
      if (end !== undefined && !IS_WORD.test(text.charAt(end))) {
        return end;
      }
    }
    return undefined;
  }
}

/** Where a name ends in a text that has it from some place on. */
function endOf(name: string, text: string, from: number): number | undefined {
  let at = from;
  for (let nth = 0; nth < name.length; nth += 1) {
    if (name[nth] === ' ') {
      GAP.lastIndex = at;
      if (!GAP.test(text) && name[nth - 1] !== ',') {
        return undefined;
      }
      at = Math.max(at, GAP.lastIndex);
    } else if (name[nth] === text[at]) {
      at += 1;
    } else {
      return undefined;
    }
  }
  return at;
}

/** In lower case, each character where it was. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : Array.from(text, one => {
        const small = one.toLowerCase();
        return small.length === one.length ? small : one;
      }).join('');
}
