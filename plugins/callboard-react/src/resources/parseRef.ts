import {
  parseEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { isPseudonym } from '@callboard/plugin-callboard-common';

const fullReference = /^[^\s:/]+:[^\s:/]+\/[^\s:/]+$/;

/**
 * Parses a full entity reference such as `component:default/shop`; undefined for other texts, such
 * as a pseudonym.
 *
 * @public
 */
export function parseRef(
  text: string | null | undefined,
): CompoundEntityRef | undefined {
  return text && fullReference.test(text) && !isPseudonym(text)
    ? parseEntityRef(text)
    : undefined;
}
