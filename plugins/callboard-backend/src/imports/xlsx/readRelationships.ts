import { posix } from 'path';
import { Archive } from './Archive';
import { parseXml } from './parseXml';

/** How one part of a workbook refers to another. */
export interface Relationship {
  id: string;
  /** The last step of its type's name, such as `worksheet`. */
  type: string;
  /** The name of the other part. */
  target: string;
}

/**
 * What a part refers to.
 *
 * @param part - its name, empty for the archive as a whole
 */
export async function readRelationships(
  archive: Archive,
  part: string,
): Promise<Relationship[]> {
  const { dir, base } = posix.parse(part);
  const found: Relationship[] = [];
  const content = await archive.part(posix.join(dir, '_rels', `${base}.rels`));
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
      },
    });
  }
  return found;
}
