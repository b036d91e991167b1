/** The pictures in the documents, and which of them are older than the page that they show. */
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

const FOLDER = 'docs/images';
const PICTURE = /\bimages\/(([\w-]+?)(-narrow)?-(light|dark)\.png)/g;

const readGit = async (...args) =>
  (await run('git', args, { cwd: root })).output.trim();

/** Lists the pictures that documents show: `{file, name, isNarrow, theme}`. */
export async function listPictures() {
  const documents = await readGit('ls-files', 'README.md', 'docs/*.md');
  const pictures = new Map();
  for (const document of documents.split('\n')) {
    const text = fs.readFileSync(path.join(root, document), 'utf8');
    for (const [, base, name, narrow, theme] of text.matchAll(PICTURE)) {
      const file = `${FOLDER}/${base}`;
      pictures.set(file, { file, name, isNarrow: Boolean(narrow), theme });
    }
  }
  return [...pictures.values()];
}

/** Deletes the pictures that no document shows. */
export function deleteUnused(shown) {
  const used = new Set(shown.map(({ file }) => path.basename(file)));
  for (const name of fs.readdirSync(path.join(root, FOLDER))) {
    if (!used.has(name)) fs.rmSync(path.join(root, FOLDER, name));
  }
}

/** When files were last committed, in seconds since 1970; infinite while they differ from it. */
async function lastChange(files) {
  const changed = await readGit('status', '--porcelain', '--', ...files);
  if (changed) return Infinity;
  return Number(await readGit('log', '-1', '--format=%ct', '--', ...files));
}

/**
 * Lists the pictures that are missing, or whose page changed in a later commit. Tests do not
 * change a page.
 */
export async function listStale(shown, views) {
  const stale = [];
  for (const picture of shown) {
    const isThere = fs.existsSync(path.join(root, picture.file));
    const folders = views[picture.name].page.map(name => `plugins/${name}`);
    const page = [...folders, ':!*.test.ts*', ':!*/__testUtils__/*'];
    const isOlder = async () =>
      (await lastChange([picture.file])) < (await lastChange(page));
    if (!isThere || (await isOlder())) stale.push(picture);
  }
  return stale;
}
