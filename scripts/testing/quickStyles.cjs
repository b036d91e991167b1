/**
 * Styles of elements in jsdom, found by class and tag as browsers find them.
 *
 * For the style of one element jsdom matches each rule of each style sheet against it, a thousand with
 * Material UI, and asks anew after each change of the page. Roles, names and visibility are all asked
 * from styles, which made this a third of the front end's tests. Here only those rules are matched
 * that end with a class or the tag of the element, or with neither.
 *
 * Load it before jsdom: it replaces the function with which jsdom collects declarations.
 */
'use strict';

const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');

const requireOfJsdom = createRequire(require.resolve('jsdom'));
const cssom = requireOfJsdom('@acemir/cssom');
const { CSSStyleDeclaration } = requireOfJsdom('cssstyle');
const styleRules = requireOfJsdom('./jsdom/living/helpers/style-rules.js');

/** What stands between the compound selectors of one selector. */
const COMBINATORS = /[\s>+~]+/;

/** What is left aside: it can only refuse elements that the rest would take. */
const ARGUMENTS = /\([^()]*\)/g;
const ATTRIBUTES = /\[[^\]]*\]/g;

/** Escapes, strings, nesting and namespaces: none of them is read here. */
const UNREAD = /[\\"'&|]/;

/** The key of rules that any element may match. */
const ANY = '*';

/** The keys under which the elements are to be found that a selector can match. */
function keysOf(selector) {
  // Not with nothing: an attribute alone is a compound selector, too.
  let bare = selector.replace(ATTRIBUTES, ':attribute');
  while (/\(/.test(bare)) {
    const less = bare.replace(ARGUMENTS, '');
    if (less === bare) return [ANY];
    bare = less;
  }
  if (UNREAD.test(bare)) return [ANY];
  return bare.split(',').map(alternative => {
    const last = alternative.trim().split(COMBINATORS).at(-1);
    const name = /\.([\w-]+)/.exec(last)?.[1];
    const tag = /^[a-z][\w-]*/i.exec(last)?.[0].toLowerCase();
    return name === undefined ? tag ?? ANY : `.${name}`;
  });
}

function keysOfElement(element) {
  const names = (element.getAttributeNS(null, 'class') ?? '').split(/\s+/);
  return [
    ANY,
    element.localName.toLowerCase(),
    ...new Set(names.filter(Boolean).map(name => `.${name}`)),
  ];
}

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

class SheetIndex {
  #rules;
  #byKey = new Map();

  constructor(rules) {
    this.#rules = [...rules];
    let position = 0;
    for (const rule of rulesOnScreen(rules)) {
      if (rule.selectorText) {
        this.#add(rule, position);
        position += 1;
      }
    }
  }

  #add(rule, position) {
    // As jsdom reads it: https://github.com/jsdom/cssstyle/issues/193
    const selector = rule.selectorText.split(';').pop().trim();
    for (const key of new Set(keysOf(selector))) {
      const entries = this.#byKey.get(key) ?? [];
      entries.push({ rule, selector, position });
      this.#byKey.set(key, entries);
    }
  }

  isOf(rules) {
    return (
      this.#rules.length === rules.length &&
      this.#rules.every((rule, at) => rule === rules[at])
    );
  }

  /** The rules that may match an element of these keys, in their order. */
  rulesFor(keys) {
    const byPosition = new Map();
    for (const key of keys) {
      for (const entry of this.#byKey.get(key) ?? []) {
        byPosition.set(entry.position, entry);
      }
    }
    return [...byPosition.values()].sort((a, b) => a.position - b.position);
  }
}

const indexes = new WeakMap();

function indexOf(sheet) {
  let index = indexes.get(sheet);
  if (!index?.isOf(sheet.cssRules)) {
    index = new SheetIndex(sheet.cssRules);
    indexes.set(sheet, index);
  }
  return index;
}

const defaultSheet = cssom.parse(
  readFileSync(
    requireOfJsdom.resolve('./jsdom/browser/default-stylesheet.css'),
    'utf8',
  ),
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

/** All that is declared for an element, kept until jsdom says that styles may have changed. */
function declarationOf(element) {
  const document = element._ownerDocument;
  document._styleCache ??= new WeakMap();
  const known = document._styleCache.get(element);
  if (known) return known;
  const declaration = new CSSStyleDeclaration();
  const keys = keysOfElement(element);
  for (const sheet of [defaultSheet, ...document.styleSheets._list]) {
    for (const { rule, selector } of indexOf(sheet).rulesFor(keys)) {
      if (matches(selector, element)) {
        addDeclarations(declaration, rule.style);
      }
    }
  }
  addDeclarations(declaration, element.style);
  document._styleCache.set(element, declaration);
  return declaration;
}

styleRules.getDeclarationForElement = declarationOf;
