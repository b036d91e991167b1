/**
 * A faster `getComputedStyle` for jsdom: whether an element is shown, and can be clicked, and how
 * it is placed.
 *
 * Roles, names and clicks query the former for all surrounding elements, again after each change of
 * the page; popups query the latter for all ancestors of their anchor. Each time jsdom copies all
 * declarations for an element, twice, and computes its colours. This module matches only the rules
 * that declare the requested property, and leaves colours to jsdom.
 *
 * A text area has no width, as jsdom has no layout. Material UI makes text areas as high as their
 * text, and requests ten more styles of one that has a width, each time it is drawn.
 */
'use strict';

const { createRequire } = require('node:module');
const { getDeclaration } = require('./quickStyles.cjs');
const { keysOfElement, matches, listStyleSheets } = require('./styleRules.cjs');

const requireOfJsdom = createRequire(require.resolve('jsdom'));
const { CSSStyleDeclaration } = requireOfJsdom('cssstyle');
const { implForWrapper } = requireOfJsdom('./jsdom/living/generated/utils.js');
const { propertiesWithResolvedValueImplemented: PROPERTIES } = requireOfJsdom(
  './jsdom/living/helpers/style-rules.js',
);

const ELEMENT_NODE = 1;

/** The properties that this module computes, by each of their names. */
const QUICK = new Map([
  ['display', 'display'],
  ['visibility', 'visibility'],
  ['opacity', 'opacity'],
  ['pointer-events', 'pointer-events'],
  ['pointerEvents', 'pointer-events'],
]);

/** For properties that jsdom does not compute. */
const AS_DECLARED = { inherited: false, initial: '' };

/** Properties that depend on colours, which jsdom computes, or on all declarations. */
const OF_ALL =
  /color|border|background|outline|caret|^(?:cssText|length|\d+)$/i;

const emptyDeclaration = new CSSStyleDeclaration();

/** Whether the computed value of a property equals the declared one. */
const isDeclared = name =>
  typeof name === 'string' &&
  name in CSSStyleDeclaration.prototype &&
  typeof emptyDeclaration[name] === 'string' &&
  !OF_ALL.test(name);

const readValues = new Map();

/** Returns a value as jsdom parses it; empty if it is invalid. */
function read(property, value) {
  const key = `${property}:${value}`;
  let known = readValues.get(key);
  if (known === undefined) {
    const declaration = new CSSStyleDeclaration();
    declaration.setProperty(property, value);
    known = declaration.getPropertyValue(property);
    readValues.set(key, known);
  }
  return known;
}

/** The last rules found for a property; valid while the declaring rules stay the same. */
const lastFound = new Map();

/** Returns the rules for a property, last first, by the key that elements need. */
function rulesFor(property, element) {
  const entries = listStyleSheets(element).flatMap(sheet =>
    sheet.declaring(property),
  );
  const last = lastFound.get(property);
  if (
    last?.entries.length === entries.length &&
    entries.every(({ rule, key }, at) => {
      const before = last.entries[at];
      return rule === before.rule && key === before.key;
    })
  ) {
    return last.byKey;
  }
  const byKey = new Map();
  entries.toReversed().forEach(({ key, rule, selector }, rank) => {
    const others = byKey.get(key) ?? [];
    others.push({ rule, selector, rank });
    byKey.set(key, others);
  });
  lastFound.set(property, { entries, byKey });
  return byKey;
}

/** Cached values of a document, until jsdom reports that its styles may have changed. */
const known = new WeakMap();

function getStyleCache(document, property) {
  document._styleCache ??= new WeakMap();
  let all = known.get(document._styleCache);
  if (!all) {
    all = new Map();
    known.set(document._styleCache, all);
  }
  let one = all.get(property);
  if (!one) {
    one = { rules: undefined, values: new WeakMap() };
    all.set(property, one);
  }
  return one;
}

/** Returns the declared value of an element's property; empty if none is. */
function declared(property, element) {
  const inline = element.style.getPropertyValue(property);
  if (inline) return inline === 'unset' ? '' : inline;
  const its = getStyleCache(element._ownerDocument, property);
  its.rules ??= rulesFor(property, element);
  const entries = keysOfElement(element)
    .flatMap(key => its.rules.get(key) ?? [])
    .sort((a, b) => a.rank - b.rank);
  for (const { rule, selector } of entries) {
    const value = rule.style.getPropertyValue(property);
    if (value === 'unset' && matches(selector, element)) return '';
    const readValue = read(property, value);
    if (readValue && matches(selector, element)) return readValue;
  }
  return '';
}

/**
 * Returns the computed value, as in jsdom's `getComputedValue`, of a property that is stored as
 * specified.
 */
function computed(property, element) {
  const { values } = getStyleCache(element._ownerDocument, property);
  let value = values.get(element);
  if (value === undefined) {
    const { inherited, initial } = PROPERTIES[property] ?? AS_DECLARED;
    const parent = element.parentElement;
    value = declared(property, element) || (inherited ? 'inherit' : 'initial');
    if (value === 'inherit') {
      value = parent ? computed(property, parent) : initial;
    } else if (value === 'initial') {
      value = initial;
    }
    values.set(element, value);
  }
  return value;
}

/** Replaces `getComputedStyle` in a window of jsdom. */
function quickenComputedStyle(window) {
  const ofJsdom = window.getComputedStyle;
  window.getComputedStyle = function getComputedStyle(element, pseudo) {
    const impl = implForWrapper(element);
    if (pseudo || impl?.nodeType !== ELEMENT_NODE) {
      return ofJsdom.call(window, element, pseudo);
    }
    let all;
    const ask = name => {
      if (name === 'width' && impl.localName === 'textarea') return '0px';
      if (QUICK.has(name)) return computed(QUICK.get(name), impl);
      if (isDeclared(name)) return getDeclaration(impl)[name];
      all ??= ofJsdom.call(window, element);
      return all[name];
    };
    const getPropertyValue = name => {
      if (QUICK.get(name) === name) return computed(name, impl);
      if (isDeclared(name)) return getDeclaration(impl).getPropertyValue(name);
      all ??= ofJsdom.call(window, element);
      return all.getPropertyValue(name);
    };
    return new Proxy(Object.create(CSSStyleDeclaration.prototype), {
      has: (_, name) => ask(name) !== undefined,
      get: (_, name) => {
        if (name === 'getPropertyValue') return getPropertyValue;
        const value = ask(name);
        return typeof value === 'function' ? value.bind(all) : value;
      },
    });
  };
}

module.exports = quickenComputedStyle;
