import { JsonValue } from '@backstage/types';
import { DEFAULT_NAMESPACE, parseEntityRef } from '@backstage/catalog-model';
import { ERASED_NAME } from '@callboard/plugin-callboard-common';
import { difference, escapeRegExp, uniq, upperFirst } from 'lodash';
import {
  lowerAscii,
  normaliseCase,
  normaliseForSearch,
} from '../../../database/text';
import { ErasureSubject } from './ErasureSubject';

/** Longer texts are not expanded: they would have thousands of combinations. */
const MAX_WORDS = 4;

/**
 * The possible spellings of a text in SQL that has lowercased ASCII letters only. Words with other
 * letters are expanded to their original, lowercase, capitalised and uppercase forms.
 */
function expandCases(text: string): string[] {
  const parts = text.split(/([^\p{L}\p{M}\p{N}]+)/u).map(getCaseVariants);
  const isShort =
    parts.filter(variants => variants.length > 1).length <= MAX_WORDS;
  return isShort
    ? parts.reduce<string[]>(
        (texts, variants) =>
          texts.flatMap(begun => variants.map(variant => begun + variant)),
        [''],
      )
    : getCaseVariants(text);
}

function getCaseVariants(text: string): string[] {
  const lowercase = text.toLowerCase();
  const variants = [
    text,
    lowercase,
    upperFirst(lowercase),
    normaliseCase(text),
  ];
  return uniq(variants.map(lowerAscii));
}

/** The boundaries of a word, so that it does not match within a longer one. */
const WORD_BEGIN = '(?<![\\p{L}\\p{N}_-])';
const EMAIL_BEGIN = '(?<![\\p{L}\\p{N}_.+-])';
const WORD_END = '(?![\\p{L}\\p{N}_]|[-.@][\\p{L}\\p{N}])';

/** Same rule as the mention parser: neither `@types/node` nor an email address is a mention. */
const MENTION_BEGIN = '(?<![\\w/.@])';
const MENTION_END = '(?![\\w@/-]|[.:]\\w)';

/** One-word names can be everyday words. */
const hasSeveralWords = (name: string) => /\S[\s.,]+\S/.test(name);

const isUserRef = (text: string) => /^user:[^/]+\/./.test(text);

/** Finds a person in text and JSON, ignoring case, and replaces them. */
export class PersonText {
  readonly #replacements = new Map<string, string>();
  readonly #pattern: RegExp;
  readonly #patternForOthers: RegExp;
  readonly #wholeNames: ReadonlySet<string>;

  constructor(private readonly person: ErasureSubject) {
    const { user_ref, pseudonym, names, emails, shared_emails } = person;
    const pseudonymSpellings = [
      ...getRefSpellings(pseudonym),
      toShortMention(pseudonym),
    ];
    [...getRefSpellings(user_ref), toShortMention(user_ref)].forEach(
      (ref, index) =>
        this.#replacements.set(normaliseCase(ref), pseudonymSpellings[index]),
    );
    const refs = [
      buildPattern(getRefSpellings(user_ref), WORD_BEGIN),
      buildPattern(getShortMentions(user_ref), MENTION_BEGIN, MENTION_END),
    ];
    this.#pattern = joinPatterns(
      buildPattern(listSpellings(emails), EMAIL_BEGIN),
      ...refs,
      buildPattern(listSpellings(names.filter(hasSeveralWords)), WORD_BEGIN),
    );
    this.#patternForOthers = joinPatterns(
      buildPattern(
        listSpellings(difference(emails, shared_emails)),
        EMAIL_BEGIN,
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
    const partialTexts = [
      ...getRefSpellings(user_ref),
      ...getShortMentions(user_ref),
      ...listSpellings(emails),
      ...listSpellings(names.filter(hasSeveralWords)),
    ].flatMap(text => [text, escapeForJson(text)]);
    // One-word names are only replaced where they are the whole text.
    const wholeTexts = listSpellings(
      names.filter(name => !hasSeveralWords(name)),
    ).flatMap(text => [`\n${text}\n`, `"${escapeForJson(text)}"`]);
    const spellings = uniq(
      [...partialTexts, ...wholeTexts].flatMap(expandCases),
    );
    // Drops texts that contain another one, as they match only a subset.
    return spellings.filter(
      text => !spellings.some(other => other !== text && text.includes(other)),
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
    return text.replace(
      isOfOther ? this.#patternForOthers : this.#pattern,
      found =>
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
  end = WORD_END,
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
