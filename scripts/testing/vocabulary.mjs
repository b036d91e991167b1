/**
 * Checks that code and screens use the vocabulary of the field. Finds
 * - private words in identifiers and file names, with the standard term,
 * - comments that begin with Who or What: a comment names the actor,
 * - words that messages on screens must not contain,
 * - functions whose names end in "Of": function names begin with a verb,
 * - test titles that begin with "is", "tells" or a similar word: titles state a rule,
 * - names that several files of a package export, or that a file renames when it exports them.
 */
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

/** Maps private words to standard terms: words in identifiers, and words in messages. */
const { identifiers: identifierTerms, screens: screenTerms } = JSON.parse(
  fs.readFileSync(new URL('vocabulary.json', import.meta.url), 'utf8'),
);

const PRODUCT = /^(?:plugins|packages)\/[^/]+\/src\//;
const CODE = /\.(?:ts|tsx|mjs|cjs)$/;
const TEST = /\.test\.|__testUtils__|\/testUtils\/|setupTests/;
const MESSAGES = /(?:[Tt]ranslation|[Mm]essages)\.tsx?$/;
/**
 * Public names of components that have another name in their file: the entry point for portals on
 * the legacy frontend system declares an extension with the public name.
 */
const PUBLIC_ALIASES = new Set(['CaptureSettings']);

const comment =
  /^[ \t]*(?:\/\*\*|\*|\/\/) *(?:Who|Whom|Whose|What|Whoever|Whatever) [^?\n]*$/gm;
const exported =
  /^export (?:default )?(?:async )?(?:abstract )?(?:function|class|const|interface|type|enum) (\w+)/gm;
/**
 * The declaration of a function or method whose name ends in `Of`, unless the name begins with
 * `is`, `has`, `can` or `list`.
 */
const nounFunction =
  /(?:\bfunction\*? |\bconst (?=\w+ = (?:async )?(?:\(|\w+ =>))|^ +(?:async |private |static |readonly )*(?=\w+(?:<[^>\n]*>)?\([^\n]*\{$))(?!is|has|can|list)([a-z]\w*Of)\b/gm;
/** The names in braces after `export`. */
const exportList = /^export (?:type )?\{([^}]*)\}/gm;
const alias = /\b(?!default\b)(\w+) as (?!default\b)(\w+)/g;
/** A title after `it(`, or after the cases of `it.each(…)(`. */
const vagueTitle =
  /(?:\b(?:it|test)(?:\.\w+)*|[\])])\(\s*['"`]((?:are|is|was|has|have|says?|tells?|knows?|lets?|of|does|do|can) [^'"`\n]{0,40})/g;
/** The text of a message, but not the id of a translation. */
const message = /(?<!\bid):\s*(?:'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)")/g;

const blank = text => text.replace(/[^\n]+/g, ' ');

/** Blanks comments and quoted texts; line numbers stay the same. */
const removeText = text =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, blank)
    .replace(/(^|[^:'"`])\/\/[^\n]*/g, '$1 ')
    .replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, blank);

const splitIdentifier = name =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);

const getLineNumber = (text, index) => text.slice(0, index).split('\n').length;

function* findInIdentifiers(file, text) {
  for (const part of splitIdentifier(path.basename(file))) {
    if (Object.hasOwn(identifierTerms, part)) {
      yield [file, `the file name has "${part}": ${identifierTerms[part]}`];
    }
  }
  const code = removeText(text);
  const seen = new Set();
  for (const { 0: name, index } of code.matchAll(/[A-Za-z_]\w*/g)) {
    const part = splitIdentifier(name).find(each =>
      Object.hasOwn(identifierTerms, each),
    );
    if (part && !seen.has(name)) {
      seen.add(name);
      yield [
        `${file}:${getLineNumber(code, index)}`,
        `${name} has "${part}": ${identifierTerms[part]}`,
      ];
    }
  }
}

function* findInComments(file, text) {
  for (const { 0: found, index } of text.matchAll(comment)) {
    yield [
      `${file}:${getLineNumber(text, index)}`,
      `a comment begins with "${found
        .trim()
        .slice(0, 40)}": name the actor, then a verb`,
    ];
  }
}

function* findNounFunctions(file, text) {
  const code = removeText(text);
  for (const { 1: name, index } of code.matchAll(nounFunction)) {
    const problem = `the function ${name} is named by a noun: begin with a verb, as in getGroup`;
    yield [`${file}:${getLineNumber(code, index)}`, problem];
  }
}

function* findVagueTitles(file, text) {
  for (const { 1: title, index } of text.matchAll(vagueTitle)) {
    const problem = `the test title "${title}": begin with what happens, as in "returns 409 when …"`;
    yield [`${file}:${getLineNumber(text, index)}`, problem];
  }
}

function* findInMessages(file, text) {
  for (const { 1: single, 2: double, index } of text.matchAll(message)) {
    const words = (single ?? double).toLowerCase().match(/[a-z]+/g) ?? [];
    const word = words.find(each => Object.hasOwn(screenTerms, each));
    if (word) {
      const problem = `a message has "${word}": ${screenTerms[word]}`;
      yield [`${file}:${getLineNumber(text, index)}`, problem];
    }
  }
}

function* findAliases(file, text) {
  const code = removeText(text);
  for (const { 1: list, index } of code.matchAll(exportList)) {
    for (const [, name, other] of list.matchAll(alias)) {
      if (PUBLIC_ALIASES.has(other)) continue;
      yield [
        `${file}:${getLineNumber(code, index)}`,
        `exports ${name} as ${other}: use one name`,
      ];
    }
  }
}

function* findDuplicateExports(texts) {
  const files = new Map();
  for (const [file, text] of texts) {
    const owner = file.split('/').slice(0, 2).join('/');
    for (const [, name] of text.matchAll(exported)) {
      const key = `${owner} ${name}`;
      files.set(key, new Set([...(files.get(key) ?? []), file]));
    }
  }
  for (const [key, all] of files) {
    if (all.size > 1) {
      const [first, ...otherFiles] = all;
      const [, name] = key.split(' ');
      yield [first, `exports ${name}, as does ${otherFiles.join(' and ')}`];
    }
  }
}

/**
 * Prints each finding with its position and the term to use.
 *
 * @param context.print - takes the output
 * @returns the exit code
 */
export async function checkVocabulary({ print }) {
  const { output } = await run('git', ['ls-files', '-z'], { cwd: root });
  const files = output
    .split('\0')
    .filter(
      file =>
        CODE.test(file) && !/\/migrations\/|__fixtures__|^\.yarn/.test(file),
    )
    .filter(file => fs.existsSync(path.join(root, file)));
  const texts = files.map(file => [
    file,
    fs.readFileSync(path.join(root, file), 'utf8'),
  ]);
  const product = texts.filter(
    ([file]) => PRODUCT.test(file) && !TEST.test(file),
  );
  const found = [
    ...texts.flatMap(each => [...findInIdentifiers(...each)]),
    ...texts.flatMap(each => [...findInComments(...each)]),
    ...texts.flatMap(each => [...findNounFunctions(...each)]),
    ...texts
      .filter(([file]) => /\.test\.tsx?$/.test(file))
      .flatMap(each => [...findVagueTitles(...each)]),
    ...product
      .filter(([file]) => MESSAGES.test(file))
      .flatMap(each => [...findInMessages(...each)]),
    ...product.flatMap(each => [...findAliases(...each)]),
    ...findDuplicateExports(product),
  ];
  if (found.length > 0) {
    print(`${found.map(each => each.join(': ')).join('\n')}\n`);
  }
  return found.length > 0 ? 1 : 0;
}
