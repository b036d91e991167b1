/** The style rules of a document, found by the tag and the classes of elements. */
'use strict';

const { ANY, alternativesOf } = require('./selectors.cjs');

/** The style rules of a sheet that hold on screens, in their order. */
function* rulesOnScreen(rules) {
  for (const rule of rules) {
    const nested = rule.styleSheet?.cssRules ?? rule.cssRules;
    if (!rule.media) {
      yield rule;
    } else if (
      Array.from(rule.media).includes('screen') ||
      (rule.styleSheet && rule.media.length === 0)
    ) {
      yield* nested ?? [];
    }
  }
}

const readRules = new WeakMap();
let lastId = 0;

/** What is known of a rule; it stays the same as long as its selector does. */
function readRule(rule) {
  const known = readRules.get(rule);
  if (known?.text === rule.selectorText) return known;
  // As jsdom reads it: https://github.com/jsdom/cssstyle/issues/193
  const selector = rule.selectorText.split(';').pop().trim();
  const alternatives = alternativesOf(selector);
  lastId += 1;
  const read = {
    id: lastId,
    text: rule.selectorText,
    selector,
    alternatives,
    // jsdom takes no list that has a pseudo-element, not even for its other alternatives.
    mayBeWhole: !alternatives.some(one => one.isPseudoElement),
  };
  readRules.set(rule, read);
  return read;
}

const looksLike = (tag, names) => alternative =>
  (alternative.tags?.includes(tag) ?? true) &&
  alternative.names.every(name => names.has(name)) &&
  !alternative.isPseudoElement;

const mayBe = element => alternative =>
  alternative.attributes.every(name => element.hasAttributeNS(null, name)) &&
  alternative.parentNames.every(name =>
    element.parentElement?.classList.contains(name),
  ) &&
  (!alternative.isFocused || element._ownerDocument.activeElement === element);

module.exports = class RuleIndex {
  #rules;
  #byKey = new Map();
  #byLooks = new Map();

  /** @param sheets - style sheets in their order */
  constructor(sheets) {
    this.#rules = sheets.flatMap(sheet => Array.from(sheet.cssRules));
    let position = 0;
    for (const rule of rulesOnScreen(this.#rules)) {
      if (rule.selectorText) {
        this.#add({ ...readRule(rule), rule, position });
        position += 1;
      }
    }
  }

  #add(entry) {
    for (const key of new Set(entry.alternatives.flatMap(one => one.keys))) {
      const entries = this.#byKey.get(key) ?? [];
      entries.push(entry);
      this.#byKey.set(key, entries);
    }
  }

  /** Whether these sheets still have the rules of the index. */
  isOf(sheets) {
    let at = 0;
    for (const { cssRules } of sheets) {
      for (const rule of cssRules) {
        if (rule !== this.#rules[at]) return false;
        at += 1;
      }
    }
    return at === this.#rules.length;
  }

  /**
   * The rules of an element, in their order.
   *
   * @param matches - asks whether a selector matches it, where that is not clear yet
   */
  rulesOf(element, matches) {
    const tag = element.localName.toLowerCase();
    const classes = element.getAttributeNS(null, 'class') ?? '';
    const isPossible = mayBe(element);
    return this.#rulesFor(tag, classes).filter(
      ({ isWhole, possible, selector }) =>
        isWhole || (possible.some(isPossible) && matches(selector)),
    );
  }

  /** The rules that elements of a tag and classes may match. Those that are `isWhole` they do. */
  #rulesFor(tag, classes) {
    const looks = `${tag} ${classes}`;
    let found = this.#byLooks.get(looks);
    if (!found) {
      const names = new Set(classes.split(/\s+/).filter(Boolean));
      const keys = [ANY, tag, ...Array.from(names, name => `.${name}`)];
      const entries = keys.flatMap(key => this.#byKey.get(key) ?? []);
      found = Array.from(new Set(entries), entry => {
        const possible = entry.alternatives.filter(looksLike(tag, names));
        const isWhole = entry.mayBeWhole && possible.some(one => one.isWhole);
        return { ...entry, possible, isWhole };
      })
        .filter(({ possible }) => possible.length > 0)
        .sort((a, b) => a.position - b.position);
      this.#byLooks.set(looks, found);
    }
    return found;
  }
};
