import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEffect, useId, useState, type RefObject } from 'react';
import { callboardTimeTranslationRef } from '../translation';
import { CellNote } from './CellNote';
import type { GridPlace } from './GridPlace';
import { cellAt } from './useGridCursor';

/** Says what is wrong with the cell that has the focus. */
export function HeldNote(props: {
  problem: string | undefined;
  table: RefObject<HTMLTableElement>;
  place: GridPlace;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { problem, table } = props;
  const { row, column } = props.place;
  const id = useId();
  const [anchor, setAnchor] = useState<Element | null>(null);
  useEffect(() => {
    setAnchor(problem ? cellAt(table.current, { row, column }) ?? null : null);
  }, [problem, table, row, column]);
  return problem ? (
    <CellNote id={id} anchor={anchor} isProblem>
      {problem}
      {'\n'}
      {t('grid.heldHint')}
    </CellNote>
  ) : null;
}
