import Box from '@mui/material/Box';
import type { Virtualizer } from '@tanstack/react-virtual';
import { useContext } from 'react';
import { DropTargetContext } from './DropTargetContext';

/** The drop position in a column. */
export function DropLine(props: {
  stateId: string;
  virtualizer: Virtualizer<HTMLElement, Element>;
}) {
  const { stateId, virtualizer } = props;
  const target = useContext(DropTargetContext);
  if (target?.stateId !== stateId) {
    return null;
  }
  const top =
    virtualizer.measurementsCache[target.index]?.start ??
    virtualizer.getTotalSize();
  return (
    <Box
      aria-hidden
      sx={{
        position: 'absolute',
        insetInline: 0,
        top: Math.max(0, top - 5),
        height: 3,
        borderRadius: 2,
        bgcolor: 'primary.main',
        pointerEvents: 'none',
      }}
    />
  );
}
