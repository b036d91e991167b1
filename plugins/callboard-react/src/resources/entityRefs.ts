import {
  parseEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { isPseudonym } from '@callboard/plugin-callboard-common';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { entityPresentationApiRef } from '@backstage/plugin-catalog-react';
import { useEffect, useState } from 'react';

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

const noTitles: ReadonlyMap<string, string> = new Map();

/**
 * Loads the titles of entities from the portal's entity presentation API, which batches the
 * requests. Each title is added when it arrives. If loading fails, the title is the entity's name.
 *
 * @param refs - entity references
 * @public
 */
export function useEntityTitles(
  refs: readonly string[],
): ReadonlyMap<string, string> {
  const api = useApiHolder().get(entityPresentationApiRef);
  const [titles, setTitles] = useState(noTitles);
  const uniqueRefs = JSON.stringify([...new Set(refs)]);
  useEffect(() => {
    let isNeeded = true;
    const setTitle = (ref: string, title = parseRef(ref)?.name ?? ref) => {
      if (isNeeded) {
        setTitles(old =>
          old.get(ref) === title ? old : new Map(old).set(ref, title),
        );
      }
    };
    const loadTitle = async (ref: string) =>
      (await api?.forEntity(ref).promise)?.primaryTitle;
    for (const ref of JSON.parse(uniqueRefs) as string[]) {
      loadTitle(ref).then(
        title => setTitle(ref, title),
        () => setTitle(ref),
      );
    }
    return () => {
      isNeeded = false;
    };
  }, [api, uniqueRefs]);
  return titles;
}
