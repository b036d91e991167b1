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

/** The maximum number of words to expand separately: more would have thousands of combinations. */
const MAX_EXPANDED_WORDS = 4;

/**
 * Returns the spellings of a text to search for. SQL lowercases only ASCII letters, so words with
 * other letters are expanded to their original, lowercase, capitalised and uppercase forms.
 */
function expandCases(text: string): string[] {
  const parts = text.split(/([^\p{L}\p{M}\p{N}]+)/u).map(getCaseVariants);
  const isShort =
    parts.filter(variants => variants.length > 1).length <= MAX_EXPANDED_WORDS;
  return isShort
    ? // All combinations of the variants of the parts.
      parts.reduce<string[]>(
        (texts, variants) =>
          texts.flatMap(prefix => variants.map(variant => prefix + variant)),
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

/**
 * Word boundaries, so that a name does not match within a longer word. The letter before a name may
 * belong to an encoded character of a URL, such as `%2F`.
 */
const WORD_BEGIN = '(?:(?<=%[\\da-f]{2})|(?<![\\p{L}\\p{N}_-]))';
const EMAIL_BEGIN = '(?<![\\p{L}\\p{N}_.+-])';
const WORD_END = '(?![\\p{L}\\p{N}_]|[-.@][\\p{L}\\p{N}])';

/** The rule of the mention parser: neither `@types/node` nor an email address is a mention. */
const MENTION_BEGIN = '(?<![\\w/.@])';
const MENTION_END = '(?![\\w@/-]|[.:]\\w)';

/** Whether a name has several words. A name of one word can be an everyday word. */
const hasSeveralWords = (name: string) => /\S[\s.,]+\S/.test(name);

const isUserRef = (text: string) => /^user:[^/]+\/./.test(text);

/** Finds and replaces the references, names and email addresses of a person, ignoring case. */
export class PersonEraser {
  readonly #replacements = new Map<string, string>();
  readonly #pattern: RegExp;
  readonly #patternForOthers: RegExp;
  readonly #wholeNames: ReadonlySet<string>;

  constructor(private readonly person: ErasureSubject) {
    const { user_ref, pseudonym, names, emails, shared_emails } = person;
    // In the order of the spellings of `user_ref`, so that each spelling has its counterpart.
    const pseudonymSpellings = [
      ...getRefSpellings(pseudonym),
      toShortMention(pseudonym),
    ];
    [...getRefSpellings(user_ref), toShortMention(user_ref)].forEach(
      (ref, index) =>
        this.#replacements.set(normaliseCase(ref), pseudonymSpellings[index]),
    );
    const refPatterns = [
      buildPattern(getRefSpellings(user_ref), WORD_BEGIN),
      buildPattern(listOwnMentions(user_ref), MENTION_BEGIN, MENTION_END),
    ];
    this.#pattern = joinPatterns(
      buildPattern(listSpellings(emails), EMAIL_BEGIN),
      ...refPatterns,
      buildPattern(listSpellings(names.filter(hasSeveralWords)), WORD_BEGIN),
    );
    this.#patternForOthers = joinPatterns(
      buildPattern(
        listSpellings(difference(emails, shared_emails)),
        EMAIL_BEGIN,
      ),
      ...refPatterns,
    );
    this.#wholeNames = new Set(listSpellings(names).map(normaliseCase));
  }

  /**
   * The texts to search for with `containsTextSql`. Every text that `erase` would change contains
   * at least one of them; a text that contains one may still not mention the person.
   */
  get searchTexts(): string[] {
    const { user_ref, names, emails } = this.person;
    const partialTexts = [
      ...getRefSpellings(user_ref),
      ...listOwnMentions(user_ref),
      ...listSpellings(emails),
      ...listSpellings(names.filter(hasSeveralWords)),
    ].flatMap(text => [text, escapeForJson(text)]);
    // One-word names are replaced only where they are the whole text.
    const wholeTexts = listSpellings(
      names.filter(name => !hasSeveralWords(name)),
    ).flatMap(text => [`\n${text}\n`, `"${escapeForJson(text)}"`]);
    const spellings = uniq(
      [...partialTexts, ...wholeTexts].flatMap(expandCases),
    );
    // Drops texts that contain a shorter search text, because the shorter text finds all matches.
    return spellings.filter(
      text => !spellings.some(other => other !== text && text.includes(other)),
    );
  }

  /**
   * Removes the person from a text.
   *
   * @param isAboutOther - whether the text is about another person, who can have the same name or
   *   share an email address; if true, names and shared addresses are not erased
   */
  erase(text: string, isAboutOther = false): string {
    if (!isAboutOther && this.#wholeNames.has(normaliseCase(text))) {
      return matchCase(text, ERASED_NAME);
    }
    return text.replace(
      isAboutOther ? this.#patternForOthers : this.#pattern,
      found =>
        matchCase(
          found,
          this.#replacements.get(normaliseCase(found)) ?? ERASED_NAME,
        ),
    );
  }

  eraseJson(value: JsonValue | undefined, isAboutOther = false): any {
    if (typeof value === 'string') {
      return this.erase(value, isAboutOther);
    }
    if (Array.isArray(value)) {
      return value.map(item => this.eraseJson(item, isAboutOther));
    }
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [
          this.erase(key, isAboutOther),
          // A value whose key is another user's reference is about that user.
          this.eraseJson(item, isAboutOther || this.isOtherRef(key)),
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

/** The spellings of a reference: plain, in paths of pages and endpoints, and encoded for URLs. */
function getRefSpellings(ref: string): string[] {
  const { namespace, name } = parseEntityRef(ref);
  const spellings = [
    ref,
    `${namespace}/user/${name}`,
    `user/${namespace}/${name}`,
  ];
  return [...spellings, ...spellings.map(encodeURIComponent)];
}

function toShortMention(ref: string): string {
  return `@${parseEntityRef(ref).name}`;
}

/** The mention `@name` of a user in the default namespace; empty for other users. */
function listOwnMentions(ref: string): string[] {
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
    // Matches nothing.
    return '(?!)';
  }
  // Longer texts first, because a shorter one can be a prefix of them.
  const longest = [...texts].sort((a, b) => b.length - a.length);
  return `${begin}(?:${longest.map(escapeRegExp).join('|')})${end}`;
}

/** Normalises the replacement if the text is normalised, as texts in search columns are. */
function matchCase(text: string, replacement: string): string {
  return normaliseCase(text) === text
    ? normaliseCase(replacement)
    : replacement;
}
