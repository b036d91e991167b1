/**
 * What is declared and computed for the elements of one document.
 *
 * Elements that match the same rules share one declaration, and keep it however often the page
 * changes around them.
 */
'use strict';

const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const RuleIndex = require('./RuleIndex.cjs');

const requireOfJsdom = createRequire(require.resolve('jsdom'));
const cssom = requireOfJsdom('@acemir/cssom');
const { CSSStyleDeclaration } = requireOfJsdom('cssstyle');
const styleRules = requireOfJsdom('./jsdom/living/helpers/style-rules.js');

const RESOLVED = Object.entries(
  styleRules.propertiesWithResolvedValueImplemented,
);
const INHERITED = RESOLVED.filter(([, { inherited }]) => inherited).map(
  ([property]) => property,
);
const OWN = RESOLVED.filter(([, { inherited }]) => !inherited).map(
  ([property]) => property,
);

const defaultSheet = cssom.parse(
  readFileSync(
    requireOfJsdom.resolve('./jsdom/browser/default-stylesheet.css'),
    'utf8',
  ),
);

/** Counts changes of which jsdom says nothing: of the lists of rules, and of what is in a rule. */
const changes = { lists: 0, blocks: 0 };

/** The blocks of rules that are part of declarations; others may change unnoticed. */
const used = new WeakSet();

function before(prototype, names, note) {
  for (const name of names) {
    const change = prototype[name];
    prototype[name] = function noted(...args) {
      note(this);
      return change.apply(this, args);
    };
  }
}
before(cssom.CSSStyleSheet.prototype, ['insertRule', 'deleteRule'], () => {
  changes.lists += 1;
});
before(
  cssom.CSSStyleDeclaration.prototype,
  ['setProperty', 'removeProperty'],
  block => {
    if (used.has(block)) changes.blocks += 1;
  },
);

function matches(selector, element) {
  try {
    const { match, pseudoElement } = element._ownerDocument._domSelector.check(
      selector,
      element,
    );
    return match && !pseudoElement;
  } catch {
    // A selector that jsdom cannot read.
    return false;
  }
}

function addDeclarations(declaration, style) {
  for (const property of Array.from(style)) {
    const value = style.getPropertyValue(property);
    // https://drafts.csswg.org/css-cascade-4/#valdef-all-unset
    if (value === 'unset') {
      declaration.removeProperty(property);
    } else {
      const priority = style.getPropertyPriority(property);
      declaration.setProperty(property, value, priority);
    }
  }
}

function declare(rules, inline) {
  const declaration = new CSSStyleDeclaration();
  for (const { rule } of rules) {
    used.add(rule.style);
    addDeclarations(declaration, rule.style);
  }
  addDeclarations(declaration, inline);
  return declaration;
}

function compute(element, declared) {
  const computed = new CSSStyleDeclaration();
  for (const property of Array.from(declared)) {
    computed.setProperty(
      property,
      declared.getPropertyValue(property),
      declared.getPropertyPriority(property),
    );
  }
  for (const [property] of RESOLVED) {
    computed.setProperty(
      property,
      styleRules.getResolvedValue(element, property),
    );
  }
  // As in a browser, since elements share it.
  computed._readonly = true;
  return computed;
}

module.exports = class DocumentStyles {
  #document;
  #index;
  #seen = {};
  #byRules = new Map();
  #computed = new WeakMap();
  #inherited = new WeakMap();

  constructor(document) {
    this.#document = document;
  }

  /** All that is declared for an element, kept until jsdom says that styles may have changed. */
  declarationOf(element) {
    this.#refresh();
    const document = this.#document;
    const known = document._styleCache.get(element);
    if (known) return known;
    const rules = this.#index.rulesOf(element, selector =>
      matches(selector, element),
    );
    const inline = element.style;
    const key = [
      ...rules.map(({ id }) => id),
      inline.length > 0 ? inline.cssText : '',
    ].join();
    let declaration = this.#byRules.get(key);
    if (!declaration) {
      declaration = declare(rules, inline);
      this.#byRules.set(key, declaration);
    }
    document._styleCache.set(element, declaration);
    return declaration;
  }

  /** What `getComputedStyle` answers for an element; not to be changed. */
  computedStyleOf(element) {
    const declared = this.declarationOf(element);
    if (OWN.some(name => declared.getPropertyValue(name) === 'inherit')) {
      return compute(element, declared);
    }
    const parent = element.parentElement;
    const inherited = parent ? this.#inheritedFrom(parent) : '';
    const known = this.#computed.get(declared) ?? new Map();
    this.#computed.set(declared, known);
    let computed = known.get(inherited);
    if (!computed) {
      computed = compute(element, declared);
      known.set(inherited, computed);
    }
    return computed;
  }

  /** What the children of an element inherit. */
  #inheritedFrom(element) {
    const known = this.#inherited.get(element);
    if (known !== undefined) return known;
    const declared = this.declarationOf(element);
    const parent = element.parentElement;
    const passesOn =
      parent && INHERITED.every(name => declared.getPropertyValue(name) === '');
    const inherited = passesOn
      ? this.#inheritedFrom(parent)
      : INHERITED.map(name =>
          styleRules.getResolvedValue(element, name),
        ).join();
    this.#inherited.set(element, inherited);
    return inherited;
  }

  #refresh() {
    const document = this.#document;
    const { lists, blocks } = this.#seen;
    const isChanged = lists !== changes.lists || blocks !== changes.blocks;
    if (document._styleCache && !isChanged) return;
    document._styleCache = new WeakMap();
    this.#inherited = new WeakMap();
    const sheets = [defaultSheet, ...document.styleSheets._list];
    if (!this.#index?.isOf(sheets)) this.#index = new RuleIndex(sheets);
    if (blocks !== changes.blocks) this.#byRules = new Map();
    this.#seen = { ...changes };
  }
};
