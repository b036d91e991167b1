/**
 * Styles of elements in jsdom, found by class and tag as browsers find them.
 *
 * For the style of one element jsdom matches each rule of each style sheet against it, a thousand with
 * Material UI, and asks anew after each change of the page. Roles, names and visibility are all asked
 * from styles, which made this a third of the front end's tests. Here only those rules are matched
 * that end with a class or the tag of the element, or with neither, and what elements have in common
 * is computed once.
 *
 * Load it before jsdom: it replaces the function with which jsdom collects declarations.
 */
'use strict';

const { createRequire } = require('node:module');
const DocumentStyles = require('./styles/DocumentStyles.cjs');

const requireOfJsdom = createRequire(require.resolve('jsdom'));
const styleRules = requireOfJsdom('./jsdom/living/helpers/style-rules.js');
const { implForWrapper } = requireOfJsdom('./jsdom/living/generated/utils.js');

const byDocument = new WeakMap();

function stylesOf({ _ownerDocument: document }) {
  const styles = byDocument.get(document) ?? new DocumentStyles(document);
  byDocument.set(document, styles);
  return styles;
}

styleRules.getDeclarationForElement = element =>
  stylesOf(element).declarationOf(element);

/** Has a window of jsdom answer `getComputedStyle` from what is known already. */
module.exports = function quickenStyles(window) {
  const ofJsdom = window.getComputedStyle;
  window.getComputedStyle = (element, pseudoElement) => {
    const impl = implForWrapper(element);
    // Errors and what jsdom does not implement are left to it.
    return impl?.nodeType === window.Node.ELEMENT_NODE && !pseudoElement
      ? stylesOf(impl).computedStyleOf(impl)
      : ofJsdom(element, pseudoElement);
  };
};
