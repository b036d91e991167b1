/** Names, mail addresses and references as they occur in texts. */
const MAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const REF = /\buser:[a-z0-9_.-]+\/[a-z0-9_.-]+/gi;
const WORD = /[\p{L}\p{N}]+/gu;
const IS_WORD = /[\p{L}\p{N}]/u;

/** What stands in texts for a mail address of nobody in particular. */
const SOME_ADDRESS = '(mail address)';

/** A name, and whose it is. */
interface Known {
  name: string;
  user_ref: string;
}

/** What stands for somebody in a text. */
export interface Substitutes {
  name(user_ref: string): string;
  ref(user_ref: string): string;
}

/**
 * Finds people in texts by their names, their mail addresses and their references, in
 * whatever case they are written. The time it takes depends on the text, not on how many
 * people there are.
 */
export class NameFinder {
  /** Names by their first word, the longest first. */
  readonly #names = new Map<string, Known[]>();
  readonly #mails = new Map<string, string>();
  readonly #seen = new Set<string>();

  /** Makes somebody known by a name or a mail address. */
  add(user_ref: string, name: string): void {
    const lower = lowerCase(name.normalize('NFC')).trim();
    if (lower === '' || this.#seen.has(lower)) {
      return;
    }
    this.#seen.add(lower);
    if (lower.includes('@')) {
      this.#mails.set(lower, user_ref);
      return;
    }
    const [first] = lower.match(WORD) ?? [];
    if (first === undefined) {
      return;
    }
    const from = lower.slice(lower.indexOf(first));
    const known = this.#names.get(first) ?? [];
    known.push({ name: from, user_ref });
    known.sort((one, other) => other.name.length - one.name.length);
    this.#names.set(first, known);
  }

  /** A text in which nobody is named who is known. */
  replace(text: string, substitutes: Substitutes): string {
    const parted = text
      .normalize('NFC')
      .replace(REF, ref => substitutes.ref(ref.toLowerCase()))
      .replace(MAIL, mail => {
        const user_ref = this.#mails.get(lowerCase(mail));
        return user_ref === undefined
          ? SOME_ADDRESS
          : substitutes.name(user_ref);
      });
    return this.replaceNames(parted, substitutes);
  }

  private replaceNames(text: string, { name }: Substitutes): string {
    const lower = lowerCase(text);
    let replaced = '';
    let end = 0;
    for (const { 0: word, index } of lower.matchAll(WORD)) {
      if (index < end) {
        continue;
      }
      const found = this.#names
        .get(word)
        ?.find(
          known =>
            lower.startsWith(known.name, index) &&
            !IS_WORD.test(lower.charAt(index + known.name.length)),
        );
      if (found) {
        replaced += text.slice(end, index) + name(found.user_ref);
        end = index + found.name.length;
      }
    }
    return end === 0 ? text : replaced + text.slice(end);
  }
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
