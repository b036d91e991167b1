import { posix } from 'path';
import { createFileError } from '../createFileError';
import { Archive } from './Archive';
import { parseXml } from './parseXml';

/** A reference from one part of a workbook to another. */
export interface Relationship {
  id: string;
  /** The last segment of its type URI, such as `worksheet`. */
  type: string;
  /** The name of the other part. */
  target: string;
}

/** Each sheet has one, and the workbook a few of its own. */
const MAX_RELATIONSHIPS = 10_000;

/**
 * The relationships of a part.
 *
 * @param part - its name, empty for the archive as a whole
 * @throws InputError if it has more than any valid workbook
 */
export async function readRelationships(
  archive: Archive,
  part: string,
): Promise<Relationship[]> {
  const { dir, base } = posix.parse(part);
  const found: Relationship[] = [];
  const content = await archive.openPart(
    posix.join(dir, '_rels', `${base}.rels`),
  );
  if (content) {
    await parseXml(content, {
      open(name, { Id: id, Type: type = '', Target: target = '' }) {
        if (name === 'Relationship') {
          found.push({
            id,
            type: posix.basename(type),
            target: posix.resolve('/', dir, target).slice(1),
          });
        }
        if (found.length > MAX_RELATIONSHIPS) {
          throw createFileError(
            `has more than ${MAX_RELATIONSHIPS} relationships`,
          );
        }
      },
    });
  }
  return found;
}
