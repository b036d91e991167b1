/**
 * A faster `getComputedStyle` for jsdom.
 *
 * Queries by role or name and clicks read the visibility of all surrounding elements, again after
 * each change of the page. Popups read the position of all ancestors of their anchor. For each of
 * these, jsdom copies all declarations for an element, twice, and computes its colours. This module
 * matches only the rules that declare the requested property, and leaves colours to jsdom.
 *
 * A text area has no width, as jsdom has no layout. Material UI makes text areas as high as their
 * text, and requests ten more styles of one that has a width, each time it is drawn.
 */
'use strict';

const { createRequire } = require('node:module');
const { getDeclaration } = require('./quickStyles.cjs');
const {
  getElementKeys,
  matches,
  listStyleSheets,
} = require('./styleRules.cjs');

const requireOfJsdom = createRequire(require.resolve('jsdom'));
const { CSSStyleDeclaration } = requireOfJsdom('cssstyle');
const { implForWrapper } = requireOfJsdom('./jsdom/living/generated/utils.js');
const { propertiesWithResolvedValueImplemented: PROPERTIES } = requireOfJsdom(
  './jsdom/living/helpers/style-rules.js',
);

const ELEMENT_NODE = 1;

/** The properties that this module computes, by each of their names. */
const QUICK_PROPERTIES = new Map([
  ['display', 'display'],
  ['visibility', 'visibility'],
  ['opacity', 'opacity'],
  ['pointer-events', 'pointer-events'],
  ['pointerEvents', 'pointer-events'],
]);

/** For properties that jsdom does not compute. */
const AS_DECLARED = { inherited: false, initial: '' };

/** Properties that depend on colours, which jsdom computes, or on all declarations. */
const UNSUPPORTED =
  /color|border|background|outline|caret|^(?:cssText|length|\d+)$/i;

const emptyDeclaration = new CSSStyleDeclaration();

/** Whether the computed value of a property equals the declared one. */
const isDeclared = name =>
  typeof name === 'string' &&
  name in CSSStyleDeclaration.prototype &&
  typeof emptyDeclaration[name] === 'string' &&
  !UNSUPPORTED.test(name);

const parsedValues = new Map();

/** Returns a value as jsdom parses it; empty if it is invalid. */
function parseValue(property, value) {
  const key = `${property}:${value}`;
  let known = parsedValues.get(key);
  if (known === undefined) {
    const declaration = new CSSStyleDeclaration();
    declaration.setProperty(property, value);
    known = declaration.getPropertyValue(property);
    parsedValues.set(key, known);
  }
  return known;
}

/** The last rules found for a property; valid while the declaring rules stay the same. */
const lastFound = new Map();

/** Returns the rules for a property, last first, by the key that elements need. */
function findRules(property, element) {
  const entries = listStyleSheets(element).flatMap(sheet =>
    sheet.findDeclaringRules(property),
  );
  const last = lastFound.get(property);
  if (
    last?.entries.length === entries.length &&
    entries.every(({ rule, key }, index) => {
      const before = last.entries[index];
      return rule === before.rule && key === before.key;
    })
  ) {
    return last.byKey;
  }
  const byKey = new Map();
  entries.toReversed().forEach(({ key, rule, selector }, rank) => {
    const rules = byKey.get(key) ?? [];
    rules.push({ rule, selector, rank });
    byKey.set(key, rules);
  });
  lastFound.set(property, { entries, byKey });
  return byKey;
}

/** Cached values of a document, until jsdom reports that its styles may have changed. */
const cachesByDocument = new WeakMap();

function getStyleCache(document, property) {
  document._styleCache ??= new WeakMap();
  let caches = cachesByDocument.get(document._styleCache);
  if (!caches) {
    caches = new Map();
    cachesByDocument.set(document._styleCache, caches);
  }
  let cache = caches.get(property);
  if (!cache) {
    cache = { rules: undefined, values: new WeakMap() };
    caches.set(property, cache);
  }
  return cache;
}

/** Returns the declared value of an element's property; empty if none is. */
function getDeclaredValue(property, element) {
  const inline = element.style.getPropertyValue(property);
  if (inline) return inline === 'unset' ? '' : inline;
  const cache = getStyleCache(element._ownerDocument, property);
  cache.rules ??= findRules(property, element);
  const entries = getElementKeys(element)
    .flatMap(key => cache.rules.get(key) ?? [])
    .sort((a, b) => a.rank - b.rank);
  for (const { rule, selector } of entries) {
    const value = rule.style.getPropertyValue(property);
    if (value === 'unset' && matches(selector, element)) return '';
    const parsedValue = parseValue(property, value);
    if (parsedValue && matches(selector, element)) return parsedValue;
  }
  return '';
}

/**
 * Returns the computed value, as in jsdom's `getComputedValue`, of a property that is stored as
 * specified.
 */
function getComputedValue(property, element) {
  const { values } = getStyleCache(element._ownerDocument, property);
  let value = values.get(element);
  if (value === undefined) {
    const { inherited, initial } = PROPERTIES[property] ?? AS_DECLARED;
    const parent = element.parentElement;
    value =
      getDeclaredValue(property, element) ||
      (inherited ? 'inherit' : 'initial');
    if (value === 'inherit') {
      value = parent ? getComputedValue(property, parent) : initial;
    } else if (value === 'initial') {
      value = initial;
    }
    values.set(element, value);
  }
  return value;
}

/** Replaces `getComputedStyle` in a window of jsdom. */
function quickenComputedStyle(window) {
  const getJsdomStyle = window.getComputedStyle;
  window.getComputedStyle = function getComputedStyle(element, pseudo) {
    const impl = implForWrapper(element);
    if (pseudo || impl?.nodeType !== ELEMENT_NODE) {
      return getJsdomStyle.call(window, element, pseudo);
    }
    let all;
    const getProperty = name => {
      if (name === 'width' && impl.localName === 'textarea') return '0px';
      if (QUICK_PROPERTIES.has(name))
        return getComputedValue(QUICK_PROPERTIES.get(name), impl);
      if (isDeclared(name)) return getDeclaration(impl)[name];
      all ??= getJsdomStyle.call(window, element);
      return all[name];
    };
    const getPropertyValue = name => {
      if (QUICK_PROPERTIES.get(name) === name)
        return getComputedValue(name, impl);
      if (isDeclared(name)) return getDeclaration(impl).getPropertyValue(name);
      all ??= getJsdomStyle.call(window, element);
      return all.getPropertyValue(name);
    };
    return new Proxy(Object.create(CSSStyleDeclaration.prototype), {
      has: (_, name) => getProperty(name) !== undefined,
      get: (_, name) => {
        if (name === 'getPropertyValue') return getPropertyValue;
        const value = getProperty(name);
        return typeof value === 'function' ? value.bind(all) : value;
      },
    });
  };
}

module.exports = quickenComputedStyle;
