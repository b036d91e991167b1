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
  addView,
  changeView,
  restoreView,
  removeView,
  restoreViewQuery,
} from './viewChanges';
import { toViewQuery, replaceView } from './viewQuery';

/** The message about an action, and its undo. */
interface ViewToast {
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
  const [searchParams, setAddress] = useSearchParams();
  const latestRun = useRef(0);
  const copyLink = useCopyLink();
  const notify = useToast();
  const query = toViewQuery(searchParams);

  /** Applies a change; after it is stored, shows the message unless another change followed. */
  async function run(change: ViewChange, offer?: ViewToast): Promise<boolean> {
    latestRun.current += 1;
    const number = latestRun.current;
    const isSaved = await changeViews(change);
    if (isSaved && offer && number === latestRun.current) {
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
      apply: view => setAddress(now => replaceView(now, view.query)),
      copyLink: view => {
        const link = new URL(window.location.href);
        link.search = replaceView(searchParams, view.query).toString();
        copyLink(link.href);
      },
      update: view =>
        run(changeView(view, { query }), {
          message: t('updated', { name: view.name }),
          inverse: restoreViewQuery(view, query),
        }),
      remove: view =>
        run(removeView(view), {
          message: t('deleted', { name: view.name }),
          inverse: restoreView(view, views?.indexOf(view) ?? 0),
        }),
    },
    add: name =>
      run(addView({ name, query }), { message: t('added', { name }) }),
    rename: (view, name) => run(changeView(view, { name })),
  };
}
