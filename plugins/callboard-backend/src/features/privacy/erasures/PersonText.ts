import { JsonValue } from '@backstage/types';
import { DEFAULT_NAMESPACE, parseEntityRef } from '@backstage/catalog-model';
import { ERASED_NAME } from '@callboard/plugin-callboard-common';
import { difference, escapeRegExp, uniq, upperFirst } from 'lodash';
import { lowerAscii } from '../../../database/lowerAscii';
import { normaliseCase } from '../../../database/normaliseCase';
import { normaliseForSearch } from '../../../database/normaliseForSearch';
import { ErasureSubject } from './ErasureSubject';

/** Longer texts are not expanded: they would have thousands of combinations. */
const MAX_WORDS = 4;

/**
 * The possible spellings of a text in SQL that has lowercased ASCII letters only. Words with other
 * letters are expanded to their original, lowercase, capitalised and uppercase forms.
 */
function expandCases(text: string): string[] {
  const parts = text.split(/([^\p{L}\p{M}\p{N}]+)/u).map(getCaseVariants);
  const isShort = parts.filter(ways => ways.length > 1).length <= MAX_WORDS;
  return isShort
    ? parts.reduce<string[]>(
        (texts, ways) => texts.flatMap(begun => ways.map(way => begun + way)),
        [''],
      )
    : getCaseVariants(text);
}

function getCaseVariants(text: string): string[] {
  const small = text.toLowerCase();
  const ways = [text, small, upperFirst(small), normaliseCase(text)];
  return uniq(ways.map(lowerAscii));
}

/** The boundaries of a word, so that it does not match within a longer one. */
const BEGIN = '(?<![\\p{L}\\p{N}_-])';
const BEGIN_OF_MAIL = '(?<![\\p{L}\\p{N}_.+-])';
const END = '(?![\\p{L}\\p{N}_]|[-.@][\\p{L}\\p{N}])';

/** Same rule as the mention parser: neither `@types/node` nor an email address is a mention. */
const BEGIN_OF_MENTION = '(?<![\\w/.@])';
const END_OF_MENTION = '(?![\\w@/-]|[.:]\\w)';

/** One-word names can be everyday words. */
const hasWords = (name: string) => /\S[\s.,]+\S/.test(name);

const isUserRef = (text: string) => /^user:[^/]+\/./.test(text);

/** Finds a person in text and JSON, ignoring case, and replaces them. */
export class PersonText {
  readonly #replacements = new Map<string, string>();
  readonly #words: RegExp;
  readonly #wordsOfOthers: RegExp;
  readonly #wholeNames: ReadonlySet<string>;

  constructor(private readonly person: ErasureSubject) {
    const { user_ref, pseudonym, names, emails, shared_emails } = person;
    const become = [...getRefSpellings(pseudonym), toShortMention(pseudonym)];
    [...getRefSpellings(user_ref), toShortMention(user_ref)].forEach(
      (ref, index) => this.#replacements.set(normaliseCase(ref), become[index]),
    );
    const refs = [
      buildPattern(getRefSpellings(user_ref), BEGIN),
      buildPattern(
        getShortMentions(user_ref),
        BEGIN_OF_MENTION,
        END_OF_MENTION,
      ),
    ];
    this.#words = joinPatterns(
      buildPattern(listSpellings(emails), BEGIN_OF_MAIL),
      ...refs,
      buildPattern(listSpellings(names.filter(hasWords)), BEGIN),
    );
    this.#wordsOfOthers = joinPatterns(
      buildPattern(
        listSpellings(difference(emails, shared_emails)),
        BEGIN_OF_MAIL,
      ),
      ...refs,
    );
    this.#wholeNames = new Set(listSpellings(names).map(normaliseCase));
  }

  /**
   * Texts for `containsTextSql`: each text with the person contains one. A text that contains one
   * need not have the person.
   */
  get searchTexts(): string[] {
    const { user_ref, names, emails } = this.person;
    const within = [
      ...getRefSpellings(user_ref),
      ...getShortMentions(user_ref),
      ...listSpellings(emails),
      ...listSpellings(names.filter(hasWords)),
    ].flatMap(text => [text, escapeForJson(text)]);
    // One-word names are only replaced where they are the whole text.
    const whole = listSpellings(names.filter(name => !hasWords(name))).flatMap(
      text => [`\n${text}\n`, `"${escapeForJson(text)}"`],
    );
    const all = uniq([...within, ...whole].flatMap(expandCases));
    // Drops texts that contain another one, as they match only a subset.
    return all.filter(
      text => !all.some(other => other !== text && text.includes(other)),
    );
  }

  /**
   * Removes the person from a text.
   *
   * @param isOfOther - whether it is about another person: names and email addresses can be shared
   */
  erase(text: string, isOfOther = false): string {
    if (!isOfOther && this.#wholeNames.has(normaliseCase(text))) {
      return matchCase(text, ERASED_NAME);
    }
    return text.replace(isOfOther ? this.#wordsOfOthers : this.#words, found =>
      matchCase(
        found,
        this.#replacements.get(normaliseCase(found)) ?? ERASED_NAME,
      ),
    );
  }

  /** Removes the person from a JSON value. */
  eraseJson(value: JsonValue | undefined, isOfOther = false): any {
    if (typeof value === 'string') {
      return this.erase(value, isOfOther);
    }
    if (Array.isArray(value)) {
      return value.map(item => this.eraseJson(item, isOfOther));
    }
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [
          this.erase(key, isOfOther),
          // Other people's names are keyed by their references.
          this.eraseJson(item, isOfOther || this.isOtherRef(key)),
        ]),
      );
    }
    return value;
  }

  private isOtherRef(key: string): boolean {
    return isUserRef(key) && key !== this.person.user_ref;
  }
}

/** The texts as written, and normalised. */
function listSpellings(texts: readonly string[]): string[] {
  return uniq(texts.flatMap(text => [text, normaliseForSearch(text)]));
}

/** The spellings of a reference: plain, and in URLs. */
function getRefSpellings(ref: string): string[] {
  const { namespace, name } = parseEntityRef(ref);
  return [ref, encodeURIComponent(ref), `${namespace}/user/${name}`];
}

function toShortMention(ref: string): string {
  return `@${parseEntityRef(ref).name}`;
}

/** Mentions without a namespace refer to the default one. */
function getShortMentions(ref: string): string[] {
  return parseEntityRef(ref).namespace === DEFAULT_NAMESPACE
    ? [toShortMention(ref)]
    : [];
}

function escapeForJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function joinPatterns(...patterns: readonly string[]): RegExp {
  return new RegExp(patterns.join('|'), 'giu');
}

function buildPattern(
  texts: readonly string[],
  begin: string,
  end = END,
): string {
  if (texts.length === 0) {
    return '(?!)';
  }
  // Longer texts first, as one may be a prefix of another.
  const longest = [...texts].sort((a, b) => b.length - a.length);
  return `${begin}(?:${longest.map(escapeRegExp).join('|')})${end}`;
}

/** Search columns are uppercase throughout. */
function matchCase(text: string, replacement: string): string {
  return normaliseCase(text) === text
    ? normaliseCase(replacement)
    : replacement;
}
