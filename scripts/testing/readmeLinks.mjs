/** Checks that links in the READMEs of packages work on npm, too. */
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { listPublishedPackages } from '../packing/packages.mjs';

/** The target of a Markdown link or image, of a link definition, or of an HTML attribute. */
const LINK =
  /\]\(\s*<?([^)\s>]+)|^\s*\[[^\]]+\]:\s*<?([^\s>]+)|\b(?:href|src)="([^"]+)"/gm;

/**
 * Returns the targets that links on npm can reach: the files and folders of the published package.
 */
const listPublishedFiles = ({ files = [] }) => [
  'LICENSE',
  'README.md',
  'package.json',
  ...files,
];

function isDead(target, manifest) {
  if (/^(https?:|mailto:|#)/.test(target)) {
    return false;
  }
  const file = path.posix.normalize(target.replace(/#.*$/, ''));
  return !listPublishedFiles(manifest).some(
    each => file === each || file.startsWith(`${each}/`),
  );
}

/**
 * Prints each link that leads out of the package.
 *
 * @param context.print - takes the output
 * @returns the exit code
 */
export async function checkReadmeLinks({ print }) {
  const deadLinks = listPublishedPackages(root).flatMap(
    ({ folder, manifest }) => {
      const readme = path.join(folder, 'README.md');
      return [...fs.readFileSync(readme, 'utf8').matchAll(LINK)]
        .map(
          ([, inline, definition, attribute]) =>
            inline ?? definition ?? attribute,
        )
        .filter(target => isDead(target, manifest))
        .map(target => `${path.relative(root, readme)} links to ${target}`);
    },
  );
  if (deadLinks.length > 0) {
    print(
      `${deadLinks.join(
        '\n',
      )}\nThese links do not work on npm. Use absolute URLs or name the page instead.\n`,
    );
  }
  return deadLinks.length > 0 ? 1 : 0;
}
