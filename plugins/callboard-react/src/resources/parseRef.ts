import {
  parseEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { isPseudonym } from '@callboard/plugin-callboard-common';

const fullReference = /^[^\s:/]+:[^\s:/]+\/[^\s:/]+$/;

/**
 * The parts of a full entity reference such as `component:default/shop`, or
 * undefined where the text is something else, such as the pseudonym of somebody.
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
