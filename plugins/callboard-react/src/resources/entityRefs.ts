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

type Titles = ReadonlyMap<string, string>;

const noTitles: Titles = new Map();

/**
 * Loads the titles of entities from the portal's entity presentation API, which batches the
 * requests. The map is empty until the first titles are loaded, and if loading fails.
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
    const entityRefs: string[] = JSON.parse(uniqueRefs);
    if (!api || entityRefs.length === 0) {
      return () => {};
    }
    let isNeeded = true;
    const loadTitle = async (ref: string) => {
      const { primaryTitle } = await api.forEntity(ref).promise;
      return [ref, primaryTitle] as const;
    };
    Promise.all(entityRefs.map(loadTitle)).then(
      newTitles => isNeeded && setTitles(new Map(newTitles)),
      // Without titles, the references stay visible.
      () => {},
    );
    return () => {
      isNeeded = false;
    };
  }, [api, uniqueRefs]);
  return titles;
}
