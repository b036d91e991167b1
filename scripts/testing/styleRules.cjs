/** The rules of style sheets that an element of jsdom may match, found by class and tag as browsers do. */
'use strict';

const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');

const requireOfJsdom = createRequire(require.resolve('jsdom'));
const cssom = requireOfJsdom('@acemir/cssom');

/** The combinators between the compound selectors of a selector. */
const COMBINATORS = /[\s>+~]+/;

/** Parts of selectors that are ignored: they can only exclude elements that the rest matches. */
const ARGUMENTS = /\([^()]*\)/g;
const ATTRIBUTES = /\[[^\]]*\]/g;

/** Escapes, strings, nesting and namespaces, which this module does not parse. */
const UNSUPPORTED_SYNTAX = /[\\"'&|]/;

/** One or more classes, all of which an element needs. */
const CLASSES = /^(?:\.[\w-]+)+$/;
const CLASS = /\.[\w-]+/g;

/** The key of rules that any element may match. */
const ANY = '*';

/** Returns the keys of the elements that a selector can match. */
function getSelectorKeys(selector) {
  // The replacement is not empty, because an attribute can be the whole selector.
  let bare = selector.replace(ATTRIBUTES, ':attribute');
  while (/\(/.test(bare)) {
    const stripped = bare.replace(ARGUMENTS, '');
    if (stripped === bare) return [ANY];
    bare = stripped;
  }
  if (UNSUPPORTED_SYNTAX.test(bare)) return [ANY];
  return bare.split(',').map(alternative => {
    const last = alternative.trim().split(COMBINATORS).at(-1);
    const name = /\.([\w-]+)/.exec(last)?.[1];
    const tag = /^[a-z][\w-]*/i.exec(last)?.[0].toLowerCase();
    return name === undefined ? tag ?? ANY : `.${name}`;
  });
}

/** The classes of an element, each with its dot. */
function getClassSelectors(element) {
  const names = (element.getAttributeNS(null, 'class') ?? '').split(/\s+/);
  return new Set(names.filter(Boolean).map(name => `.${name}`));
}

function getElementKeys(element) {
  return [ANY, element.localName.toLowerCase(), ...getClassSelectors(element)];
}

/** Yields the style rules of a sheet that apply to screens, in their order. */
function* iterateScreenRules(rules) {
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

const NONE = [];

class SheetIndex {
  #rules;
  #isFixed;
  #byKey = new Map();
  #declaring = new Map();

  /** @param isFixed - whether the declarations of the rules never change */
  constructor(rules, isFixed) {
    this.#rules = [...rules];
    this.#isFixed = isFixed;
    let position = 0;
    for (const rule of iterateScreenRules(rules)) {
      if (rule.selectorText) {
        this.#add(rule, position);
        position += 1;
      }
    }
  }

  #add(rule, position) {
    // Like jsdom: https://github.com/jsdom/cssstyle/issues/193
    const selector = rule.selectorText.split(';').pop().trim();
    for (const key of new Set(getSelectorKeys(selector))) {
      const entries = this.#byKey.get(key) ?? [];
      entries.push({ rule, selector, position });
      this.#byKey.set(key, entries);
    }
  }

  /** Returns the rules that declare a property, in their order, with the key that elements need. */
  findDeclaringRules(property) {
    if (!this.#isFixed) return this.#findDeclaring(property);
    let found = this.#declaring.get(property);
    if (!found) {
      found = this.#findDeclaring(property);
      this.#declaring.set(property, found);
    }
    return found;
  }

  #findDeclaring(property) {
    return [...this.#byKey]
      .flatMap(([key, entries]) =>
        entries
          .filter(({ rule }) => rule.style.getPropertyValue(property))
          .map(entry => ({ ...entry, key })),
      )
      .sort((a, b) => a.position - b.position);
  }

  hasRules(rules) {
    return (
      this.#rules.length === rules.length &&
      // Emotion only adds rules.
      (this.#isFixed ||
        this.#rules.every((rule, index) => rule === rules[index]))
    );
  }

  /** Returns the rules that may match an element of these keys, in their order. */
  findCandidateRules(keys) {
    if (!keys.some(key => this.#byKey.has(key))) return NONE;
    const byPosition = new Map();
    for (const key of keys) {
      for (const entry of this.#byKey.get(key) ?? []) {
        byPosition.set(entry.position, entry);
      }
    }
    return [...byPosition.values()].sort((a, b) => a.position - b.position);
  }
}

const defaultSheet = cssom.parse(
  readFileSync(
    requireOfJsdom.resolve('./jsdom/browser/default-stylesheet.css'),
    'utf8',
  ),
);

const indexBySheet = new WeakMap();

function getSheetIndex(sheet) {
  let index = indexBySheet.get(sheet);
  if (!index?.hasRules(sheet.cssRules)) {
    // Emotion writes each rule once; Material UI's JSS changes rules when properties of components
    // change.
    const isFixed =
      sheet === defaultSheet ||
      sheet.ownerNode?.hasAttributeNS(null, 'data-emotion');
    index = new SheetIndex(sheet.cssRules, isFixed);
    indexBySheet.set(sheet, index);
  }
  return index;
}

function matches(selector, element) {
  // Most selectors consist of classes only. jsdom's general matching takes longer.
  if (CLASSES.test(selector)) {
    const classes = getClassSelectors(element);
    return selector.match(CLASS).every(name => classes.has(name));
  }
  try {
    const { match, pseudoElement } = element._ownerDocument._domSelector.check(
      selector,
      element,
    );
    return match && !pseudoElement;
  } catch {
    // jsdom cannot parse the selector.
    return false;
  }
}

/** Returns the sheets that apply to an element, in their order, each with its rules. */
function listStyleSheets({ _ownerDocument }) {
  return [defaultSheet, ..._ownerDocument.styleSheets._list].map(getSheetIndex);
}

module.exports = { getElementKeys, matches, listStyleSheets };
