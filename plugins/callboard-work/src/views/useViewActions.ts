import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCopyLink, useToast } from '@callboard/plugin-callboard-react';
import { useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkViewsTranslationRef } from '../viewsTranslation';
import type { SavedView } from './SavedView';
import { useSavedViews, type ViewChange } from './useSavedViews';
import type { ViewActions } from './ViewActions';
import {
  adding,
  changing,
  puttingBack,
  removing,
  showingAgain,
} from './viewChanges';
import { toViewQuery, withView } from './viewQuery';

/** The message about an action, and its undo. */
interface Offer {
  message: string;
  inverse?: ViewChange;
}

/** Returns the saved views of the project, and their actions. */
export function useViewActions(): {
  views: readonly SavedView[] | undefined;
  /** The saved view that is currently shown, if any. */
  current: SavedView | undefined;
  actions: Omit<ViewActions, 'rename'>;
  /** Resolves to whether the view was stored. */
  add: (name: string) => Promise<boolean>;
  /** Resolves to whether the name was stored. */
  rename: (view: SavedView, name: string) => Promise<boolean>;
} {
  const { t } = useTranslationRef(callboardWorkViewsTranslationRef);
  const { project } = useWorkProject();
  const { views, changeViews } = useSavedViews(project.id);
  const [address, setAddress] = useSearchParams();
  const count = useRef(0);
  const copyLink = useCopyLink();
  const notify = useToast();
  const query = toViewQuery(address);

  /** Applies a change; after it is stored, shows the message unless another change followed. */
  async function run(change: ViewChange, offer?: Offer): Promise<boolean> {
    count.current += 1;
    const number = count.current;
    const isSaved = await changeViews(change);
    if (isSaved && offer && number === count.current) {
      const { message, inverse } = offer;
      notify({
        status: 'success',
        title: message,
        onUndo: inverse && (() => void run(inverse)),
      });
    }
    return isSaved;
  }

  return {
    views,
    current: views?.find(view => view.query === query),
    actions: {
      apply: view => setAddress(now => withView(now, view.query)),
      copyLink: view => {
        const link = new URL(window.location.href);
        link.search = withView(address, view.query).toString();
        copyLink(link.href);
      },
      update: view =>
        run(changing(view, { query }), {
          message: t('updated', { name: view.name }),
          inverse: showingAgain(view, query),
        }),
      remove: view =>
        run(removing(view), {
          message: t('deleted', { name: view.name }),
          inverse: puttingBack(view, views?.indexOf(view) ?? 0),
        }),
    },
    add: name =>
      run(adding({ name, query }), { message: t('added', { name }) }),
    rename: (view, name) => run(changing(view, { name })),
  };
}
