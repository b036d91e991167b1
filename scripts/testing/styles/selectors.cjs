/** What a look at the text of a selector tells, so that jsdom need not try it on each element. */
'use strict';

/** What stands between the compound selectors of one selector. */
const COMBINATORS = /[\s>+~]+/;

/** What is left aside: it can only refuse elements that the rest would take. */
const ARGUMENTS = /\([^()]*\)/g;
const ATTRIBUTES = /\[[^\]]*\]/g;

/** Escapes, strings, nesting and namespaces: none of them is read here. */
const UNREAD = /[\\"'&|]/;

/** Nothing but a tag and classes, in lower case: of other tags it depends on the document. */
const TAG_AND_CLASSES = /^(?:[a-z][a-z0-9-]*)?(?:\.[\w-]+)*$/;

/** The key of rules that any element may match. */
const ANY = '*';

const UNKNOWN = { key: ANY, names: [], isWhole: false };

function alternativeOf(text) {
  const last = text.split(COMBINATORS).at(-1);
  const names = Array.from(last.matchAll(/\.([\w-]+)/g), ([, name]) => name);
  const tag = /^[a-z][\w-]*/i.exec(last)?.[0];
  return {
    key: names.length > 0 ? `.${names[0]}` : tag?.toLowerCase() ?? ANY,
    tag,
    names,
    isWhole: text !== '' && TAG_AND_CLASSES.test(text),
  };
}

/**
 * The alternatives of a selector: what an element must have to match one, and whether that is all
 * there is to match (`isWhole`).
 */
function alternativesOf(selector) {
  // Not with nothing: an attribute alone is a compound selector, too.
  let bare = selector.replace(ATTRIBUTES, ':attribute');
  while (/\(/.test(bare)) {
    const less = bare.replace(ARGUMENTS, '');
    if (less === bare) return [UNKNOWN];
    bare = less;
  }
  return UNREAD.test(bare)
    ? [UNKNOWN]
    : bare.split(',').map(text => alternativeOf(text.trim()));
}

module.exports = { ANY, alternativesOf };
