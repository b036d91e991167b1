/** A quick look whether a CSS selector can match an element at all. */
'use strict';

/** What stands between the compound selectors of one selector. */
const COMBINATORS = /[\s>+~]+/;

/** What is left aside: it can only refuse elements that the rest would take. */
const ARGUMENTS = /\([^()]*\)/g;
const ATTRIBUTES = /\[[^\]]*\]/g;

/** Escapes, strings, nesting and namespaces: none of them is read here. */
const UNREAD = /[\\"'&|]/;

/** By selector: for each of its alternatives, what an element must have. */
const demands = new Map();

function read(selector) {
  // Not with nothing: an attribute alone is a compound selector, too.
  let bare = selector.replace(ATTRIBUTES, ':attribute');
  while (/\(/.test(bare)) {
    const less = bare.replace(ARGUMENTS, '');
    if (less === bare) return undefined;
    bare = less;
  }
  if (UNREAD.test(bare)) return undefined;
  return bare.split(',').map(alternative => {
    const last = alternative.trim().split(COMBINATORS).at(-1);
    return {
      tag: /^[a-z][\w-]*/i.exec(last)?.[0].toLowerCase(),
      classes: [...last.matchAll(/\.([\w-]+)/g)].map(([, name]) => name),
    };
  });
}

/** @returns false if the element does not match; true if it may */
function mayMatch(selector, element) {
  let alternatives = demands.get(selector);
  if (!alternatives && !demands.has(selector)) {
    alternatives = read(selector);
    demands.set(selector, alternatives);
  }
  if (!alternatives) return true;
  const tag = element.localName.toLowerCase();
  const names = ` ${(element.getAttributeNS(null, 'class') ?? '').replace(
    /\s/g,
    ' ',
  )} `;
  return alternatives.some(
    demand =>
      (demand.tag === undefined || demand.tag === tag) &&
      demand.classes.every(name => names.includes(` ${name} `)),
  );
}

module.exports = { mayMatch };
