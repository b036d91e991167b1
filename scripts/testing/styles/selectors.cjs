/** What a look at the text of a selector tells, so that jsdom need not try it on each element. */
'use strict';

/** What stands between the compound selectors of one selector. */
const COMBINATORS = /\s*[\s>+~]\s*/g;

/** What is left aside: it can only refuse elements that the rest would take. */
const ARGUMENTS = /\([^()]*\)/g;

const ATTRIBUTES = /\[(?:([a-z][a-z-]*)(?=[\]=~|^$*]))?[^\]]*\]/g;

/** Only tags: of these an element must have one. */
const TAGS = /:is\(([a-z0-9,\s]*)\)/g;

/** Escapes, strings, nesting and namespaces: none of them is read here. */
const UNREAD = /[\\"'&|]/;

/** Nothing but a tag and classes, in lower case: of other tags it depends on the document. */
const TAG_AND_CLASSES = /^(?:[a-z][a-z0-9-]*)?(?:\.[\w-]+)*$/;

const PSEUDO_ELEMENT = /::|:(?:before|after|first-line|first-letter)(?![\w-])/;
const LINK = /:(?:any-link|link|visited)(?![\w-])/;
const CONTROL = /:autofill(?![\w-])/;
const FOCUS = /:focus(?:-visible)?(?![\w-])/;

/** The key of rules that any element may match. */
const ANY = '*';

const UNKNOWN = {
  keys: [ANY],
  names: [],
  parentNames: [],
  attributes: [],
  isWhole: false,
};

const namesIn = text =>
  Array.from(text.matchAll(/\.([\w-]+)/g), ([, name]) => name);

function tagsIn(compound) {
  const tag = /^[a-z][\w-]*/i.exec(compound)?.[0].toLowerCase();
  if (tag) return [tag];
  if (LINK.test(compound)) return ['a', 'area'];
  if (CONTROL.test(compound)) return ['input', 'select', 'textarea'];
  return /:tags_([a-z0-9_]+)/.exec(compound)?.[1].split('_');
}

/** The classes of the parent, where a selector tells them. */
function parentNamesIn(compounds, combinators) {
  const isAncestor = at => combinators[at] === '>' || combinators[at] === ' ';
  const ancestors = [...combinators.keys()].filter(isAncestor);
  const at = ancestors.at(-1);
  return combinators[at] === '>' ? namesIn(compounds[at]) : [];
}

function alternativeOf(text) {
  const compounds = text.split(COMBINATORS);
  const combinators = Array.from(
    text.matchAll(COMBINATORS),
    ([combinator]) => combinator.trim() || ' ',
  );
  const last = compounds.at(-1);
  const names = namesIn(last);
  const tags = tagsIn(last);
  return {
    keys: names.length > 0 ? [`.${names[0]}`] : tags ?? [ANY],
    tags,
    names,
    parentNames: parentNamesIn(compounds, combinators),
    attributes: Array.from(
      last.matchAll(/:attribute_([a-z-]+)/g),
      ([, name]) => name,
    ),
    isFocused: FOCUS.test(last),
    isPseudoElement: PSEUDO_ELEMENT.test(last),
    isWhole: text !== '' && TAG_AND_CLASSES.test(text),
  };
}

/**
 * The alternatives of a selector: what an element must have to match one, and whether that is all
 * there is to match (`isWhole`).
 */
function alternativesOf(selector) {
  // Not with nothing: an attribute alone is a compound selector, too.
  let bare = selector
    .replace(ATTRIBUTES, (_, name) =>
      name ? `:attribute_${name}` : ':attribute',
    )
    .replace(
      TAGS,
      (_, tags) =>
        `:tags_${tags
          .trim()
          .split(/\s*,\s*/)
          .join('_')}`,
    );
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
