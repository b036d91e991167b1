/** Lists the pictures in the documents, and finds pictures that are older than their page. */
import fs from 'node:fs';
import path from 'node:path';
import { hashFiles } from '../lib/hashFiles.mjs';
import { root } from '../lib/paths.mjs';

const FOLDER = 'docs/images';
const PICTURE = /\bimages\/(([\w-]+?)(-narrow)?-(light|dark)\.png)/g;
const TEST = /\.test\.|__testUtils__/;

/** The hash of each picture's page at the time it was taken. */
const pagesFile = path.join(root, FOLDER, 'pages.json');

const readPages = () => JSON.parse(fs.readFileSync(pagesFile, 'utf8'));

/** Lists the pictures that documents show: `{file, name, isNarrow, theme}`. */
export function listPictures() {
  const documents = fs
    .readdirSync(path.join(root, 'docs'))
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`);
  const pictures = new Map();
  for (const document of ['README.md', ...documents]) {
    const text = fs.readFileSync(path.join(root, document), 'utf8');
    for (const [, base, name, narrow, theme] of text.matchAll(PICTURE)) {
      const file = `${FOLDER}/${base}`;
      pictures.set(file, { file, name, isNarrow: Boolean(narrow), theme });
    }
  }
  return [...pictures.values()];
}

/** Hashes the code of a page, without its tests. Throws if one of its folders is missing. */
function hashPage({ page }) {
  const files = page.flatMap(name => {
    const folder = path.join(root, 'plugins', name);
    return fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => path.join(entry.parentPath, entry.name));
  });
  return hashFiles(files.filter(file => !TEST.test(file)));
}

/** Records that a picture shows the page as it is now. */
export function recordPage({ file, name }, views) {
  const pages = {
    ...readPages(),
    [path.basename(file)]: hashPage(views[name]),
  };
  const sorted = Object.fromEntries(Object.entries(pages).sort());
  fs.writeFileSync(pagesFile, `${JSON.stringify(sorted, null, 2)}\n`);
}

/** Deletes the pictures that no document shows. */
export function deleteUnused(pictures) {
  const used = new Set(pictures.map(({ file }) => path.basename(file)));
  for (const name of fs.readdirSync(path.join(root, FOLDER))) {
    if (name.endsWith('.png') && !used.has(name)) {
      fs.rmSync(path.join(root, FOLDER, name));
    }
  }
}

/** Lists the pictures that are missing, or whose page has changed since they were taken. */
export function listStale(pictures, views) {
  const pages = readPages();
  return pictures.filter(
    ({ file, name }) =>
      !fs.existsSync(path.join(root, file)) ||
      pages[path.basename(file)] !== hashPage(views[name]),
  );
}
