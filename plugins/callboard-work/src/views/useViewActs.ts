import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useWorkProject } from '../data/useWorkProject';
import { useCopyLink } from '../shell/useCopyLink';
import { callboardWorkViewsTranslationRef } from '../viewsTranslation';
import type { SavedView } from './SavedView';
import { useSavedViews, type ViewChange } from './useSavedViews';
import type { ViewActs } from './ViewActs';
import {
  adding,
  changing,
  puttingBack,
  removing,
  showingAgain,
} from './viewChanges';
import { viewQueryOf, withView } from './viewQuery';

/** What was done to the views, and what takes just that back. */
interface Done {
  /** No two acts have the same. */
  number: number;
  message: string;
  inverse: ViewChange;
}

/** The saved views of the project, and what can be done with them. */
export function useViewActs(): {
  views: readonly SavedView[] | undefined;
  /** The view that is shown now, where it is a saved one. */
  current: SavedView | undefined;
  acts: Omit<ViewActs, 'rename'>;
  add: (name: string) => void;
  rename: (view: SavedView, name: string) => void;
  /** What was done last, while it can be taken back. */
  done: Done | undefined;
  undo: () => void;
  forget: () => void;
} {
  const { t } = useTranslationRef(callboardWorkViewsTranslationRef);
  const { project } = useWorkProject();
  const { views, changeViews } = useSavedViews(project.id);
  const [address, setAddress] = useSearchParams();
  const [done, setDone] = useState<Done>();
  const count = useRef(0);
  const copyLink = useCopyLink();
  const query = viewQueryOf(address);

  /** Offers to take it back once it is kept, if nothing was done meanwhile. */
  async function act(change: ViewChange, offer?: Omit<Done, 'number'>) {
    count.current += 1;
    const number = count.current;
    setDone(undefined);
    if ((await changeViews(change)) && offer && number === count.current) {
      setDone({ number, ...offer });
    }
  }

  return {
    views,
    current: views?.find(view => view.query === query),
    acts: {
      apply: view => setAddress(now => withView(now, view.query)),
      copyLink: view => {
        const link = new URL(window.location.href);
        link.search = withView(address, view.query).toString();
        copyLink(link.href);
      },
      update: view =>
        act(changing(view, { query }), {
          message: t('updated', { name: view.name }),
          inverse: showingAgain(view, query),
        }),
      remove: view =>
        act(removing(view), {
          message: t('deleted', { name: view.name }),
          inverse: puttingBack(view, views?.indexOf(view) ?? 0),
        }),
    },
    add: name => act(adding({ name, query })),
    rename: (view, name) => act(changing(view, { name })),
    done,
    undo: () => done && act(done.inverse),
    forget: () => setDone(undefined),
  };
}
