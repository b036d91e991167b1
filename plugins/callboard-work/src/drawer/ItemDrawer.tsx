import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  CannotBeShown,
  EmptyState,
  ErrorBoundary,
  LoadingState,
  QueryState,
  statusOf,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import { useEffect, useRef } from 'react';
import { paramsOf } from '../data/paramsOf';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkTranslationRef } from '../translation';
import { ItemDetails } from './ItemDetails';
import type { ItemSequence } from './ItemSequence';
import { MissingItem } from './MissingItem';
import { useNeighbours, type Neighbours } from './useNeighbours';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function Content(props: {
  id: string;
  neighbours: Neighbours;
  onOpen: (id: string | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { id, onOpen } = props;
  const isId = uuid.test(id);
  const query = useCallboardQuery(
    endpoints.getWorkItem,
    { params: { ...paramsOf(useWorkProject()), id } },
    { enabled: isId },
  );
  const close = (
    <Button variant="outlined" onClick={() => onOpen(undefined)}>
      {t('drawer.close')}
    </Button>
  );
  if (!isId || statusOf(query.error) === 404) {
    return <MissingItem onClose={() => onOpen(undefined)} />;
  }
  return (
    <QueryState query={query} loading={<LoadingState rows={10} />}>
      {item => (
        <ErrorBoundary
          resetKey={item}
          fallback={<EmptyState title={<CannotBeShown />} action={close} />}
        >
          <ItemDetails
            key={item.id}
            item={item}
            neighbours={props.neighbours}
            onOpen={onOpen}
          />
        </ErrorBoundary>
      )}
    </QueryState>
  );
}

/** An item in full, from the right; Esc closes, `j` and `k` lead to the next. */
export function ItemDrawer(props: {
  id: string | undefined;
  /** What it stands among, where it was opened from a list. */
  sequence?: ItemSequence;
  onOpen: (id: string | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { id, sequence, onOpen } = props;
  const neighbours = useNeighbours(id, sequence, onOpen);
  const paper = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What led to another item has gone with the one before.
    if (id && document.activeElement === document.body) {
      paper.current?.focus();
    }
  }, [id]);
  return (
    <Drawer
      anchor="right"
      open={id !== undefined}
      onClose={() => onOpen(undefined)}
      PaperProps={{
        ref: paper,
        tabIndex: -1,
        role: 'dialog',
        'aria-modal': true,
        'aria-label': t('drawer.label'),
        sx: { width: 'min(620px, 100vw)', outline: 0 },
      }}
    >
      <Box sx={{ p: { xs: 2, sm: 3 }, pt: { xs: 1, sm: 1.5 } }}>
        {id && <Content id={id} neighbours={neighbours} onOpen={onOpen} />}
      </Box>
    </Drawer>
  );
}
