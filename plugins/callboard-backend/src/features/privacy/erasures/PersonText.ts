import { JsonValue } from '@backstage/types';
import { parseEntityRef } from '@backstage/catalog-model';
import { ERASED_NAME } from '@callboard/plugin-callboard-common';
import { escapeRegExp, uniq } from 'lodash';
import { foldCase } from '../../../database/foldCase';
import { foldText } from '../../../database/foldText';
import { ErasedPerson } from './ErasedPerson';

/** Where a word may begin, and where it ends: not within a longer one. */
const BEGIN = '(?<![\\p{L}\\p{N}_-])';
const BEGIN_OF_MAIL = '(?<![\\p{L}\\p{N}_.+-])';
const END = '(?![\\p{L}\\p{N}_]|[-.@][\\p{L}\\p{N}])';

/** Names of one word are words of everyday language, too. */
const hasWords = (name: string) => /\S[\s.,]+\S/.test(name);

const isUserRef = (text: string) => /^user:[^/]+\/./.test(text);

/** Finds a person in text and JSON, in any case, and replaces them. */
export class PersonText {
  readonly #replacements = new Map<string, string>();
  readonly #words: RegExp;
  readonly #wordsButNames: RegExp;
  readonly #wholeNames: ReadonlySet<string>;

  constructor(private readonly person: ErasedPerson) {
    const { names, emails } = person;
    const refs = this.replaceRefs();
    const spelled = (texts: readonly string[]) =>
      uniq(texts.flatMap(text => [text, foldText(text)]));
    const long = spelled(names.filter(hasWords));
    [...long, ...emails].forEach(text =>
      this.#replacements.set(foldCase(text), ERASED_NAME),
    );
    const mails = patternOf(emails, BEGIN_OF_MAIL);
    const others = patternOf(refs, BEGIN);
    this.#wordsButNames = new RegExp(`${mails}|${others}`, 'giu');
    this.#words = new RegExp(
      `${mails}|${others}|${patternOf(long, BEGIN)}`,
      'giu',
    );
    this.#wholeNames = new Set(spelled(names).map(foldCase));
  }

  /**
   * Texts of which each text with the person has one, as SQL can look for them: it
   * compares letters as they are. Such a text need not have the person.
   */
  get traces(): string[] {
    const { names, emails } = this.person;
    const written = [
      ...this.#replacements.keys(),
      ...this.refs(),
      ...[...names, ...emails].flatMap(text => [
        text,
        text.toLowerCase(),
        foldText(text),
        foldCase(text),
      ]),
    ].filter(text => text.length > 2);
    const all = uniq(
      written.flatMap(text => [text, JSON.stringify(text).slice(1, -1)]),
    );
    // What has one has all that it contains.
    return all.filter(
      text => !all.some(other => other !== text && text.includes(other)),
    );
  }

  /**
   * A text without the person.
   *
   * @param keepsNames - where it is about somebody else, who may be called the same
   */
  erase(text: string, keepsNames = false): string {
    if (!keepsNames && this.#wholeNames.has(foldCase(text))) {
      return likeIn(text, ERASED_NAME);
    }
    return text.replace(keepsNames ? this.#wordsButNames : this.#words, found =>
      likeIn(found, this.#replacements.get(foldCase(found)) ?? ERASED_NAME),
    );
  }

  /** A value of JSON without the person. */
  eraseJson(value: JsonValue | undefined, keepsNames = false): any {
    if (typeof value === 'string') {
      return this.erase(value, keepsNames);
    }
    if (Array.isArray(value)) {
      return value.map(item => this.eraseJson(item, keepsNames));
    }
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [
          this.erase(key, keepsNames),
          // What others are called is listed by their references.
          this.eraseJson(item, keepsNames || this.isOfOther(key)),
        ]),
      );
    }
    return value;
  }

  private isOfOther(key: string): boolean {
    return isUserRef(key) && key !== this.person.user_ref;
  }

  private refs(): string[] {
    return spellingsOf(this.person.user_ref);
  }

  private replaceRefs(): string[] {
    const { user_ref, pseudonym } = this.person;
    const refs = spellingsOf(user_ref);
    const become = spellingsOf(pseudonym);
    refs.forEach((ref, index) =>
      this.#replacements.set(foldCase(ref), become[index]),
    );
    return refs;
  }
}

/** The ways to write a reference: plain, in URLs, and as a mention. */
function spellingsOf(ref: string): string[] {
  const { namespace, name } = parseEntityRef(ref);
  return [
    ref,
    encodeURIComponent(ref),
    `${namespace}/user/${name}`,
    `@${name}`,
  ];
}

function patternOf(texts: readonly string[], begin: string): string {
  if (texts.length === 0) {
    return '(?!)';
  }
  // Longer ones first: one may be the beginning of another.
  const longest = [...texts].sort((a, b) => b.length - a.length);
  return `${begin}(?:${longest.map(escapeRegExp).join('|')})${END}`;
}

/** What is searched in is upper case throughout. */
function likeIn(text: string, replacement: string): string {
  return foldCase(text) === text ? foldCase(replacement) : replacement;
}
