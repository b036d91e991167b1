import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useWorkProject } from '../data/useWorkProject';
import { useCopyLink } from '../shell/useCopyLink';
import { callboardWorkViewsTranslationRef } from '../viewsTranslation';
import type { SavedView } from './SavedView';
import { useSavedViews } from './useSavedViews';
import type { ViewActs } from './ViewActs';
import { viewQueryOf, withView } from './viewQuery';

/** What was done to the views, and how they were before. */
interface Done {
  message: string;
  before: readonly SavedView[];
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
  const { views, setViews } = useSavedViews(project.id);
  const [address, setAddress] = useSearchParams();
  const [done, setDone] = useState<Done>();
  const copyLink = useCopyLink();
  const query = viewQueryOf(address);
  const before = views ?? [];
  const change = ({ name }: SavedView, values: Partial<SavedView>) =>
    setViews(
      before.map(view => (view.name === name ? { ...view, ...values } : view)),
    );
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
      update: view => {
        change(view, { query });
        setDone({ message: t('updated', { name: view.name }), before });
      },
      remove: ({ name }) => {
        setViews(before.filter(view => view.name !== name));
        setDone({ message: t('deleted', { name }), before });
      },
    },
    add: name => setViews([...before, { name, query }]),
    rename: (view, name) => change(view, { name }),
    done,
    undo: () => done && setViews(done.before),
    forget: () => setDone(undefined),
  };
}
