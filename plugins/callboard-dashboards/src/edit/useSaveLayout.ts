import {
  endpoints,
  type DashboardWithWidgets,
} from '@callboard/plugin-callboard-common';
import {
  ifMatch,
  problemsOf,
  queryKeyOf,
  statusOf,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isSamePlaces, mergedPlaces, placesOf, type Places } from './Places';

/** Keys repeat, and drags follow each other: they are saved together. */
const GATHER = 400;

/** Others have moved widgets meanwhile, or added or removed some. */
const overtaken: readonly (number | undefined)[] = [412, 400];

/** How the saving goes. */
export type SaveState =
  | { name: 'saved' | 'saving' }
  | { name: 'failed'; problem: string };

/** Saves where widgets are, a moment after they were moved; later moves go on top. */
export function useSaveLayout(
  slug: string,
  dashboard: DashboardWithWidgets,
): {
  /** Where widgets are as far as they were moved here and not saved. */
  unsaved: Places | undefined;
  save: (places: Places) => void;
  state: SaveState;
} {
  const { id } = dashboard;
  const latest = useRef(dashboard);
  latest.current = dashboard;
  const client = useCallboardClient();
  const queries = useQueryClient();
  const [unsaved, setUnsaved] = useState<Places>();
  const [state, setState] = useState<SaveState>({ name: 'saved' });
  const wanted = useRef<{ before: Places; mine: Places }>();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const isBusy = useRef(false);

  const put = useCallback(
    async (places: Places, version: number) => {
      const params = { slug, id };
      const saved = await client.call(endpoints.layOutDashboard, {
        params,
        body: {
          widgets: [...places].map(([widget, size]) => ({
            id: widget,
            ...size,
          })),
        },
        headers: ifMatch({ version }),
      });
      latest.current = saved;
      const queryKey = queryKeyOf(endpoints.getDashboard, { params });
      // What is on its way may be from before.
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, saved);
    },
    [client, queries, slug, id],
  );

  const flush = useCallback(async () => {
    if (isBusy.current || !wanted.current) {
      return;
    }
    isBusy.current = true;
    const { before, mine } = wanted.current;
    // On top of where the others have put theirs by now.
    const send = (known: DashboardWithWidgets) =>
      put(mergedPlaces(before, mine, placesOf(known.widgets)), known.version);
    try {
      try {
        await send(latest.current);
      } catch (error) {
        if (!overtaken.includes(statusOf(error))) {
          throw error;
        }
        const params = { slug, id };
        await send(await client.call(endpoints.getDashboard, { params }));
      }
      if (wanted.current?.mine === mine) {
        wanted.current = undefined;
        setUnsaved(undefined);
        setState({ name: 'saved' });
      } else if (wanted.current) {
        wanted.current.before = mine;
      }
    } catch (error) {
      setState({ name: 'failed', problem: problemsOf(error).message });
      wanted.current = undefined;
      setUnsaved(undefined);
    }
    isBusy.current = false;
    if (wanted.current) {
      flush();
    }
  }, [client, put, slug, id]);

  const save = useCallback(
    (places: Places) => {
      const before = wanted.current?.before ?? placesOf(latest.current.widgets);
      if (isSamePlaces(places, wanted.current?.mine ?? before)) {
        return;
      }
      wanted.current = { before, mine: places };
      setUnsaved(places);
      setState({ name: 'saving' });
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, GATHER);
    },
    [flush],
  );

  // What was moved is saved, whatever page comes next.
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      flush();
    },
    [flush],
  );
  return { unsaved, save, state };
}
