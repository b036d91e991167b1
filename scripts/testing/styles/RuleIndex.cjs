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
    isWhole: alternatives.every(({ isWhole }) => isWhole),
  };
  readRules.set(rule, read);
  return read;
}

const fits = (tag, names) => alternative =>
  (alternative.tag === undefined || alternative.tag.toLowerCase() === tag) &&
  alternative.names.every(name => names.has(name));

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
    for (const key of new Set(entry.alternatives.map(a => a.key))) {
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
   * The rules that may match an element, in their order. Those whose selector `isWhole` do.
   *
   * @param classes - the value of its `class` attribute
   */
  rulesFor(tag, classes) {
    const looks = `${tag} ${classes}`;
    let found = this.#byLooks.get(looks);
    if (!found) {
      const names = new Set(classes.split(/\s+/).filter(Boolean));
      const keys = [ANY, tag, ...Array.from(names, name => `.${name}`)];
      const entries = keys.flatMap(key => this.#byKey.get(key) ?? []);
      found = Array.from(new Set(entries))
        .filter(({ alternatives }) => alternatives.some(fits(tag, names)))
        .sort((a, b) => a.position - b.position);
      this.#byLooks.set(looks, found);
    }
    return found;
  }
};
