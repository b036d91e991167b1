/**
 * Styles of elements in jsdom, found by class and tag as browsers find them.
 *
 * For the style of one element jsdom matches each rule of each style sheet against it, a thousand
 * with Material UI, and repeats this after each change of the page. Queries by role, name and
 * visibility all read styles, which took a third of the time of the front-end tests. This module matches
 * only those rules that end with a class or the tag of the element, or with neither.
 *
 * Load it before jsdom: it replaces the function with which jsdom collects declarations.
 */
'use strict';

const { createRequire } = require('node:module');
const {
  getElementKeys,
  matches,
  listStyleSheets,
} = require('./styleRules.cjs');

// The CSS parser of jsdom (@acemir/cssom 0.9) assigns to this variable without declaring it. Without this
// declaration, it would reject each rule that Material UI adds to a media query.
globalThis.processedRuleToParse = undefined;

const requireOfJsdom = createRequire(require.resolve('jsdom'));
const { CSSStyleDeclaration } = requireOfJsdom('cssstyle');
const styleRules = requireOfJsdom('./jsdom/living/helpers/style-rules.js');

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

/** Returns all declarations for an element, cached until jsdom reports that styles may have changed. */
function getDeclaration(element) {
  const document = element._ownerDocument;
  document._styleCache ??= new WeakMap();
  const known = document._styleCache.get(element);
  if (known) return known;
  const declaration = new CSSStyleDeclaration();
  const keys = getElementKeys(element);
  for (const sheet of listStyleSheets(element)) {
    for (const { rule, selector } of sheet.findCandidateRules(keys)) {
      if (matches(selector, element)) {
        addDeclarations(declaration, rule.style);
      }
    }
  }
  addDeclarations(declaration, element.style);
  document._styleCache.set(element, declaration);
  return declaration;
}

styleRules.getDeclarationForElement = getDeclaration;

module.exports = { getDeclaration };
