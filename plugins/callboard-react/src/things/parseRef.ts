import {
  parseEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';

const fullReference = /^[^\s:/]+:[^\s:/]+\/[^\s:/]+$/;

/**
 * The parts of a full entity reference such as `component:default/shop`, or
 * undefined where the text is something else.
 *
 * @public
 */
export function parseRef(
  text: string | null | undefined,
): CompoundEntityRef | undefined {
  return text && fullReference.test(text) ? parseEntityRef(text) : undefined;
}
